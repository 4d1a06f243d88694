// npm run faults: what is killed, cut and lost, while everybody writes (faults/README.md).
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node24, typescript } from './lib/node24.mjs';
import { findRedis } from './lib/programs.mjs';
import { root } from './lib/root.mjs';
import { inOurPlace } from './lib/run.mjs';
import { main, Refusal } from './lib/say.mjs';

await main(async () => {
  await ensureInstalled();
  await ensureBuilt('server');
  const redis = findRedis();
  if (redis === null)
    throw new Refusal('The faults happen between several processes, and they need a Redis or Valkey: set REDIS_SERVER to one.');
  return inOurPlace(
    node24(),
    ['--disable-warning=ExperimentalWarning', ...typescript(), join(root, 'faults/main.ts'), ...process.argv.slice(2)],
    { SWC_NODE_PROJECT: 'server/tsconfig.json', REDIS_SERVER: redis },
  );
});
