import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FcmReceiver } from '../../server/test/push/fcm-receiver';
import { ServerLog } from './helpers/log';
import { PASSWORD } from './helpers/people';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BOOT_MS = 120_000;

/** Starts the built server as `npm start` does, on data of its own; returns how to end it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'premier-pas-stories-'));
  const google = await FcmReceiver.boot();
  const server = spawn(process.execPath, ['--enable-source-maps', 'server/dist/embedded/start.js'], {
    cwd: ROOT,
    // Each visitor of the stories names an address of their own. Nobody here looks at the pictures of the demo people.
    env: {
      DEMO_PICTURES: 'none',
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '3100',
      LOG_LEVEL: 'trace',
      TRUSTED_PROXIES: 'loopback',
      FCM_SERVICE_ACCOUNT: google.serviceAccount,
      FCM_API_URL: google.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const log = new ServerLog();
  await ready(server, log);
  const { env, mailboxUrl, stripeUrl } = JSON.parse(await readFile(join(dataDir, 'running.json'), 'utf8')) as {
    env: Record<string, string>;
    mailboxUrl: string;
    stripeUrl: string;
  };
  Object.assign(process.env, {
    SITE_URL: env.PUBLIC_URL,
    MAILBOX_URL: mailboxUrl,
    STRIPE_URL: stripeUrl,
    S3_URL: env.S3_ENDPOINT,
    FCM_URL: google.url,
    STORIES_DATA_DIR: dataDir,
  });
  return async () => {
    const secrets = Object.entries(env).filter(([name]) => /SECRET|PEPPER|_KEY$/.test(name));
    try {
      await log.search(env.DATABASE_URL ?? '', [['password', PASSWORD], ...secrets]);
    } finally {
      await end(server);
      await google.stop();
      if (existsSync(dataDir)) await rm(dataDir, { recursive: true, force: true });
    }
  };
}

function ready(server: ChildProcess, log: ServerLog): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The server did not start in time.')), BOOT_MS);
    server.once('exit', (code) => reject(new Error(`The server ended with ${code} while starting.`)));
    let said = '';
    let welcomed = false;
    // What it says comes in pieces that know neither words nor letters.
    server.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      // After the welcome it speaks of what it does, and of its own faults, which whoever reads a failed story wants to see.
      if (welcomed) log.take(piece);
      said += welcomed ? '' : piece;
      if (welcomed || !said.includes('Premier Pas is ready')) return;
      welcomed = true;
      clearTimeout(late);
      resolve();
    });
  });
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.removeAllListeners('exit');
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
