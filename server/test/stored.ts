import { theHouse } from './harness.js';

/** Every row of every table of ours, as one number each: what was stored, changed or deleted shows. */
export async function stored(): Promise<unknown> {
  const { db } = theHouse().app;
  const tables = await db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
     AND table_name NOT IN ('rate_limits', 'cities', 'departments', 'regions') ORDER BY 1`,
  );
  const sums = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) AS sum FROM "${name}" t`,
  );
  return db.query(sums.join(' UNION ALL '));
}

/** Every row of every table of ours and of the queue, as one text. */
export const everythingStored = async (): Promise<string> => (await rowsOf('public')) + (await rowsOf('pgboss'));

export async function rowsOf(schema: 'public' | 'pgboss'): Promise<string> {
  const { db } = theHouse().app;
  const tables = await db.query<{ name: string }>(
    `SELECT schemaname || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = $1`,
    [schema],
  );
  const texts = [];
  for (const { name } of tables)
    texts.push((await db.one<{ all: string }>(`SELECT coalesce(string_agg(t::text, E'\\n'), '') AS all FROM ${name} t`))?.all);
  return texts.join('\n');
}
