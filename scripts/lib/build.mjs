import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { npm } from './run.mjs';
import { step } from './say.mjs';

const COMMON = ['package.json', 'package-lock.json'];
// What builds and tests write, and the stories, which are in no build.
const IGNORED = new Set(['node_modules', 'dist', 'generated', 'documents', 'test-results', 'e2e']);

const OUTPUTS = {
  server: {
    what: 'Building the server',
    sources: ['server/src', 'server/embedded', 'server/.swcrc', 'server/package.json', ...COMMON],
    result: 'server/dist/embedded/start.js',
    script: 'build:server',
  },
  web: {
    what: 'Building the site',
    sources: ['web', 'schema.graphql', ...COMMON],
    result: 'web/dist/index.html',
    script: 'build:web',
  },
  app: {
    what: 'Building the web part of the app',
    sources: ['web', 'schema.graphql', ...COMMON],
    result: 'mobile/dist/index.html',
    script: 'build:app',
  },
  playground: {
    what: 'Building the playground',
    sources: ['server/playground', ...COMMON],
    result: 'server/playground/dist/index.html',
    script: 'build:playground',
  },
  operations: {
    what: 'Typing the operations of the site',
    sources: ['web', 'schema.graphql', ...COMMON],
    result: 'web/src/graphql/generated',
    script: 'codegen',
  },
};

/** Builds `server`, `web`, `app`, `playground` or `operations`, unless nothing it is made of changed since. */
export async function ensureBuilt(name) {
  const { what, sources, result, script } = OUTPUTS[name];
  const stamp = join(root, 'node_modules', '.cache', 'premier-pas', name);
  const state = fingerprint(sources);
  if (existsSync(join(root, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await step(what, () => npm(['run', '--silent', script], `${what}: see the error above, mend it and start again.`));
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, state);
}

function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

function addTo(hash, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    hash.update(`${path}\0${found.size}\0${found.mtimeMs}\0`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (!IGNORED.has(name)) addTo(hash, `${path}/${name}`);
  }
}
