// npm test: every test, or with arguments only Jest with those arguments (npm test -- server/src/chat).
import { ensureBuilt } from './lib/build.mjs';
import { findChromium } from './lib/chromium.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { BESIDE } from './lib/programs.mjs';
import { jest, stories, summary } from './lib/runners.mjs';
import { main } from './lib/say.mjs';

await main(async () => {
  const args = process.argv.slice(2);
  await ensureInstalled();
  await ensureBuilt('operations');
  const beside = BESIDE.map(({ setting, tests, found }) => ({ setting, tests, program: found() }));
  const present = beside.filter(({ program }) => program !== null);
  const env = Object.fromEntries(present.map(({ setting, program }) => [setting, program]));
  const results = [await jest(args, env)];
  for (const { setting, tests, program } of beside)
    if (program === null) console.log(`The tests ${tests} were not run: set ${setting} to the program they need.`);
  if (args.length === 0) {
    const chromium = findChromium();
    if (chromium === null) {
      console.log('The browser stories were not run: no Chromium found (set CHROMIUM_PATH to one).');
    } else {
      await ensureBuilt('server');
      await ensureBuilt('web');
      await ensureBuilt('app');
      await ensureBuilt('playground');
      results.push(await stories(chromium, env));
    }
  }
  console.log(`\n${summary(results)}`);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
});
