import type { ClientBase } from 'pg';
import type { Table } from './catalogue.js';

/**
 * Takes away what would check, derive or index the rows one by one while they come in: they are as they were, and in any order.
 * Needs no more than to own the tables. What comes back checks all of them at once.
 */
export async function loosen(client: ClientBase, tables: Table[]): Promise<{ tighten: () => Promise<void> }> {
  const names = tables.map(({ name }) => client.escapeIdentifier(name));
  const { rows: keys } = await client.query<Piece>(FOREIGN_KEYS);
  const { rows: indexes } = await client.query<Piece>(PLAIN_INDEXES);
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  for (const { off } of [...keys, ...indexes]) await client.query(off);
  return {
    async tighten() {
      for (const { on } of [...indexes, ...keys]) await client.query(on);
      for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    },
  };
}

interface Piece {
  off: string;
  on: string;
}

const FOREIGN_KEYS = /* sql */ `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS on
  FROM pg_constraint
  WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace
  ORDER BY conrelid::regclass::text, conname`;

/** Those of primary keys and other constraints stay: they are what tells two equal rows. */
const PLAIN_INDEXES = /* sql */ `
  SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS off, pg_get_indexdef(i.indexrelid) AS on
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition
    AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  ORDER BY i.indrelid::regclass::text, c.relname`;
