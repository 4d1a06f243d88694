import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPACITOR, identityOf, MOBILE, saidBy } from './project';

const FRAMEWORK = '/usr/share/android-framework-res/framework-res.apk';
/** What the manifest says to Androids beyond the framework that Debian has (API 29). */
const NEWER = / android:dataExtractionRules="[^"]*"|<queries>[^]*<\/queries>/g;

/**
 * Our resources and manifest, compiled and linked by Android's own tool: broken XML, a name that leads nowhere, a misspelt
 * attribute. Answers with what is wrong, and otherwise hands the linked package to `look`.
 */
export function resourceProblems(mobile: string, look: (badging: string) => string[] = () => []): string[] {
  const aapt2 = process.env.AAPT2 ?? 'aapt2';
  const main = join(mobile, 'android/app/src/main');
  const work = mkdtempSync(join(tmpdir(), 'aapt2-'));
  const run = (...args: string[]) => execFileSync(aapt2, args, { stdio: 'pipe' }).toString();
  try {
    const built = join(work, 'built');
    mkdirSync(join(built, 'values'), { recursive: true });
    writeFileSync(join(built, 'values/gradle.xml'), writtenByGradle(mobile));
    const folders = [built, join(MOBILE, 'checks/stubs'), join(CAPACITOR, 'android/capacitor/src/main/res'), join(main, 'res')];
    const compiled = folders.map((folder, index) => {
      const zip = join(work, `${index}.zip`);
      run('compile', '--dir', folder, '-o', zip);
      return zip;
    });
    const manifest = join(work, 'AndroidManifest.xml');
    writeFileSync(manifest, filledIn(readFileSync(join(main, 'AndroidManifest.xml'), 'utf8'), mobile));
    const linked = join(work, 'linked.apk');
    const sdk = ['--min-sdk-version', '24', '--target-sdk-version', '36', '--version-code', '1', '--version-name', '1.0'];
    run(
      'link',
      '-o',
      linked,
      '-I',
      FRAMEWORK,
      '--manifest',
      manifest,
      ...sdk,
      '--auto-add-overlay',
      ...compiled.flatMap((zip) => ['-R', zip]),
    );
    return look(run('dump', 'badging', linked));
  } catch (error) {
    return saidBy(error);
  } finally {
    rmSync(work, { recursive: true });
  }
}

const writtenByGradle = (mobile: string) => `<resources><string name="app_name">${identityOf(mobile).appName}</string></resources>`;

const filledIn = (manifest: string, mobile: string) =>
  manifest
    .replace('<manifest ', `<manifest package="${identityOf(mobile).appId}" `)
    .replaceAll('${applicationId}', identityOf(mobile).appId)
    .replaceAll('${host}', 'premierpas.example')
    .replace(NEWER, '');
