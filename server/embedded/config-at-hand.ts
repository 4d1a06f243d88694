import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inProduction, loadConfig, type Config } from '../src/platform/config.js';
import { bootEmbeddedServers, dataFolder, loadEnvFile, RUNNING_FILE, type Running } from './servers.js';

/** What a command at the terminal works on. */
export interface AtHand {
  config: Config;
  /** Whether it is the embedded database, booted for this command: it may never have been started with. */
  atRest: boolean;
}

/** Runs a command on the configured database, on that of a running `npm start`, or on the embedded one at rest. */
export async function withConfigAtHand<T>(work: (atHand: AtHand) => Promise<T>): Promise<T> {
  loadEnvFile();
  if (inProduction()) return work({ config: loadConfig(), atRest: false });
  const running = await runningServers(join(dataFolder(), RUNNING_FILE));
  if (running) return work({ config: loadConfig({ ...running, ...process.env }), atRest: false });
  const servers = await bootEmbeddedServers(process.env, dataFolder());
  try {
    return await work({ config: loadConfig(servers.env), atRest: servers.ownDatabase });
  } finally {
    await servers.stop();
  }
}

/** The settings of a running `npm start`; null when none runs, though one that was killed may have left its file. */
async function runningServers(file: string): Promise<Running['env'] | null> {
  if (!existsSync(file)) return null;
  const { env } = JSON.parse(readFileSync(file, 'utf8')) as Running;
  const client = new pg.Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    await client.end();
    return env;
  } catch {
    return null;
  }
}
