// npm run dependencies: what we stand on. Its licences, and the weaknesses that are known of it; `--must` fails where nobody can be asked.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/root.mjs';
import { main } from './lib/say.mjs';

/** Those that ask for no more than to be named, or that their own files stay open. */
const TAKEN = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'CC0-1.0'],
  ...['OFL-1.1', 'MPL-2.0', 'LGPL-3.0-or-later'],
]);
const PATIENCE_MS = 60_000;

await main(() => {
  const strange = strangeLicences();
  console.log(strange.length > 0 ? `Licences that nobody looked at: ${strange.join(', ')}` : 'Licences: all of kinds we take.');
  const weak = knownWeaknesses();
  if (weak === null) console.log('Known weaknesses: not looked up. The registry in use here does not answer that question.');
  else console.log(weak.length > 0 ? `Known weaknesses:\n${weak.join('\n')}` : 'Known weaknesses: none that is high or critical.');
  const unasked = weak === null && process.argv.includes('--must');
  return strange.length > 0 || (weak?.length ?? 0) > 0 || unasked ? 1 : 0;
});

/** Of what leaves with us, as the lockfile has it. */
function strangeLicences() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const ours = Object.entries(packages).filter(
    ([path, { dev, devOptional, link }]) => path.includes('node_modules/') && !dev && !devOptional && !link,
  );
  return ours
    .filter(([, { license = '' }]) =>
      license
        .replace(/[()]/g, '')
        .split(/ (?:AND|OR) /)
        .some((each) => !TAKEN.has(each)),
    )
    .map(([path, { license }]) => `${path.replace(/.*node_modules\//, '')} (${license ?? 'none'})`);
}

/** Null when nobody could be asked: that npm ends with an error says either. */
function knownWeaknesses() {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
    cwd: root,
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  const { vulnerabilities } = parsed(stdout);
  if (!vulnerabilities) return null;
  return Object.values(vulnerabilities)
    .filter(({ severity }) => severity === 'high' || severity === 'critical')
    .map(({ name, severity, range }) => `  ${name} ${range}: ${severity}`);
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
