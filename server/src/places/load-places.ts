import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { clock } from '../platform/clock.js';
import { normalise } from './normalise.js';
import type { Queryable } from './places.queries.js';

const EDITION = 'places';
const BATCH = 5_000;

/**
 * Brings the official list of places into the database: after the migrations, on every database. Does nothing when this edition
 * is already there. A commune that merged away is kept, because people may still live in it.
 */
export async function loadPlaces(db: Queryable): Promise<{ loaded: boolean }> {
  const [regions, departments, cities] = await Promise.all(['regions', 'departments', 'cities'].map(readTable));
  if (!regions || !departments || !cities) throw new Error('The list of places is incomplete.');
  const fingerprint = createHash('sha256').update(`${FORMAT}${regions.text}${departments.text}${cities.text}`).digest('hex');
  const [known] = await db.query<{ fingerprint: string }>('SELECT fingerprint FROM reference_editions WHERE name = $1', [EDITION]);
  if (known?.fingerprint === fingerprint) return { loaded: false };

  await upsert(db, 'regions', ['code', 'name'], regions.columns);
  await upsert(db, 'departments', ['code', 'name', 'region_code'], departments.columns);
  const regionOf = new Map(departments.rows.map(([code = '', , region = '']) => [code, region]));
  const [codes = [], names = [], postalCode = [], postalCodes = [], departmentOf = [], population = []] = cities.columns;
  await upsert(
    db,
    'cities',
    ['code', 'name', 'postal_code', 'postal_codes', 'department_code', 'population', 'search_name', 'region_code'],
    [
      codes,
      names,
      postalCode.map((code) => code || null),
      postalCodes,
      departmentOf,
      population.map(Number),
      names.map(normalise),
      departmentOf.map((code) => regionOf.get(code) ?? ''),
    ],
  );
  await db.query(
    `INSERT INTO reference_editions (name, fingerprint, loaded_at) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at`,
    [EDITION, fingerprint, clock.now()],
  );
  return { loaded: true };
}

/** Raise it when what is derived from the files (the searchable form of names) changes. */
const FORMAT = 1;

interface Table {
  text: string;
  rows: string[][];
  columns: string[][];
}

async function readTable(name: string): Promise<Table> {
  const text = await readFile(new URL(`./data/${name}.tsv`, import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const rows = lines.map((line) => line.split('\t'));
  return { text, rows, columns: head.split('\t').map((_, at) => rows.map((row) => row[at] ?? '')) };
}

/** Columns are sent as arrays, some thousand rows a statement: none is long enough to be cut off. */
async function upsert(db: Queryable, table: string, columns: string[], values: unknown[][]): Promise<void> {
  const arrays = columns.map((column, at) => `$${at + 1}::${column === 'population' ? 'int' : 'text'}[]`);
  const updates = columns.slice(1).map((column) => `${column} = excluded.${column}`);
  const rows = values[0]?.length ?? 0;
  for (let from = 0; from < rows; from += BATCH) {
    await db.query(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})
       ON CONFLICT (code) DO UPDATE SET ${updates.join(', ')}`,
      values.map((column) => column.slice(from, from + BATCH)),
    );
  }
}
