import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { refuseInProduction } from '../local-only.js';
import { freePort } from '../ports.js';
import { prepareBinaries } from './binaries.js';
import { cleanEnvironment, NAME, openCluster } from './cluster.js';
import { stopLeftover } from './leftover.js';
import { lockDataDir } from './lock.js';
import { choosePlace, rootHome } from './place.js';
import { startServer, StartFailure, type RunningServer } from './server.js';
import type { WatchPlan } from './watcher.js';

export interface PostgresOptions {
  /** Keeps the data, the password and the log between starts. */
  dataDir: string;
  /** The port to prefer; the next free one is taken when it is busy. 0 or nothing: any. */
  port?: number;
  /** Server settings over our own, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Gets each line of PostgreSQL's log. */
  onLog?: (line: string) => void;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  /** Disconnects everybody, writes everything down and waits for the end of the server. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const ATTEMPTS = 20;
const LOG_LIMIT = 5_000_000;

/** Boots a real PostgreSQL 18 on the loopback interface, with a database and a superuser of its own. */
export async function bootPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  refuseInProduction('PostgreSQL');
  const place = await choosePlace(options.dataDir);
  const lock = await lockDataDir(place.dataDir);
  try {
    const binaries = await prepareBinaries(place);
    await stopLeftover(join(place.home, 'cluster'));
    const cluster = await openCluster(place, binaries, options.settings?.['fsync'] !== 'off');
    const logFile = join(place.dataDir, 'postgres.log');
    await boundLog(logFile);
    const { server, port } = await startSomewhere(options, (chosen) => ({
      command: binaries.postgres,
      args: ['-D', cluster.folder, ...settingArguments(chosen, options.settings)],
      cwd: place.home,
      env: cleanEnvironment(place.home),
      ...place.user,
      logFile,
    }));
    return {
      url: `postgres://${NAME}:${cluster.password}@${HOST}:${port}/${NAME}`,
      port,
      stop: () => server.stop().finally(() => lock.release()),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Removes everything that {@link bootPostgres} keeps for a data folder. Fails while it runs. */
export async function removePostgres(dataDir: string): Promise<void> {
  const place = await choosePlace(dataDir);
  const lock = await lockDataDir(place.dataDir);
  try {
    await stopLeftover(join(place.home, 'cluster'));
    if (place.user) await rm(rootHome(dataDir), { recursive: true, force: true });
    await rm(place.dataDir, { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

async function startSomewhere(
  { port: wanted = 0, onLog }: PostgresOptions,
  planFor: (port: number) => WatchPlan,
): Promise<{ server: RunningServer; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const { port } = await freePort(wanted, { host: HOST });
    try {
      return { server: await startServer(planFor(port), onLog), port };
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof StartFailure) || !mayPass(error.message)) throw error;
      await wait(100);
    }
  }
}

/** Someone took the port after our look, or processes of a killed server have not noticed yet. */
function mayPass(message: string): boolean {
  return /Address already in use|pre-existing shared memory block/.test(message);
}

function settingArguments(port: number, over: Record<string, string> = {}): string[] {
  const settings = {
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...over,
    port: String(port),
    listen_addresses: HOST,
    unix_socket_directories: '',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function boundLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await rename(file, `${file}.1`);
}
