import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { loadConfig, type Config } from '../src/platform/config.js';
import type { Running } from './servers.js';

/** What a command at the terminal works on. */
export interface AtHand {
  config: Config;
  /** Whether it is the embedded database, booted for this command: it may never have been started with. */
  atRest: boolean;
}

/** Runs a command on the configured database, on that of a running `npm start`, or on the embedded one at rest. */
export async function withConfigAtHand<T>(work: (atHand: AtHand) => Promise<T>): Promise<T> {
  if (isProduction()) return work({ config: loadConfig(), atRest: false });
  // Only here: an installation for production lacks what the embedded servers are made of.
  const { bootEmbeddedServers, dataFolder, loadEnvFile, RUNNING_FILE } = await import('./servers.js');
  loadEnvFile();
  if (isProduction()) return work({ config: loadConfig(), atRest: false });
  const running = await runningServers(join(dataFolder(), RUNNING_FILE));
  if (running) return work({ config: loadConfig({ ...running, ...process.env }), atRest: false });
  const servers = await bootEmbeddedServers(process.env, dataFolder());
  try {
    return await work({ config: loadConfig(servers.env), atRest: servers.ownDatabase });
  } finally {
    await servers.stop();
  }
}

const isProduction = (): boolean => process.env.NODE_ENV === 'production';

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

/** Says what came of it, and ends with the exit code that fits. */
export async function command(work: () => Promise<{ done: boolean; message: string }>): Promise<void> {
  try {
    const { done, message } = await work();
    process.stdout.write(`${message}\n`);
    process.exitCode = done ? 0 : 1;
  } catch (err) {
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exitCode = 1;
  }
}
