import { theHouse, useHouse } from '../../test/harness.js';

useHouse();

/** Tables of the queue and of counters, which forget by themselves. */
const NOT_THEIRS = new Set(['outbox', 'rate_limits']);

describe('what is kept of people', () => {
  it('has an owner in every table in which somebody’s id stands', async () => {
    const { db, privacy } = theHouse().app;
    const columns = await db.query<{ table: string }>(
      `SELECT DISTINCT c.table_name AS "table" FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type = 'uuid'
         AND (c.column_name ~ '(user|owner|man|woman|sender|author|blocker|blocked|reporter|reported|actor|subject|viewer|liker|moderator)_id$'
              OR c.table_name = 'users')
       UNION
       SELECT conrelid::regclass::text FROM pg_constraint
       WHERE contype = 'f' AND confrelid IN ('users'::regclass, 'profiles_men'::regclass, 'profiles_women'::regclass)`,
    );
    const owned = new Set(Object.values(privacy.personalData).flatMap(({ tables }) => tables));
    expect(columns.map(({ table }) => table).filter((table) => !owned.has(table) && !NOT_THEIRS.has(table))).toEqual([]);
    expect(columns.length).toBeGreaterThan(12);
  });

  it('is owned once, and of tables that are there', async () => {
    const { db, privacy } = theHouse().app;
    const owned = Object.values(privacy.personalData).flatMap(({ tables }) => tables);
    expect(new Set(owned).size).toBe(owned.length);
    const there = await db.query<{ table: string }>(`SELECT tablename AS "table" FROM pg_tables WHERE schemaname = 'public'`);
    expect(owned.filter((table) => !there.some((each) => each.table === table))).toEqual([]);
  });
});
