import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { bootPostgres, removePostgres } from '../embedded/postgres/index.js';
import { createApp } from '../src/app.js';
import { randomToken } from '../src/platform/crypto.js';
import { testLogger } from './log/logger.js';
import { testConfig } from './test-config.js';

const TEMPLATE = 'template_premierpas';

/** Boots PostgreSQL (durability off: these rows live for a minute) and migrates the template once. */
export async function bootTestDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'premier-pas-test-'));
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
  };
  const postgres = await bootPostgres({ dataDir, settings });
  await administrate(postgres.url, `CREATE DATABASE ${TEMPLATE}`);
  const app = await createApp(testConfig(databaseUrl(postgres.url, TEMPLATE)), testLogger('warn'));
  await app.migrate();
  await app.stop();
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await removePostgres(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database of its own for one test file. */
export async function copyOfTemplate(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('The tests need the global setup: run them by `npm test`.');
  const name = `test_${randomToken(8).replace(/[-_]/g, 'x').toLowerCase()}`;
  await administrate(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return { url: databaseUrl(server, name), drop: () => administrate(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administrate(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
