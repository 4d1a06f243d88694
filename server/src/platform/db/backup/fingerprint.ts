import type { ClientBase } from 'pg';
import type { Table } from './catalogue.js';

export interface Fingerprint {
  rows: number;
  fingerprint: string;
}

/**
 * The sum of the hashes of all rows: the same in whatever order they lie, and computed where they lie. It is to find out mistakes
 * of the way there and back; that nobody changed the file is for the checksums of the file.
 */
export async function fingerprintOf(client: ClientBase, { name, columns }: Table): Promise<Fingerprint> {
  const row = `ROW(${columns.map((column) => `t.${client.escapeIdentifier(column)}`).join(', ')})`;
  const { rows } = await client.query<{ rows: string; fingerprint: string }>(
    `SELECT count(*) AS rows, coalesce(sum(hashtextextended(${row}::text, 0)), 0)::text AS fingerprint FROM ${client.escapeIdentifier(name)} t`,
  );
  return { rows: Number(rows[0]?.rows), fingerprint: String(rows[0]?.fingerprint) };
}
