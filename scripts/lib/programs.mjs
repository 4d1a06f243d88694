import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const FRAMEWORK = '/usr/share/android-framework-res/framework-res.apk';

/** The path of the first of these programs that this machine has, or null. */
export function findProgram(names, folders = []) {
  const everywhere = [...(process.env.PATH ?? '').split(delimiter), ...folders];
  return everywhere.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable) ?? null;
}

/** A Valkey or Redis to start, REDIS_SERVER first, or null. */
export const findRedis = () => process.env.REDIS_SERVER || findProgram(['valkey-server', 'redis-server'], ['/usr/bin', '/usr/local/bin']);

/**
 * Programs that some tests need beside Node, by the setting that names one: where a machine lacks it, `npm test` leaves those
 * tests out and says so.
 */
export const BESIDE = [
  { setting: 'REDIS_SERVER', tests: 'of several processes', found: findRedis },
  { setting: 'FFMPEG', tests: 'of films', found: () => process.env.FFMPEG || findProgram(['ffmpeg'], ['/usr/bin', '/usr/local/bin']) },
  {
    setting: 'CLAMD',
    tests: 'of the virus scanner',
    found: () => process.env.CLAMD || findProgram(['clamd'], ['/usr/sbin', '/usr/local/sbin']),
  },
  {
    setting: 'AAPT2',
    tests: 'of the Android project',
    // Without Android's own resources it links nothing.
    found: () => process.env.AAPT2 || (existsSync(FRAMEWORK) ? findProgram(['aapt2'], ['/usr/bin']) : null),
  },
  { setting: 'JAVAC', tests: 'of the Android project', found: () => process.env.JAVAC || findProgram(['javac'], ['/usr/bin']) },
];

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
