import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { makeAdmin } from '../src/admin.js';
import { loadConfig } from '../src/platform/config.js';
import { bootEmbeddedServers, dataFolder, loadEnvFile, RUNNING_FILE, type Running } from './servers.js';

/** `npm run admin -- EMAIL`: on the configured database, on that of a running `npm start`, or on the embedded one at rest. */
async function grant(email: string | undefined): Promise<{ done: boolean; message: string }> {
  if (!email) return { done: false, message: 'Usage: npm run admin -- EMAIL' };
  loadEnvFile();
  if (process.env.NODE_ENV === 'production') return makeAdmin(loadConfig(), email);
  const running = await runningServers(join(dataFolder(), RUNNING_FILE));
  if (running) return makeAdmin(loadConfig({ ...running, ...process.env }), email);
  const servers = await bootEmbeddedServers(process.env, dataFolder());
  try {
    return await makeAdmin(loadConfig(servers.env), email, { migrateFirst: servers.ownDatabase });
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

try {
  const { done, message } = await grant(process.argv[2]);
  process.stdout.write(`${message}\n`);
  process.exitCode = done ? 0 : 1;
} catch (err) {
  process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
  process.exitCode = 1;
}
