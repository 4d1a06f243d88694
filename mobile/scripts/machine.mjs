import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What Capacitor's Java is written for, and the newest that this Gradle runs on. */
const JDK = { from: 21, to: 24 };
const ANDROID = join(import.meta.dirname, '../android');

/** Where the build finds what npm does not bring, and what of it this machine lacks, each with how to get it. */
export function lookAround(env = process.env) {
  const missing = [];
  const java = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin/java') : 'java';
  const version = javaVersion(java);
  if (version === null || version < JDK.from || version > JDK.to) {
    missing.push(
      `JDK ${JDK.from}: ${version === null ? `${java} does not answer` : `${java} is of version ${version}`}. ` +
        `Install Temurin ${JDK.from} (https://adoptium.net) and set JAVA_HOME to it.`,
    );
  }
  const sdk = sdkFolders(env).find((folder) => existsSync(join(folder, 'platform-tools')) || existsSync(join(folder, 'cmdline-tools')));
  const platform = `android-${pinned('compileSdkVersion')}`;
  if (sdk === undefined) {
    missing.push(
      'Android SDK: none at ANDROID_HOME or where Android Studio puts it. Install Android Studio, or the "command line tools only" of ' +
        'https://developer.android.com/studio, and set ANDROID_HOME.',
    );
  } else {
    if (!existsSync(join(sdk, 'platforms', platform)))
      missing.push(`SDK platform ${platform.slice(8)}: sdkmanager "platforms;${platform}" "build-tools;35.0.0"`);
    if (!existsSync(join(sdk, 'licenses'))) missing.push('The licences of the SDK: yes | sdkmanager --licenses');
  }
  return { sdk, missing };
}

// Java speaks of itself on the error stream.
function javaVersion(java) {
  const { stdout, stderr, error } = spawnSync(java, ['-XshowSettings:properties', '-version'], { encoding: 'utf8' });
  return error ? null : Number(/java\.specification\.version = (\d+)/.exec(stdout + stderr)?.[1] ?? 0);
}

function sdkFolders(env) {
  const usual = ['Android/Sdk', 'Library/Android/sdk'].map((folder) => join(env.HOME ?? homedir(), folder));
  return [env.ANDROID_HOME, env.ANDROID_SDK_ROOT, ...usual].filter(Boolean);
}

function pinned(name) {
  return new RegExp(`${name} = (\\d+)`).exec(readFileSync(join(ANDROID, 'variables.gradle'), 'utf8'))?.[1];
}
