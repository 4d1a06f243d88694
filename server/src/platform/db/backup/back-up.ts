import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client, type ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { clock } from '../../clock.js';
import { MIGRATION_LOCK } from '../database.js';
import { migrationsOf, sequencesOf, tablesOf } from './catalogue.js';
import { fingerprintOf } from './fingerprint.js';
import { entryOf, FORMAT, JOBS, MANIFEST, type Manifest } from './manifest.js';
import { pendingJobs } from './pending-jobs.js';
import { Meter, type Progress } from './progress.js';
import { settle } from './session.js';
import { BackupWriter } from './writer.js';

export interface BackUpOptions {
  databaseUrl: string;
  /** A file that does not exist yet, or a folder, in which the backup is named by its instant. */
  to: string;
  progress: Progress;
}

export interface Backup {
  path: string;
  size: number;
  manifest: Manifest;
}

/** Writes one snapshot of the database, while people go on writing into it. */
export async function backUp({ databaseUrl, to, progress }: BackUpOptions): Promise<Backup> {
  const at = clock.now();
  const path = pathFor(to, at);
  const client = new Client({ connectionString: databaseUrl, application_name: 'premier-pas backup', keepAlive: true });
  // Its queries tell of a connection that breaks.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await beginSnapshot(client);
    const writer = await BackupWriter.begin(path, at);
    try {
      const manifest = await writeSnapshot(client, writer, at, progress);
      const { size } = await writer.finish();
      return { path, size, manifest };
    } catch (err) {
      await writer.abandon();
      throw err;
    }
  } finally {
    await client.end();
  }
}

function pathFor(to: string, at: Date): string {
  const isFolder = existsSync(to) && statSync(to).isDirectory();
  const path = isFolder ? join(to, `premierpas-${at.toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}.tar`) : to;
  if (existsSync(path)) throw new Error(`${path} exists already: a backup never takes the place of another.`);
  return path;
}

/**
 * Everything is read as it was at one instant. No migration begins until we are done: it would wait for our reading with its own
 * locks in hand, and everybody else behind it.
 */
async function beginSnapshot(client: ClientBase): Promise<void> {
  await settle(client);
  await client.query('SELECT pg_advisory_lock_shared($1)', [MIGRATION_LOCK]);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  if ((await migrationsOf(client)).length === 0) throw new Error('There is nothing of Premier Pas in this database.');
}

async function writeSnapshot(client: ClientBase, writer: BackupWriter, at: Date, progress: Progress): Promise<Manifest> {
  const tables: Manifest['tables'] = [];
  for (const table of await tablesOf(client)) {
    const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ');
    const copied = await copy(client, writer, entryOf(table.name), {
      what: `${client.escapeIdentifier(table.name)} (${columns})`,
      meter: new Meter(table.name, progress),
    });
    const print = await fingerprintOf(client, table);
    if (print.rows !== copied) throw new Error(`${table.name}: ${copied} rows were copied of ${print.rows}.`);
    tables.push({ ...table, ...print });
  }
  const jobs = { what: `(${await pendingJobs(client)})`, meter: new Meter('pending jobs', progress) };
  const manifest: Manifest = {
    format: FORMAT,
    takenAt: at.toISOString(),
    postgres: (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]?.server_version ?? '',
    migrations: await migrationsOf(client),
    tables,
    pendingJobs: await copy(client, writer, JOBS, jobs),
    sequences: await sequencesOf(client),
  };
  await writer.add(MANIFEST, [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)]);
  return manifest;
}

/** From the server into the file, piece by piece; how many rows it was. */
async function copy(
  client: ClientBase,
  writer: BackupWriter,
  name: string,
  { what, meter }: { what: string; meter: Meter },
): Promise<number> {
  const rows = client.query(copyTo(`COPY ${what} TO STDOUT (FORMAT csv, HEADER)`));
  await pipeline(rows, meter, createGzip({ chunkSize: 256 * 1024 }), (pieces: AsyncIterable<Buffer>) => writer.add(name, pieces));
  meter.tell(rows.rowCount);
  return rows.rowCount;
}
