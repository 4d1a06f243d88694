// node scripts/node24.mjs FILE.ts ARGS…: runs a TypeScript file of the server with Node 24.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ensureInstalled } from './lib/install.mjs';
import { node24, typescript } from './lib/node24.mjs';
import { inOurPlace } from './lib/run.mjs';
import { main, Refusal } from './lib/say.mjs';

await main(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (file === undefined || !existsSync(file)) throw new Refusal('Usage: node scripts/node24.mjs FILE.ts ARGUMENTS…');
  await ensureInstalled();
  return inOurPlace(node24(), [...typescript(), resolve(file), ...args], { SWC_NODE_PROJECT: 'server/tsconfig.json' });
});
