import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project-root.js';

const hook = pathToFileURL(join(PROJECT_ROOT, 'node_modules/@swc-node/register/esm/esm-register.mjs')).href;

/** A process of its own that ends well, and what it did. */
async function run(
  body: string,
  { signal, log = 'pipe' }: { signal?: NodeJS.Signals; log?: 'pipe' | number } = {},
): Promise<{ code: number; said: string[] }> {
  const script = `
    import { endWell } from './server/src/platform/process.ts';
    import { createLogger } from './server/src/platform/logger.ts';
    const log = createLogger('info');
    const alive = setInterval(() => {}, 1000);
    ${body}
    process.stderr.write('ready\\n');`;
  const child = spawn(process.execPath, ['--import', hook, '--input-type=module', '-e', script], {
    cwd: PROJECT_ROOT,
    env: { ...process.env, SWC_NODE_PROJECT: 'server/tsconfig.json' },
    stdio: ['ignore', log, 'pipe'],
  });
  const lines = child.stdout ? text(child.stdout) : Promise.resolve('');
  child.stderr?.once('data', () => signal && child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number];
  const said = (await lines)
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
  return { code, said };
}

const STOP = `stop: async () => { log.info('stopped'); clearInterval(alive); }`;

describe('a process', () => {
  it('ends in order when it is told to', async () => {
    const { code, said } = await run(`endWell(log, { signals: ['SIGTERM'], ${STOP} });`, { signal: 'SIGTERM' });
    expect([code, said]).toEqual([0, ['stopping', 'stopped']]);
  });

  it('goes on when a promise fails that nobody looked at', async () => {
    const { code, said } = await run(
      `endWell(log, { signals: ['SIGTERM'], ${STOP} }); Promise.reject(new Error('lost')); await new Promise(setImmediate);`,
      { signal: 'SIGTERM' },
    );
    expect([code, said]).toEqual([0, ['a promise was rejected and nobody looked', 'stopping', 'stopped']]);
  });

  it('ends in order, and says that something is wrong, when something breaks that nobody caught', async () => {
    const { code, said } = await run(`endWell(log, { signals: [], ${STOP} }); setImmediate(() => { throw new Error('broken'); });`);
    expect([code, said]).toEqual([1, ['something broke that nobody caught', 'stopped']]);
  });

  it('ends by force when the order takes too long', async () => {
    const { code, said } = await run(`endWell(log, { signals: ['SIGTERM'], stop: () => new Promise(() => {}), longest: 10 });`, {
      signal: 'SIGTERM',
    });
    expect([code, said]).toEqual([1, ['stopping']]);
  });

  (existsSync('/dev/full') ? it : it.skip)('lives and ends in order although its log has no room', async () => {
    const full = openSync('/dev/full', 'w');
    const shout = `for (let n = 0; n < 500; n += 1) log.info('x'.repeat(500));`;
    const { code } = await run(`endWell(log, { signals: ['SIGTERM'], ${STOP} }); ${shout}`, { signal: 'SIGTERM', log: full });
    closeSync(full);
    expect(code).toBe(0);
  });
});
