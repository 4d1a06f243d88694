import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPACITOR } from './project';

/** A version of our Gradle files that is not the one of the template of the installed Capacitor: half an upgrade. */
export function pinProblems(mobile: string): string[] {
  const template = mkdtempSync(join(tmpdir(), 'capacitor-template-'));
  try {
    execFileSync('tar', ['xzf', join(CAPACITOR, 'cli/assets/android-template.tar.gz'), '-C', template]);
    const [wanted, ours] = [pinsOf(template), pinsOf(join(mobile, 'android'))];
    return Object.entries(wanted).flatMap(([name, version]) =>
      ours[name] === version ? [] : [`${name}: ${ours[name] ?? 'nothing'} here, ${version} in Capacitor's template`],
    );
  } finally {
    rmSync(template, { recursive: true });
  }
}

function pinsOf(android: string): Record<string, string> {
  const read = (file: string) => readFileSync(join(android, file), 'utf8');
  const found = (pattern: RegExp, file: string) => pattern.exec(read(file))?.[1] ?? '';
  const variables = [...read('variables.gradle').matchAll(/(\w+) = '?([\w.]+)'?/g)].map(([, name = '', version = '']) => [name, version]);
  return {
    ...(Object.fromEntries(variables) as Record<string, string>),
    'Android Gradle Plugin': found(/com\.android\.tools\.build:gradle:([\d.]+)/, 'build.gradle'),
    Gradle: found(/gradle-([\d.]+)-/, 'gradle/wrapper/gradle-wrapper.properties'),
  };
}
