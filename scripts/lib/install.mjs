import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { npm } from './run.mjs';
import { step } from './say.mjs';

/** Installs the packages when what is installed is not what package-lock.json asks for. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await step('Installing packages (a minute or two the first time)', () =>
    npm(
      // Including both kinds whatever NODE_ENV or a personal configuration says: the build and PostgreSQL are among them.
      ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
      'The packages could not be installed. Check the network and the npm registry (npm ping), then start again.',
    ),
  );
}

/**
 * npm describes what it installed in a hidden lockfile, written last: it is missing after an interrupted install,
 * and right after an install by hand, which a stamp of our own would not know.
 */
function isInstalled() {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (installed === null) return false;
  const wanted = packagesOf(join(root, 'package-lock.json')) ?? {};
  return Object.entries(wanted).every(([path, asked]) => {
    if (!path.startsWith('node_modules/')) return path.includes('/node_modules/') ? existsSync(join(root, path)) : true;
    const found = installed[path];
    // Optional ones of other platforms are rightly absent; those we need say so themselves when they are.
    if (found === undefined) return asked.optional === true;
    return found.version === asked.version && found.integrity === asked.integrity;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return null;
  }
}
