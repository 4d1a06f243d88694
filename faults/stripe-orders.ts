import { as } from '../server/test/client.js';
import type { Fault, FaultOptions, FaultReport } from './fault.js';
import { quantile } from './figures.js';
import { inLanes } from './lanes.js';
import { Random } from './random.js';
import { Stage } from './stage.js';
import { applied, eachOnce, howLong, toldOf } from './stripe-books.js';
import { crashes } from './stripe-crashes.js';
import { forgeries } from './stripe-forgeries.js';
import { KINDS, Lives, type Life } from './stripe-life.js';
import { missedDay } from './stripe-missed-day.js';
import { Courier } from './stripe-post.js';

const COPIES = 5;
/** Women whose events are on their way at the same time. */
const LANES = 4;
/** Women who live together: time at Stripe passes for all of them at once. */
const TOGETHER = 60;
const MEMBERSHIP = '{ me { membership { status hasAccess renews accessUntil plan { id } } } }';
const END = { status: 'CANCELED', hasAccess: false, renews: false, accessUntil: null, plan: { id: 'MONTH' } };

interface Ordered extends Life {
  order: number[];
  /** How many of her events were brought. */
  brought: number;
  /** What Stripe said of her whenever something was brought. */
  said: string[];
}

/**
 * The events of one membership in every order there is, each five times at once, to two processes. Her life goes on meanwhile: an
 * event is brought when it has happened and its turn has come, so that some orders are heard live and others long after.
 */
export const stripeOrders: Fault = {
  id: 'R12',
  title: 'Stripe’s events in every order, five times at once; forged, crashed, missed',
  run: async (options) => {
    const stage = await Stage.open();
    const lives = await Lives.open(stage);
    const courier = new Courier(() => stage.urls);
    try {
      return await brought(stage, lives, courier, options);
    } finally {
      courier.close();
      await lives.close();
      await stage.close();
    }
  },
};

async function brought(stage: Stage, lives: Lives, courier: Courier, { seed, short, say }: FaultOptions): Promise<FaultReport> {
  const random = new Random(seed);
  const violations = await forgeries(stage, lives, courier);
  const crashed = await crashes(stage, lives, courier, random, short ? 3 : 20);
  violations.push(...crashed.violations);
  say(`${crashed.victims.length} crashes`);
  // The hourly comparison with Stripe's own list would bring events before their turn; it has a part of its own.
  await stage.house.app.db.query(`DELETE FROM pgboss.schedule WHERE name = 'billing.reconcile'`);

  const every = permutations(KINDS.map((_, n) => n));
  const orders = short ? random.shuffled(every).slice(0, TOGETHER) : every;
  const women: Ordered[] = [];
  courier.waits.length = 0;
  for (let from = 0; from < orders.length; from += TOGETHER) {
    const together = await live(stage, lives, courier, orders.slice(from, from + TOGETHER));
    women.push(...together.women);
    violations.push(...together.violations);
    say(`${women.length} of ${orders.length} orders`);
  }
  const waits = [...courier.waits];
  const late = await applied(stage, crashed.victims);
  if (late > 0) violations.push(`${late} events of a crash were never applied`);
  for (const [id, { audit, inbox }] of await toldOf(stage, crashed.victims)) {
    if (audit.length === 0 || new Set(audit).size < audit.length || inbox !== audit.length)
      violations.push(`after a crash ${id} was told ${audit.join()}, ${inbox} times`);
  }
  const missed = await missedDay(stage, lives, short ? 10 : 30);
  await applied(stage, null);
  violations.push(...missed.violations, ...(await eachOnce(stage)), ...(await misled(stage, women)), ...(await endsOf(stage, women)));
  return {
    repetitions: orders.length,
    checked: orders.length * KINDS.length * COPIES,
    violations,
    figures: {
      'answer p50 ms': quantile(waits, 0.5),
      'answer p99 ms': quantile(waits, 0.99),
      'applied p99 ms': quantile(await howLong(stage, women), 0.99),
      crashes: crashed.victims.length,
      'applied after a crash, ms at worst': quantile(await howLong(stage, crashed.victims), 1),
      'missed day repaired, ms': missed.ms,
    },
  };
}

/** Some women live their whole life, each with an order of her own; what we say of them is looked at on the way. */
async function live(stage: Stage, lives: Lives, courier: Courier, orders: number[][]): Promise<{ women: Ordered[]; violations: string[] }> {
  const women: Ordered[] = [];
  const violations: string[] = [];
  await inLanes(orders, LANES, async (order) => void women.push({ ...(await lives.begin()), order, brought: 0, said: [] }));
  await bring('active');
  await lives.renew();
  await bring('past_due');
  for (const woman of women) await lives.end(woman);
  await bring('canceled');
  for (const { brought: count, order } of women)
    if (count < KINDS.length) violations.push(`of the order ${order.join('')} only ${count} were brought`);
  return { women, violations };

  /** Brings what has happened and whose turn has come. */
  async function bring(status: string): Promise<void> {
    await inLanes(women, LANES, async (woman) => {
      const before = woman.brought;
      for (let event = next(woman); event; event = next(woman)) {
        const answers = await courier.postAtOnce(event, COPIES);
        if (answers.some((answer) => answer !== 200)) violations.push(`${event.id} was answered ${answers.join(', ')}`);
        woman.brought += 1;
      }
      if (woman.brought > before) woman.said.push(status);
    });
    const late = await applied(stage, women);
    if (late > 0) violations.push(`${late} events are not applied a minute later`);
    violations.push(...(await misled(stage, women)));
  }
}

/** Of whom we say something else than what Stripe said when it was last heard, or who was told it more or less than once. */
async function misled(stage: Stage, women: Ordered[]): Promise<string[]> {
  const told = await toldOf(stage, women);
  return women.flatMap(({ woman, order, said }) => {
    const { status, audit, inbox } = told.get(woman.id) ?? { status: null, audit: [], inbox: 0 };
    if (status === (said.at(-1) ?? null) && audit.join() === said.join() && inbox === said.length) return [];
    return [`the order ${order.join('')} says ${status} and told ${audit.join()}, ${inbox} times; Stripe said ${said.join()}`];
  });
}

/** Who ends otherwise than all the others, as she herself reads it. */
async function endsOf({ urls }: Stage, women: Ordered[]): Promise<string[]> {
  const violations: string[] = [];
  await inLanes([...women.entries()], LANES, async ([n, { woman, order }]) => {
    const { me } = await as({ ...woman, url: urls[n % urls.length] ?? '' }).ask<{ me: { membership: object } }>(MEMBERSHIP);
    if (JSON.stringify(me.membership) !== JSON.stringify(END))
      violations.push(`the order ${order.join('')} ends in ${JSON.stringify(me.membership)}`);
  });
  return violations;
}

const next = ({ order, brought: count, events }: Ordered) => events.get(KINDS[order[count] ?? -1] ?? '');

const permutations = (items: readonly number[]): number[][] =>
  items.length <= 1 ? [[...items]] : items.flatMap((item, n) => permutations(items.toSpliced(n, 1)).map((rest) => [item, ...rest]));
