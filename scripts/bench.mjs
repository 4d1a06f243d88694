// npm run bench: how fast, how light, beside the barest thing that does the same (bench/README.md).
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node24, typescript } from './lib/node24.mjs';
import { findRedis } from './lib/programs.mjs';
import { root } from './lib/root.mjs';
import { inOurPlace } from './lib/run.mjs';
import { main, Refusal } from './lib/say.mjs';

await main(async () => {
  if (process.platform !== 'linux') throw new Refusal('The benches read the CPU time and the memory of processes as Linux tells them.');
  await ensureInstalled();
  await ensureBuilt('server');
  await ensureBuilt('web');
  const redis = findRedis();
  return inOurPlace(
    node24(),
    ['--disable-warning=ExperimentalWarning', ...typescript(), join(root, 'bench/main.ts'), ...process.argv.slice(2)],
    { SWC_NODE_PROJECT: 'server/tsconfig.json', ...(redis !== null && { REDIS_SERVER: redis }) },
  );
});
