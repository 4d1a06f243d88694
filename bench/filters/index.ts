import { menPage, type FoundRow, type Position, type Statement } from '../../server/src/discovery/men.queries.js';
import { Popularity } from '../../server/src/discovery/popularity.js';
import { searchOf, type Area } from '../../server/src/discovery/search.js';
import { clock, dayOf } from '../../server/src/platform/clock.js';
import { PAGE } from '../discovery/searches.js';
import { atMost, told, Void, type Bench, type Figure } from '../figure.js';
import { quantile } from '../rounds.js';
import type { Stage } from '../stage.js';
import { casesOf, nameOf, type Case } from './cases.js';
import { Explained } from './explained.js';
import { rates } from './rates.js';

const CASES = 200;
const SLOWEST = 10;
const MOST_MS = 5;
const DEEP = 100;
const MOST_DEEPER = 1.2;
const LEAST_RATE = 0.25;
const HER_REGION: Area = { kind: 'REGION', code: '11', regionCode: '11' };

/** What a search costs PostgreSQL, whatever is asked for and however deep in the list. */
export const filters: Bench = {
  name: 'filters',
  async run(stage) {
    const she = await stage.amongAMillionMen();
    const { app } = await stage.house();
    const client = await app.db.pool.connect();
    try {
      const explained = new Explained(client);
      return [...(await matrix(stage, explained, she.id)), await deep(stage, explained, she.id), await rate(stage, she.id)];
    } finally {
      client.release(true);
    }
  },
};

/**
 * Every case some times; those which are slowest by their middle so often that their tail is known. The tails of the others
 * are below theirs, or are the noise of this machine.
 */
async function matrix(stage: Stage, explained: Explained, viewerId: string): Promise<Figure[]> {
  const { db } = (await stage.house()).app;
  const popularity = new Popularity(db);
  const cases = await casesOf(db, CASES);
  const statements = new Map<Case, Statement>();
  for (const one of cases) {
    const search = searchOf(one.filter, dayOf(clock.now()));
    const interests = await popularity.byRarity(search.interests);
    statements.set(one, menPage(viewerId, one.area, { ...search, interests }, null, PAGE));
  }
  const run = async (one: Case, times: number): Promise<number[]> => {
    const took: number[] = [];
    while (took.length < times) took.push(await explained.took(statements.get(one)!));
    return took;
  };

  const all: { one: Case; took: number[] }[] = [];
  for (const one of cases) {
    // The first reads from the disk what the others find in memory.
    await run(one, 1);
    all.push({ one, took: await run(one, stage.quick ? 5 : 20) });
  }
  const slowest = [...all].sort((a, b) => quantile(b.took, 0.5) - quantile(a.took, 0.5)).slice(0, SLOWEST);
  const known: { one: Case; p50: number; p99: number }[] = [];
  for (const { one } of slowest) {
    const took = await run(one, stage.quick ? 200 : 1_000);
    known.push({ one, p50: quantile(took, 0.5), p99: quantile(took, 0.99) });
  }
  const worst = known.reduce((a, b) => (b.p99 > a.p99 ? b : a));
  stage.say(`the worst of ${CASES}: ${nameOf(worst.one)} (median ${worst.p50.toFixed(2)} ms, p99 ${worst.p99.toFixed(2)} ms)`);
  const every = all.flatMap(({ took }) => took);
  return [
    atMost(`filters: worst p99 of ${CASES}`, worst.p99, 'ms', MOST_MS),
    told(`filters: p99 of all ${CASES} together`, quantile(every, 0.99), 'ms'),
    told(`filters: median of all ${CASES} together`, quantile(every, 0.5), 'ms'),
  ];
}

/** The list as she finds it when she asks for nothing: that of her region, here the largest. */
const defaultList = (viewerId: string, after: Position | null): Statement =>
  menPage(viewerId, HER_REGION, searchOf({ interestsMatch: 'ANY' }, dayOf(clock.now())), after, PAGE);

/** Walked by cursor, as she would; then first and last page in turn. */
async function deep(stage: Stage, explained: Explained, viewerId: string): Promise<Figure> {
  const { db } = (await stage.house()).app;
  let after: Position | null = null;
  for (let page = 1; page < DEEP; page += 1) {
    const { name, sql, params } = defaultList(viewerId, after);
    const last: FoundRow | undefined = (await db.prepared<FoundRow>(name, sql, params))[PAGE - 1];
    if (!last) throw new Void(`the list ended on page ${page}`);
    after = { activeDay: last.activeDay, shuffle: last.shuffle, id: last.id };
  }
  const took: { first: number[]; deep: number[] } = { first: [], deep: [] };
  while (took.deep.length < (stage.quick ? 200 : 1_000)) {
    took.first.push(await explained.took(defaultList(viewerId, null)));
    took.deep.push(await explained.took(defaultList(viewerId, after)));
  }
  const [value, reference] = [quantile(took.deep, 0.5), quantile(took.first, 0.5)];
  const ratio = value / reference;
  return {
    name: `filters: page ${DEEP}, by page 1`,
    value,
    unit: 'ms',
    reference,
    ratio,
    aim: `≤ ${MOST_DEEPER}x`,
    ok: ratio <= MOST_DEEPER,
  };
}

async function rate(stage: Stage, viewerId: string): Promise<Figure> {
  const nothing: Statement = { name: 'nothing', sql: 'SELECT 1', params: [] };
  const { ours, reference, ratio, best } = await rates(stage, defaultList(viewerId, null), nothing);
  return {
    name: 'filters: the default list, by SELECT 1',
    value: ours,
    unit: '/s',
    reference,
    ratio,
    aim: `≥ ${LEAST_RATE}x`,
    ok: best >= LEAST_RATE,
  };
}
