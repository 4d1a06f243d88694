import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { Refusal } from './say.mjs';

const WANTED = 24;

/** The Node we run on: the current one when it is recent enough, else the one npm installed beside us. */
export function node24() {
  if (Number.parseInt(process.versions.node, 10) >= WANTED) return process.execPath;
  const installed = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(installed)) return installed;
  throw new Refusal(
    `Premier Pas runs on Node ${WANTED} and this is Node ${process.versions.node}.\n` +
      `npm brings Node ${WANTED} along on Linux (x64, arm64) unless optional packages are left out;\n` +
      `elsewhere, install it from https://nodejs.org and start again.`,
  );
}

/** The arguments that make Node run TypeScript with decorators. */
export function typescript() {
  const hook = join(root, 'node_modules', '@swc-node', 'register', 'esm', 'esm-register.mjs');
  return ['--import', pathToFileURL(hook).href];
}
