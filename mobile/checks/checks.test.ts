import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf, MOBILE } from './project';
import { javaProblems } from './java';
import { pinProblems } from './pins';
import { resourceProblems } from './resources';
import { syncProblems } from './sync';
import { wordProblems } from './words';

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

/** The app with one fault in it. */
function withFault(plant: (at: (path: string) => string) => void): string {
  const copy = mkdtempSync(join(tmpdir(), 'mobile-'));
  made.push(copy);
  for (const part of ['package.json', 'capacitor.config.json', 'android']) {
    cpSync(join(MOBILE, part), join(copy, part), { recursive: true, filter: (path) => !/\/(build|\.gradle|assets)$/.test(path) });
  }
  plant((path) => join(copy, 'android', path));
  return copy;
}

/** Another text in the place of this one, which is there. */
function change(file: string, from: string | RegExp, to: string): void {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} holds no ${String(from)}`);
  writeFileSync(file, after);
}

const MANIFEST = 'app/src/main/AndroidManifest.xml';
const RES = 'app/src/main/res';
const NOTICES = 'app/src/main/java/example/premierpas/app/NoticesPlugin.java';

describe('the plugins', () => {
  it('are those that are installed, as cap sync writes them', () => expect(syncProblems(MOBILE)).toEqual([]));

  it('are missed when one was not synced', () => {
    const mobile = withFault((at) => change(at('app/capacitor.build.gradle'), /.*capacitor-share.*\n/, ''));
    expect(syncProblems(mobile)).toEqual(['android/app/capacitor.build.gradle is not what cap sync writes']);
  });
});

describe('the versions', () => {
  it('are those of the template of the installed Capacitor', () => expect(pinProblems(MOBILE)).toEqual([]));

  it.each([
    ['variables.gradle', 'compileSdkVersion = 36', 'compileSdkVersion = 35', /^compileSdkVersion: 35 here, 36 in/],
    ['build.gradle', /gradle:8[\d.]+/, 'gradle:8.7.2', /^Android Gradle Plugin: 8\.7\.2 here/],
  ])('are refused in %s when one is another', (file, from, to, said) => {
    expect(pinProblems(withFault((at) => change(at(file), from, to)))).toEqual([expect.stringMatching(said)]);
  });
});

describe('the resources and the manifest', () => {
  it('compile and link, and make an app of our name that starts', () => {
    const { appId, appName } = identityOf(MOBILE);
    const problems = resourceProblems(MOBILE, (badging) =>
      [`package: name='${appId}'`, `application-label:'${appName}'`, 'launchable-activity:'].filter((line) => !badging.includes(line)),
    );
    expect(problems).toEqual([]);
  });

  it.each<[string, (at: (path: string) => string) => void, RegExp]>([
    [
      'a text that is missing',
      (at) => change(at(`${RES}/values/strings.xml`), /<string name="title_activity_main">.*<\/string>/, ''),
      /title_activity_main/,
    ],
    ['an icon that is missing', (at) => rmSync(at(`${RES}/drawable/ic_launcher_foreground.xml`)), /ic_launcher_foreground/],
    ['a notification icon that is missing', (at) => rmSync(at(`${RES}/drawable/ic_notification.xml`)), /ic_notification/],
    ['an attribute that nobody knows', (at) => change(at(MANIFEST), 'android:exported', 'android:exportet'), /exportet/],
    ['XML that does not end', (at) => change(at(`${RES}/values/styles.xml`), '</resources>', ''), /styles\.xml/],
  ])('are refused for %s', (_, plant, said) => {
    expect(resourceProblems(withFault(plant)).join('\n')).toMatch(said);
  });
});

describe('the words of notifications', () => {
  it('are there for every kind the server sends, in both languages, each kind in a channel of its own', () =>
    expect(wordProblems(MOBILE)).toEqual([]));

  it.each<[string, string, string | RegExp, string, string]>([
    ['French words', `${RES}/values/strings.xml`, /.*push_case_body.*\n/, '', 'values: no push_case_body'],
    [
      'English words',
      `${RES}/values-en/strings.xml`,
      'push_new_message_title',
      'push_message_title',
      'values-en: no push_new_message_title',
    ],
    ['a channel', NOTICES, /.*channel\("membership".*\n/, '', 'NoticesPlugin.java makes no channel membership'],
  ])('are missed without %s', (_, file, from, to, said) => {
    expect(wordProblems(withFault((at) => change(at(file), from, to)))).toEqual([said]);
  });
});

describe('our Java', () => {
  it('can be read', () => expect(javaProblems(MOBILE)).toEqual([]));

  it('is refused for a lost brace', () => {
    const file = 'app/src/main/java/example/premierpas/app/MainActivity.java';
    expect(javaProblems(withFault((at) => change(at(file), /\}\s*$/, ''))).join('\n')).toMatch(/MainActivity\.java.*reached end of file/);
  });
});

describe('what the app may', () => {
  const manifest = readFileSync(join(MOBILE, 'android', MANIFEST), 'utf8');
  const release = readFileSync(join(MOBILE, 'android/app/build.gradle'), 'utf8');

  it('is little: the network, a tap in the hand and notifications; no camera, no place, no file of the phone', () => {
    const asked = [...manifest.matchAll(/uses-permission android:name="android\.permission\.(\w+)"/g)].map(([, name]) => name);
    expect(asked.sort()).toEqual(['ACCESS_NETWORK_STATE', 'INTERNET', 'POST_NOTIFICATIONS', 'VIBRATE']);
  });

  it('leaves nothing in backups, and sends nothing in the clear', () => {
    expect(manifest).toContain('android:allowBackup="false"');
    expect(manifest).toContain('android:usesCleartextTraffic="false"');
    expect(readFileSync(join(MOBILE, 'capacitor.config.json'), 'utf8')).not.toMatch(
      /cleartext|allowMixedContent|webContentsDebuggingEnabled/,
    );
    expect(release).toContain('debuggable false');
  });
});
