import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../server/embedded/ports.js';
import { removePostgres } from '../server/embedded/postgres/index.js';
import { PROJECT_ROOT } from '../server/src/platform/project-root.js';
import { endsWithUs } from '../server/test/nodes/children.js';
import { atMost, told, Void, type Bench } from './figure.js';
import { quantile } from './rounds.js';

const WARM = 3;
const MOST = 5;
const BOOT_MS = 120_000;
/** Nothing of whoever runs us, and nothing of the `.env` of this copy, whose names the environment goes before: everything is embedded. */
const EMBEDDED = { DATABASE_URL: '', SMTP_URL: '', S3_ENDPOINT: '', STRIPE_SECRET_KEY: '', REDIS_URL: '' };

/** From nothing to "is ready": PostgreSQL, mailbox, object store, payment simulator and our server, as `npm start` boots them. */
export const start: Bench = {
  name: 'start',
  async run(stage) {
    const dataDir = await mkdtemp(join(tmpdir(), 'premier-pas-start-'));
    let running: ChildProcess | undefined;
    stage.atTheEnd(async () => {
      if (running) await end(running);
      await removePostgres(join(dataDir, 'postgres'));
      await rm(dataDir, { recursive: true, force: true });
    });
    const timed = async (): Promise<number> => {
      const { port } = await freePort(0);
      const began = performance.now();
      running = begin({ DATA_DIR: dataDir, PORT: String(port) });
      await ready(running);
      const took = (performance.now() - began) / 1_000;
      await end(running);
      return took;
    };

    const cold = await timed();
    stage.say(`cold ${cold.toFixed(2)} s`);
    const warm: number[] = [];
    while (warm.length < WARM) {
      warm.push(await timed());
      stage.say(`warm ${warm.at(-1)!.toFixed(2)} s`);
    }
    return [atMost('start: with data', quantile(warm, 0.5), 's', MOST), told('start: the first, demo people and all', cold, 's')];
  },
};

/** It has the IPC channel that the launcher holds: if we are killed, it ends itself. */
const begin = (settings: Record<string, string>): ChildProcess =>
  endsWithUs(
    spawn(process.execPath, ['--enable-source-maps', 'server/dist/embedded/start.js'], {
      cwd: PROJECT_ROOT,
      env: { ...EMBEDDED, LOG_LEVEL: 'error', ...settings },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    }),
  );

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Void('it did not start in time')), BOOT_MS);
    const gone = (code: number | null): void => reject(new Void(`it ended with ${code} while starting`));
    server.once('exit', gone);
    createInterface({ input: server.stdout! }).on('line', (line) => {
      if (!line.includes('Premier Pas is ready')) return;
      clearTimeout(late);
      server.off('exit', gone);
      resolve();
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}
