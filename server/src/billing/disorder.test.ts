import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPerson, type Person } from '../../test/people.js';
import { aSlowWayToStripe } from '../../test/slow-stripe.js';
import { keepStripesTime, stripeIsHeard, timePasses } from '../../test/stripe.js';
import { createApp, type App } from '../app.js';
import { days } from '../platform/clock.js';
import { testLogger } from '../../test/log/logger.js';
import { RECONCILE_JOB, SYNC_JOB, type Membership } from './index.js';

useHouse();
beforeEach(keepStripesTime);
afterEach(() => {
  const { webhooks } = theHouse().stripe;
  webhooks.drop();
  webhooks.resume();
});

const CARD_THAT_FAILS_LATER = '4000000000000341';

async function aSubscription(woman: Person, card?: string): Promise<{ customer: string; subscription: string }> {
  const { stripe } = theHouse();
  return stripe.seedSubscription({
    customerEmail: woman.email,
    metadata: { userId: woman.id },
    price: 'price_sim_monthly',
    since: stripe.now(),
    webhooks: true,
    ...(card && { card }),
  });
}

const membershipOf = (woman: Person): Promise<Membership> => theHouse().app.billing.memberships.of(woman.id);

const row = (id: string) =>
  theHouse().app.db.one<{ status: string }>(
    'SELECT status, cancel_at_period_end, cancel_at, current_period_end FROM subscriptions WHERE id = $1',
    [id],
  );

/** Paid, renewed, refused, past due, paid with another card, cancelled for the end of the period: all at Stripe, none heard. */
async function aLife(woman: Person): Promise<string> {
  const { stripe } = theHouse();
  stripe.webhooks.pause();
  const { customer, subscription } = await aSubscription(woman);
  await stripe.advance({ days: 32 });
  await stripe.changeCard(customer, CARD_THAT_FAILS_LATER);
  await stripe.advance({ days: 31 });
  await stripe.changeCard(customer, '4242424242424242');
  await stripe.advance(days(4));
  await stripe.cancelAtPeriodEnd(subscription);
  keepStripesTime();
  return subscription;
}

async function reconcile(): Promise<void> {
  await theHouse().app.db.transaction((tx) => tx.enqueue(RECONCILE_JOB, {}));
  await drain();
  expect(await theHouse().app.db.query(`SELECT output FROM pgboss.job WHERE name = $1 AND state <> 'completed'`, [RECONCILE_JOB])).toEqual(
    [],
  );
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe('webhooks in any order', () => {
  it.each([
    ['as created', 'created'],
    ['backwards', 'reverse'],
    ['shuffled', { seed: 1 }],
    ['shuffled otherwise', { seed: 20 }],
    ['shuffled again', { seed: 300 }],
  ] as const)('tell the same end of a whole life: %s', async (_how, order) => {
    const lea = await aPerson('WOMAN');
    const subscription = await aLife(lea);
    const { webhooks } = theHouse().stripe;
    expect(webhooks.pending().length).toBeGreaterThan(15);
    expect((await webhooks.deliverAll(order)).every(({ status }) => status === 200)).toBe(true);
    await drain();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', hasAccess: true, renews: false });

    webhooks.resume();
    await timePasses({ days: 32 });
    await stripeIsHeard();
    expect(await row(subscription)).toMatchObject({ status: 'canceled' });
  });

  it('agree in all 24 orders of four events, each applied before the next arrives, even when the last is the oldest', async () => {
    const { stripe } = theHouse();
    const lea = await aPerson('WOMAN');
    stripe.webhooks.pause();
    const { subscription } = await aSubscription(lea);
    await stripe.cancelAtPeriodEnd(subscription);
    await stripe.keepRenewing(subscription);
    await stripe.cancelNow(subscription);
    const four = stripe.webhooks
      .pending()
      .map(({ eventId }) => eventId)
      .slice(-4);
    expect(four).toHaveLength(4);
    stripe.webhooks.drop();

    const { app } = theHouse();
    const ends = new Set<string>();
    for (const order of permutations(four)) {
      await app.db.query('DELETE FROM stripe_events');
      await app.db.query('DELETE FROM subscriptions WHERE user_id = $1', [lea.id]);
      for (const eventId of order) {
        expect(await stripe.webhooks.resend(eventId)).toMatchObject({ status: 200 });
        await drain();
      }
      ends.add(JSON.stringify([await row(subscription), await membershipOf(lea)]));
    }
    expect([...ends]).toHaveLength(1);
    expect(await row(subscription)).toMatchObject({ status: 'canceled' });
  });

  it('never let a slow reading land on a newer one', async () => {
    const { stripe, app } = theHouse();
    const lea = await aPerson('WOMAN');
    const { subscription } = await aSubscription(lea);
    await stripeIsHeard();
    const slow = await aSlowWayToStripe();
    const other = await anotherProcess({ apiUrl: slow.url });
    try {
      const answer = slow.holdNext();
      const older = other.billing.subscriptions.sync(subscription);
      await answer.held;
      await stripe.cancelNow(subscription);
      let done = false;
      const newer = app.billing.subscriptions.sync(subscription).finally(() => (done = true));
      while (!done && !(await someoneWaits())) continue;
      answer.release();
      await Promise.all([older, newer]);
      expect(await row(subscription)).toMatchObject({ status: 'canceled' });
    } finally {
      await other.stop();
      await slow.stop();
    }
  });
});

async function someoneWaits(): Promise<boolean> {
  const waiting = await theHouse().app.db.query(
    `SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' AND NOT granted AND d.datname = current_database()`,
  );
  return waiting.length > 0;
}

/** A second server process on the same database, as far as anything shared can tell. */
function anotherProcess(stripe: Partial<App['config']['stripe']> = {}): Promise<App> {
  const { config } = theHouse().app;
  return createApp({ ...config, stripe: { ...config.stripe, ...stripe }, http: { ...config.http, port: 0 } }, testLogger('silent'));
}

describe('what a fault must not lose', () => {
  it('applies after a crash what was stored before it', async () => {
    const { stripe, app } = theHouse();
    const lea = await aPerson('WOMAN');
    await aSubscription(lea);
    await stripe.webhooks.settled();
    expect(await app.hasAccess(lea.id)).toBe(false);

    const next = await anotherProcess();
    try {
      await next.jobs.prepare();
      await next.jobs.drain();
      expect(await next.hasAccess(lea.id)).toBe(true);
    } finally {
      await next.stop();
    }
  });

  it('tries again when Stripe did not answer', async () => {
    const { app, stripe } = theHouse();
    const lea = await aPerson('WOMAN');
    const cut = await anotherProcess({ apiUrl: 'http://127.0.0.1:1' });
    try {
      await cut.jobs.prepare();
      await aSubscription(lea);
      await stripe.webhooks.settled();
      await cut.jobs.drain();
      expect(await app.hasAccess(lea.id)).toBe(false);
    } finally {
      await cut.stop();
    }
    // The queue waits some seconds before it tries again: the test does not.
    await app.db.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
    await drain();
    expect(await app.hasAccess(lea.id)).toBe(true);
  });

  it('finds by itself a subscription of which no webhook ever told', async () => {
    const { stripe, app } = theHouse();
    const lea = await aPerson('WOMAN');
    stripe.webhooks.pause();
    const { subscription } = await aSubscription(lea);
    stripe.webhooks.drop();
    await reconcile();
    expect(await app.hasAccess(lea.id)).toBe(true);

    await stripe.cancelNow(subscription);
    stripe.webhooks.drop();
    await reconcile();
    expect(await app.hasAccess(lea.id)).toBe(false);
  });

  it('reads again, after a day, a subscription whose events even Stripe no longer lists', async () => {
    const { stripe, app } = theHouse();
    const lea = await aPerson('WOMAN');
    const { subscription } = await aSubscription(lea);
    await stripeIsHeard();
    stripe.webhooks.pause();
    await stripe.cancelNow(subscription);
    stripe.webhooks.drop();
    await app.db.query(
      `INSERT INTO stripe_reconciliation (seen_until) VALUES ($1) ON CONFLICT (singleton) DO UPDATE SET seen_until = excluded.seen_until`,
      [new Date(stripe.now().getTime() + days(1))],
    );
    await reconcile();
    expect(await app.hasAccess(lea.id)).toBe(true);

    await timePasses({ days: 1, hours: 1 });
    await reconcile();
    expect(await row(subscription)).toMatchObject({ status: 'canceled' });
    expect(await app.hasAccess(lea.id)).toBe(false);
  });

  it('begins again with an event whose job was given up', async () => {
    const { stripe, app } = theHouse();
    const lea = await aPerson('WOMAN');
    await aSubscription(lea);
    await stripe.webhooks.settled();
    await app.db.query('DELETE FROM outbox');
    await drain();
    expect(await app.hasAccess(lea.id)).toBe(false);
    await timePasses({ hours: 3 });
    await reconcile();
    expect(await app.hasAccess(lea.id)).toBe(true);
  });

  it('leaves in peace a subscription that Stripe does not know', async () => {
    const { app } = theHouse();
    await app.db.transaction((tx) => tx.enqueue(SYNC_JOB, { subscriptionId: 'sub_unknown' }));
    await drain();
    expect(
      await app.db.query(`SELECT 1 FROM pgboss.job WHERE state IN ('retry', 'failed') AND data->>'subscriptionId' = 'sub_unknown'`),
    ).toEqual([]);
  });
});
