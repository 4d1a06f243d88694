import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { MIGRATION_LOCK } from '../database.js';
import { migrations } from '../migrations/index.js';
import { tablesOf } from './catalogue.js';
import { fingerprintOf } from './fingerprint.js';
import { loosen } from './loosen.js';
import { entryOf, JOBS, MANIFEST, readManifest, type Manifest } from './manifest.js';
import { Meter, type Progress } from './progress.js';
import { BackupReader } from './reader.js';
import { settle } from './session.js';

export interface RestoreOptions {
  databaseUrl: string;
  from: string;
  progress: Progress;
}

/** Brings a backup into an empty database, in one transaction: all of it is there afterwards, or nothing. */
export async function restore({ databaseUrl, from, progress }: RestoreOptions): Promise<Manifest> {
  const backup = await BackupReader.open(from);
  try {
    const manifest = readManifest(await backup.text(MANIFEST));
    assertKnown(manifest);
    const source = new DataSource({ type: 'postgres', url: databaseUrl, poolSize: 1, migrations, installExtensions: false });
    await source.initialize();
    const runner = source.createQueryRunner();
    try {
      const client = (await runner.connect()) as ClientBase;
      await settle(client);
      await runner.startTransaction();
      await fill({ backup, manifest, runner, client, progress });
      await runner.commitTransaction();
      await client.query('ANALYZE');
      return manifest;
    } finally {
      // What was not committed never was.
      await runner.release();
      await source.destroy();
    }
  } finally {
    await backup.close();
  }
}

interface Work {
  backup: BackupReader;
  manifest: Manifest;
  runner: QueryRunner;
  client: ClientBase;
  progress: Progress;
}

async function fill({ backup, manifest, runner, client, progress }: Work): Promise<void> {
  // A process that is started here meanwhile waits with its migrations, and then finds them done.
  await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await assertEmpty(client);
  const executor = new MigrationExecutor(runner.dataSource, runner);
  const made = new Set(manifest.migrations);
  const pending = await executor.getPendingMigrations();
  for (const migration of pending.filter(({ name }) => made.has(name))) await executor.executeMigration(migration);
  await assertSameTables(client, manifest);

  const { tighten } = await loosen(client, manifest.tables);
  // A migration may have written rows of its own; those of the backup are the ones as they were last.
  await client.query(`TRUNCATE ${manifest.tables.map(({ name }) => client.escapeIdentifier(name)).join(', ')}`);
  for (const table of manifest.tables) {
    await copy(client, backup, entryOf(table.name), {
      ...table,
      // The table was made in this transaction: its rows need no second visit to be seen by everybody.
      options: 'FORMAT csv, HEADER match, FREEZE',
      meter: new Meter(table.name, progress),
    });
    const { rows, fingerprint } = await fingerprintOf(client, table);
    if (rows !== table.rows || fingerprint !== table.fingerprint) throw new Error(`${table.name} did not arrive as it left.`);
  }
  await client.query(`SET LOCAL maintenance_work_mem = '256MB'`);
  await tighten();
  for (const { name, value, used } of manifest.sequences) {
    await client.query('SELECT setval($1::regclass, $2, $3)', [client.escapeIdentifier(name), value, used]);
  }
  await copy(client, backup, JOBS, {
    name: 'outbox',
    columns: ['job', 'payload', 'start_at'],
    rows: manifest.pendingJobs,
    options: 'FORMAT csv, HEADER match',
    meter: new Meter('pending jobs', progress),
  });
  for (const migration of pending.filter(({ name }) => !made.has(name))) await executor.executeMigration(migration);
}

interface Copy {
  name: string;
  columns: string[];
  rows: number;
  options: string;
  meter: Meter;
}

async function copy(client: ClientBase, backup: BackupReader, entry: string, { name, columns, rows, options, meter }: Copy): Promise<void> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const into = client.query(copyFrom(`COPY ${client.escapeIdentifier(name)} (${list}) FROM STDIN (${options})`));
  await pipeline(backup.content(entry), createGunzip({ chunkSize: 256 * 1024 }), meter, into);
  if (into.rowCount !== rows) throw new Error(`${entry}: ${into.rowCount} rows came in of ${rows}.`);
  meter.tell(rows);
}

function assertKnown(manifest: Manifest): void {
  const known = new Set(migrations.map((migration) => new migration().name));
  const unknown = manifest.migrations.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(`This backup was made by a newer version of Premier Pas (${unknown.join(', ')}): restore it with that one.`);
  }
}

async function assertEmpty(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(/* sql */ `
    SELECT oid::regclass::text AS name FROM pg_class
    WHERE relkind IN ('r', 'p') AND (relnamespace = current_schema()::regnamespace OR relnamespace = to_regnamespace('pgboss'))
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = pg_class.oid AND d.deptype = 'e')
    ORDER BY name`);
  if (rows.length === 0) return;
  const some = rows.slice(0, 5).map(({ name }) => name);
  throw new Error(
    `This database is not empty: it has ${some.join(', ')}${rows.length > some.length ? ` and ${rows.length - some.length} more tables` : ''}. ` +
      'A backup is restored into a new database only. Nothing was touched.',
  );
}

async function assertSameTables(client: ClientBase, manifest: Manifest): Promise<void> {
  const shape = (tables: { name: string; columns: string[] }[]): string[] =>
    tables.map(({ name, columns }) => `${name}(${columns.join()})`);
  const [here, there] = [shape(await tablesOf(client)), shape(manifest.tables)];
  const odd = [...here.filter((table) => !there.includes(table)), ...there.filter((table) => !here.includes(table))];
  if (odd.length > 0) throw new Error(`The migrations of the backup make other tables here: ${odd.join('; ')}.`);
}
