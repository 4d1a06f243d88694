import type { Database } from '../src/platform/db/database.js';
import { clock, dayOf } from '../src/platform/clock.js';
import { INTERESTS } from '../src/profiles/index.js';

const MEN = 1_000_000;
const BLOCKS = 20_000;
const BLOCKED_BY_HER = 5_000;
const CHARACTERS = 20_000;

/**
 * A million men over the communes of France, as people live, with few of the old, few active today and few who publish.
 * Written without triggers and with the indexes made afterwards, by their own definitions: the rows are those the triggers
 * would have made, which the caller checks on some of them. The viewer has blocked thousands.
 */
export async function aMillionMen(db: Database, viewerId: string, men = MEN): Promise<void> {
  const client = await db.pool.connect();
  try {
    await client.query(
      `SET statement_timeout = 0; SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET jit = off; SET session_replication_role = replica`,
    );
    const tables = ['profiles_men', 'men_interests'];
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
       WHERE indrelid = ANY ($1::regclass[]) AND NOT indisprimary AND NOT indisunique`,
      [tables],
    );
    await client.query(`DROP INDEX ${indexes.map(({ name }) => name).join(', ')}`);
    await client.query('SELECT setseed(0.42)');
    await client.query(CHARACTERS_SQL, [CHARACTERS, INTERESTS.map(({ id }) => id)]);
    await client.query(PEOPLE_SQL, [men, CHARACTERS, dayOf(clock.now())]);
    await client.query(TASTES_SQL);
    await client.query(
      `INSERT INTO users SELECT user_id, 'MAN', CASE WHEN visible THEN 'ACTIVE' ELSE 'SUSPENDED' END, user_id::text, user_id::text, $1, 'x', birth_date, 'FR', '1', '1', $1, $1 FROM profiles_men ON CONFLICT DO NOTHING`,
      [clock.now()],
    );
    await client.query(
      `INSERT INTO blocks SELECT CASE WHEN row_number() OVER () <= ${BLOCKED_BY_HER} THEN $2::uuid ELSE gen_random_uuid() END, user_id, $1
       FROM (SELECT user_id FROM profiles_men ORDER BY active_day DESC, user_id LIMIT ${BLOCKS}) AS often_met`,
      [clock.now(), viewerId],
    );
    for (const { definition } of indexes) await client.query(definition);
    for (const table of ['profiles_men', 'men_interests', 'users', 'blocks']) await client.query(`VACUUM (ANALYZE) ${table}`);
  } finally {
    client.release(true);
  }
}

/** Sets of one to five tastes, the first of the list common, the last ones hardly anybody's. */
const CHARACTERS_SQL = `
  CREATE TEMP TABLE characters AS
  SELECT number, interests, interest_signature(interests) AS signature
  FROM (
    SELECT number, ARRAY(SELECT DISTINCT ($2::text[])[1 + floor(array_length($2, 1) * ((hashint4(number * 31 + k) & 65535) / 65536.0) ^ 3)::int] AS interest
                         FROM generate_series(1, 1 + number % 5) AS k ORDER BY interest) AS interests
    FROM generate_series(0, $1::int - 1) AS number) AS sets`;

/** A roll to the third power makes small numbers common: towns by population, days by nearness, tastes by rank. */
const PEOPLE_SQL = `
  WITH towns AS MATERIALIZED (
    SELECT code, department_code, region_code, row_number() OVER (ORDER BY population DESC, code)::int AS at FROM cities ORDER BY population DESC, code LIMIT 5000),
  rolled AS (
    SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id, n, random() AS town, random() AS age, random() AS seen, random() AS posted
    FROM generate_series(1, $1::int) AS n),
  placed AS (
    SELECT *, 1 + floor(4999 * town ^ 3)::int AS at,
           $3::date - CASE WHEN age < 0.997 THEN 6600 + floor(20000 * age)::int ELSE 26700 + floor(9000 * random())::int END AS born,
           $3::date - floor(400 * seen ^ 3)::int AS active_on
    FROM rolled)
  INSERT INTO profiles_men (user_id, username, city_code, birth_date, interests, active_day, last_post_day, post_count, department_code, region_code, shuffle, visible, verified)
  SELECT id, 'n' || n, code, born, interests,
         active_on, CASE WHEN posted < 0.1 THEN active_on - floor(60 * posted)::int END, CASE WHEN posted < 0.1 THEN 1 ELSE 0 END,
         department_code, region_code, daily_shuffle(id, active_on), n % 20 > 0, n % 50 = 7
  FROM placed JOIN characters ON number = (hashint4(n) & 65535) % $2 JOIN towns USING (at)`;

const TASTES_SQL = `
  INSERT INTO men_interests (user_id, interest, region_code, department_code, city_code, active_day, shuffle, birth_date, last_post_day, signature, verified)
  SELECT user_id, interest, region_code, department_code, city_code, active_day, shuffle, birth_date, last_post_day, signature, verified
  FROM profiles_men JOIN (SELECT DISTINCT interests, signature FROM characters) AS known USING (interests), unnest(interests) AS interest WHERE visible`;
