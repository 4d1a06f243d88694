// npm run screenshots: takes the pictures of docs/screenshots again, of the real site and its demo people.
import { ensureBuilt } from './lib/build.mjs';
import { findChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node24 } from './lib/node24.mjs';
import { inOurPlace } from './lib/run.mjs';
import { main, Refusal } from './lib/say.mjs';

await main(async () => {
  const chromium = findChromium();
  if (chromium === null) throw new Refusal('No Chromium found: set CHROMIUM_PATH to one.');
  await ensureInstalled();
  for (const part of ['server', 'web', 'playground']) await ensureBuilt(part);
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'web/e2e/screenshots.config.ts', '--reporter=list'];
  return inOurPlace(node24(), playwright, { CHROMIUM_PATH: chromium, DEMO_PICTURES: 'painted' });
});
