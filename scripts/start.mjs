// npm start: installs and builds what is missing or stale, then runs everything under Node 24.
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node24 } from './lib/node24.mjs';
import { inOurPlace } from './lib/run.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  await ensureInstalled();
  const node = node24();
  await ensureBuilt('server');
  await ensureBuilt('web');
  await ensureBuilt('playground');
  return inOurPlace(node, ['--enable-source-maps', 'server/dist/embedded/start.js', ...process.argv.slice(2)]);
});
