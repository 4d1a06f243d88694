import type { ClientBase } from 'pg';
import type { Manifest } from './manifest.js';

export interface Table {
  name: string;
  /** What is stored and not derived from the rest of its row. */
  columns: string[];
}

/**
 * Every table of our schema, as the database itself lists them: one that a migration adds tomorrow cannot be forgotten. Left out
 * are unlogged ones, which PostgreSQL itself would empty after a crash, those of extensions, and the list of migrations, which
 * the migrations write.
 */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(/* sql */ `
    SELECT c.relname::text AS name, coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attname IS NOT NULL), '{}') AS columns
    FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname <> 'migrations'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

/** The names of the migrations that ran here; none in a database that is not ours. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const { rows: found } = await client.query(`SELECT 1 FROM pg_class WHERE oid = to_regclass('migrations')`);
  if (found.length === 0) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

export type Sequence = Manifest['sequences'][number];

/** Where each sequence stands. A sequence is in no snapshot: read after it, it stands at or above every row of it. */
export async function sequencesOf(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(/* sql */ `
    SELECT c.relname::text AS name FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S'
      AND c.oid IS DISTINCT FROM pg_get_serial_sequence('migrations', 'id')::regclass
    ORDER BY c.relname`);
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: at } = await client.query<Omit<Sequence, 'name'>>(
      `SELECT last_value::text AS value, is_called AS used FROM ${client.escapeIdentifier(name)}`,
    );
    if (at[0]) sequences.push({ name, ...at[0] });
  }
  return sequences;
}
