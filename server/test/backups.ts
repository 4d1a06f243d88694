import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { backUp, restore, type Backup } from '../src/platform/db/backup/index.js';
import { randomToken } from '../src/platform/crypto.js';
import { theHouse } from './harness.js';

const progress = (): void => undefined;

/** A folder for the backups of a test file, and the databases they are restored into; all gone after its tests. */
export function useBackups() {
  let folder: string;
  const databases: Database[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'premier-pas-backups-'));
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await rm(folder, { recursive: true });
  });

  return {
    folder: () => folder,
    file: () => join(folder, `${randomToken(6)}.tar`),
    /** Of a role that may log in and owns it, and nothing else: what a managed PostgreSQL gives. */
    async anEmptyDatabase(): Promise<Database> {
      const database = await Database.create();
      databases.push(database);
      return database;
    },
  };
}

const houseUrl = (): string => theHouse().app.config.database.url;

export const backUpHouse = (to: string): Promise<Backup> => backUp({ databaseUrl: houseUrl(), to, progress });

/** A backup that stands still in the middle, between the conversations and their messages, until `meanwhile` is done. */
export async function backUpWhile(to: string, meanwhile: () => Promise<void>, databaseUrl = houseUrl()): Promise<Backup> {
  const gate = new pg.Client({ connectionString: databaseUrl });
  await gate.connect();
  try {
    await gate.query('BEGIN; LOCK TABLE men_interests IN ACCESS EXCLUSIVE MODE');
    const backup = backUp({ databaseUrl, to, progress });
    await Promise.race([somebodyWaits(databaseUrl, 'relation'), backup]);
    await meanwhile();
    await gate.query('COMMIT');
    return await backup;
  } finally {
    await gate.end();
  }
}

/** Resolves once a connection of this database stands before such a lock. */
export async function somebodyWaits(databaseUrl: string, event: 'relation' | 'advisory'): Promise<void> {
  const waiters = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = '${event}'`;
  while ((await run(databaseUrl, waiters)).length === 0);
}

export class Database {
  private constructor(
    private readonly name: string,
    readonly url: string,
  ) {}

  static async create(): Promise<Database> {
    const server = process.env.TEST_DATABASE_URL ?? '';
    const name = `other_${randomToken(8).replace(/[-_]/g, 'x').toLowerCase()}`;
    const password = randomToken();
    await run(server, `CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
    await run(server, `CREATE DATABASE ${name} OWNER ${name}`);
    const url = Object.assign(new URL(server), { pathname: `/${name}`, username: name, password });
    return new Database(name, url.href);
  }

  query<Row>(sql: string): Promise<Row[]> {
    return run<Row>(this.url, sql);
  }

  backUp(to: string): Promise<Backup> {
    return backUp({ databaseUrl: this.url, to, progress });
  }

  restore(from: string) {
    return restore({ databaseUrl: this.url, from, progress });
  }

  async isEmpty(): Promise<boolean> {
    return (await this.query(`SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).length === 0;
  }

  async drop(): Promise<void> {
    const server = process.env.TEST_DATABASE_URL ?? '';
    await run(server, `DROP DATABASE ${this.name} WITH (FORCE)`);
    await run(server, `DROP ROLE ${this.name}`);
  }
}

async function run<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
