import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMillionMen } from '../../test/million.js';
import { clock, dayOf } from '../platform/clock.js';
import type { MenFilter } from './discovery.types.js';
import { menCount, menPage, type FoundRow, type Position, type Statement } from './men.queries.js';
import { Popularity } from './popularity.js';
import { searchOf, type Area } from './search.js';

useHouse();

const MOST_BUFFERS = 2_000;
/** Of each man who is counted: his row, and a look whether one of the two blocked the other. */
const MOST_BUFFERS_EACH = 3;
const MOST_COUNTED = 1_001;
const MOST_SORTED = 5_000;
const ROWS = ['profiles_men', 'men_interests', 'users', 'blocks'];

const FRANCE: Area = { kind: 'COUNTRY', code: null, regionCode: null };
const ILE_DE_FRANCE: Area = { kind: 'REGION', code: '11', regionCode: '11' };
const CORSE: Area = { kind: 'REGION', code: '94', regionCode: '94' };
const NORD: Area = { kind: 'DEPARTMENT', code: '59', regionCode: '32' };
const PARIS: Area = { kind: 'CITY', code: '75056', regionCode: '11' };
const SMALL_TOWN: Area = { kind: 'CITY', code: '77186', regionCode: '11' };

const any = (...interests: string[]) => ({ interests, interestsMatch: 'ANY' as const });
const all = (...interests: string[]) => ({ interests, interestsMatch: 'ALL' as const });
const COMMON = ['cuisine', 'patisserie', 'vin', 'cafe', 'marches', 'restaurants', 'randonnee', 'velo', 'mer', 'montagne'];

const CASES: [string, Area, Partial<MenFilter>][] = [
  ['everybody', FRANCE, {}],
  ['a large region', ILE_DE_FRANCE, {}],
  ['a small region', CORSE, {}],
  ['a département', NORD, {}],
  ['a large city', PARIS, {}],
  ['a small town', SMALL_TOWN, {}],
  ['here today, everywhere', FRANCE, { activeWithin: 'TODAY' }],
  ['here this week, small region', CORSE, { activeWithin: 'THIS_WEEK' }],
  ['published today, everywhere', FRANCE, { postedWithin: 'TODAY' }],
  ['published this week, region', ILE_DE_FRANCE, { postedWithin: 'THIS_WEEK' }],
  ['published this month, small town', SMALL_TOWN, { postedWithin: 'THIS_MONTH' }],
  ['has published, city', PARIS, { postedWithin: 'EARLIER' }],
  ['thirties, everywhere', FRANCE, { ageMin: 30, ageMax: 39 }],
  ['thirties, region', ILE_DE_FRANCE, { ageMin: 30, ageMax: 39 }],
  ['one year of age, everywhere', FRANCE, { ageMin: 44, ageMax: 44 }],
  ['one year of age, small region', CORSE, { ageMin: 44, ageMax: 44 }],
  ['the oldest, everywhere', FRANCE, { ageMin: 95, ageMax: 99 }],
  ['the oldest, region', ILE_DE_FRANCE, { ageMin: 90 }],
  ['the oldest, city', PARIS, { ageMin: 90 }],
  ['nobody: one old year, département', NORD, { ageMin: 99, ageMax: 99 }],
  ['a common taste, everywhere', FRANCE, any('cuisine')],
  ['a rare taste, everywhere', FRANCE, any('brocante')],
  ['a rare taste, small region', CORSE, any('brocante')],
  ['a rare taste, city', PARIS, any('brocante')],
  ['a common taste, small town of a large region', SMALL_TOWN, any('cuisine')],
  ['one of three tastes, region', ILE_DE_FRANCE, any('cuisine', 'yoga', 'brocante')],
  ['one of ten tastes, everywhere', FRANCE, any(...COMMON)],
  ['one of ten tastes, département', NORD, any(...COMMON)],
  ['two common tastes, everywhere', FRANCE, all('cuisine', 'patisserie')],
  ['two tastes of which one is not common, everywhere', FRANCE, all('cinema', 'vin')],
  ['a common and a rare taste, region', ILE_DE_FRANCE, all('cuisine', 'brocante')],
  ['three tastes, city', PARIS, all('cuisine', 'vin', 'velo')],
  ['ten tastes at once, which nobody has', FRANCE, all(...COMMON)],
  ['age and taste, region', ILE_DE_FRANCE, { ...any('cuisine'), ageMin: 25, ageMax: 35 }],
  ['age, tastes and visit, city', PARIS, { ...any('cuisine', 'velo'), ageMin: 25, ageMax: 35, activeWithin: 'THIS_MONTH' }],
  [
    'everything at once, region',
    ILE_DE_FRANCE,
    { ...all('cuisine', 'vin'), ageMin: 30, ageMax: 45, activeWithin: 'THIS_MONTH', postedWithin: 'THIS_MONTH' },
  ],
  ['with a proven number, everywhere', FRANCE, { verified: true }],
  ['with a proven number, small town', SMALL_TOWN, { verified: true }],
  ['with a proven number, here this week, département', NORD, { verified: true, activeWithin: 'THIS_WEEK' }],
  ['with a proven number and one year of age, region', ILE_DE_FRANCE, { verified: true, ageMin: 44, ageMax: 44 }],
  ['with a proven number and a common taste, region', ILE_DE_FRANCE, { ...any('cuisine'), verified: true }],
  ['with a proven number and two tastes, everywhere', FRANCE, { ...all('cuisine', 'patisserie'), verified: true }],
  ['the oldest with a common taste, everywhere', FRANCE, { ...any('cuisine'), ageMin: 95 }],
];

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
}

const viewer = randomUUID();
let client: PoolClient;
let byRarity: (interests: string[]) => Promise<string[]>;

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

async function searched(filter: Partial<MenFilter>) {
  const search = searchOf({ interestsMatch: 'ANY', ...filter }, dayOf(clock.now()));
  return { ...search, interests: await byRarity(search.interests) };
}

/** Explained as it runs: a named statement by its generic plan, which is the one it keeps; another by its values. */
async function explain({ name, sql, params }: Statement): Promise<PlanNode> {
  const text = name === null ? sql : await executeOf(name, sql, params);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
    name === null ? params : [],
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('No plan.');
  return plan;
}

/** An EXPLAIN that is given values plans with them, whatever it is told; only one of a prepared statement shows the plan without. */
async function executeOf(name: string, sql: string, params: unknown[]): Promise<string> {
  const known = client.escapeIdentifier(name);
  await client.query('SET plan_cache_mode = force_generic_plan; DEALLOCATE ALL');
  await client.query(`PREPARE ${known} AS ${sql}`);
  return `EXECUTE ${known} (${params.map((value) => client.escapeLiteral(String(value))).join(', ')})`;
}

const buffersOf = (plan: PlanNode): number => plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];

function expectFrugal(plan: PlanNode): void {
  const nodes = nodesOf(plan);
  const scanned = nodes
    .filter((node) => node['Node Type'].endsWith('Seq Scan') && ROWS.includes(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name']);
  const sorted = nodes
    .filter((node) => node['Node Type'].endsWith('Sort'))
    .map((node) => (node.Plans ?? []).reduce((sum, input) => sum + input['Actual Rows'] * input['Actual Loops'], 0));
  const shared = nodes.map((node) => node['Node Type']).filter((type) => type.startsWith('Gather'));
  const tooManySorted = sorted.filter((rows) => rows > MOST_SORTED);
  expect({ scanned, shared, tooManySorted }).toEqual({ scanned: [], shared: [], tooManySorted: [] });
  expect(buffersOf(plan)).toBeLessThanOrEqual(MOST_BUFFERS);
}

describe('among a million men', () => {
  beforeAll(async () => {
    const { db } = theHouse().app;
    await aMillionMen(db, viewer);
    client = await db.pool.connect();
    const popularity = new Popularity(db);
    byRarity = (interests) => popularity.byRarity(interests);
  }, 300_000);

  afterAll(() => {
    if (client) client.release(true);
  });

  it('rows written in bulk are those the triggers write', async () => {
    const read = `SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) AS sum FROM (
      SELECT p::text FROM profiles_men p WHERE user_id = ANY ($1::uuid[]) UNION ALL SELECT i::text FROM men_interests i WHERE user_id = ANY ($1::uuid[])) AS t`;
    const { db } = theHouse().app;
    const ids = (await db.query<{ id: string }>('SELECT user_id AS id FROM profiles_men ORDER BY user_id LIMIT 200')).map(({ id }) => id);
    const before = await db.one(read, [ids]);
    await db.query(`UPDATE profiles_men SET bio = 'x', active_day = active_day - 1 WHERE user_id = ANY ($1::uuid[])`, [ids]);
    expect(await db.one(read, [ids])).not.toEqual(before);
    await db.query(`UPDATE profiles_men SET bio = '', active_day = active_day + 1 WHERE user_id = ANY ($1::uuid[])`, [ids]);
    expect(await db.one(read, [ids])).toEqual(before);
  });

  it.each(CASES)('a page of %s reads little: first and later', async (_title, area, filter) => {
    const search = await searched(filter);
    const first = menPage(viewer, area, search, null, 24);
    expectFrugal(await explain(first));
    const { rows } = await client.query<FoundRow>(first.sql, first.params);
    const last = rows.at(-1);
    const position: Position = last
      ? { activeDay: last.activeDay, shuffle: last.shuffle, id: last.id }
      : { activeDay: dayOf(clock.now()), shuffle: 0, id: viewer };
    expectFrugal(await explain(menPage(viewer, area, search, position, 24)));
  });

  it('a page deep in the list costs what the first one costs', async () => {
    const search = await searched({});
    const deep: Position = { activeDay: dayOf(new Date(clock.now().getTime() - 200 * 86_400_000)), shuffle: 0, id: viewer };
    const cost = async (after: Position | null) => buffersOf(await explain(menPage(viewer, ILE_DE_FRANCE, search, after, 24)));
    expect(await cost(deep)).toBeLessThanOrEqual((await cost(null)) * 1.5);
  });

  it.each([
    ['everybody', FRANCE, {}],
    ['the oldest', FRANCE, { ageMin: 95 }],
    ['a city', PARIS, { ageMin: 30, ageMax: 40 }],
    ['a small region', CORSE, {}],
  ] as const)('counting %s stops early', async (_title, area, filter) => {
    expect(buffersOf(await explain(menCount(viewer, area, await searched(filter), MOST_COUNTED)))).toBeLessThanOrEqual(
      MOST_BUFFERS_EACH * MOST_COUNTED,
    );
  });
});
