// npm run apk -- --server URL [--store play]: a debug APK. `npm run apk:release` signs one with a key from the environment.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../../scripts/lib/install.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { npm } from '../../scripts/lib/run.mjs';
import { main, Refusal, step } from '../../scripts/lib/say.mjs';
import { lookAround } from './machine.mjs';
import { capSync, gradle, MOBILE } from './run.mjs';
import { serverOf } from './server-url.mjs';

const SIGNING = ['ANDROID_KEYSTORE', 'ANDROID_KEYSTORE_PASSWORD', 'ANDROID_KEY_ALIAS', 'ANDROID_KEY_PASSWORD'];

await main(async () => {
  const { values } = parseArgs({
    options: { server: { type: 'string' }, store: { type: 'string' }, release: { type: 'boolean', default: false } },
  });
  const server = serverOf(values.server, { release: values.release });
  if (values.store !== undefined && values.store !== 'play') throw new Refusal('--store knows one store: play.');
  const { sdk, missing } = lookAround();
  if (values.release) missing.push(...SIGNING.filter((name) => !process.env[name]).map((name) => `${name}: see mobile/README.md`));
  const keystore = values.release && process.env.ANDROID_KEYSTORE && resolve(process.env.INIT_CWD ?? '.', process.env.ANDROID_KEYSTORE);
  if (keystore && !existsSync(keystore)) missing.push(`ANDROID_KEYSTORE: there is no file ${keystore}`);
  if (missing.length > 0) throw new Refusal(`An APK cannot be built here yet. What is missing:\n\n- ${missing.join('\n- ')}`);

  await ensureInstalled();
  Object.assign(process.env, {
    SERVER_URL: server,
    STORE: values.store ?? '',
    ANDROID_HOME: sdk,
    ...(keystore && { ANDROID_KEYSTORE: keystore }),
  });
  await step('Typing the operations of the site', () => npm(['run', '--silent', 'codegen'], 'The operations could not be typed.'));
  await step('Building what the app shows', () => npm(['run', '--silent', 'build:app'], 'The web part could not be built.'));
  // The stories want the one they build themselves.
  rmSync(join(root, 'node_modules/.cache/premier-pas/app'), { force: true });
  capSync();
  if (server.startsWith('http:')) allowPlainServer();
  const kind = values.release ? 'release' : 'debug';
  gradle(values.release ? 'assembleRelease' : 'assembleDebug');
  const file = `mobile/android/app/build/outputs/apk/${kind}/app-${kind}.apk`;
  if (!existsSync(join(MOBILE, 'android/app/google-services.json')))
    console.log('\nIt offers no notifications: there is no mobile/android/app/google-services.json (mobile/README.md).');
  console.log(`\n${file}\nInstall it with: adb install -r ${file}`);
  return 0;
});

/** A debug build that speaks to a server of this network: its pages come by https, its server by http. */
function allowPlainServer() {
  const file = join(MOBILE, 'android/app/src/main/assets/capacitor.config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, `${JSON.stringify({ ...config, android: { ...config.android, allowMixedContent: true } }, null, 2)}\n`);
}
