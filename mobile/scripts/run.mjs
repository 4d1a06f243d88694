import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { node24 } from '../../scripts/lib/node24.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { Refusal } from '../../scripts/lib/say.mjs';

export const MOBILE = join(root, 'mobile');

/** Runs a command in a folder, in sight; whatever it ends with but success ends us. */
function run(command, args, cwd) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Refusal(`${[command, ...args].join(' ')} ended with ${status ?? error?.message}.`);
}

/** Copies the web part into android/ and writes down the plugins. */
export const capSync = () => run(node24(), [join(root, 'node_modules/@capacitor/cli/bin/capacitor'), 'sync', 'android'], MOBILE);

export const gradle = (task) => run('sh', ['./gradlew', task], join(MOBILE, 'android'));
