import Stripe from 'stripe';
import { checkoutParams, startBench, statusOf, type Bench } from './test-bench.js';
import { idOf } from './state.js';

const RENEWAL_DECLINED = '4000000000000341';
const SECURE = '4000002760003184';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const period = async (id: string) => {
  const { items } = await bench.stripe.subscriptions.retrieve(id);
  return { start: items.data[0]?.current_period_start, end: items.data[0]?.current_period_end };
};

describe('checkout', () => {
  it('makes an active subscription, and says so in Stripe’s order', async () => {
    await bench.subscribe();
    await bench.sim.webhooks.settled();
    expect(bench.told()).toEqual([
      'customer.created',
      'payment_method.attached',
      'customer.subscription.created incomplete',
      'invoice.created draft',
      'invoice.finalized open',
      'payment_intent.created requires_payment_method',
      'charge.succeeded succeeded',
      'payment_intent.succeeded succeeded',
      'invoice_payment.paid paid',
      'invoice.paid paid',
      'invoice.payment_succeeded paid',
      'customer.subscription.updated active',
      'checkout.session.completed complete',
    ]);
    const updated = bench.received.find(({ type }) => type === 'customer.subscription.updated');
    expect(updated?.data.previous_attributes).toEqual({ status: 'incomplete' });
  });

  it('leaves the session open after a declined card, and takes the next one', async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutParams({ customer_email: 'lea@exemple.fr' }));
    expect(await bench.sim.completeCheckout(id, { card: '4000 0000 0000 0002' })).toMatchObject({
      kind: 'declined',
      code: 'generic_decline',
    });
    expect(await bench.sim.completeCheckout(id, { card: '4111 1111 1111 1112' })).toMatchObject({
      kind: 'declined',
      code: 'incorrect_number',
    });
    expect(await bench.sim.completeCheckout(id, { card: '4111 1111 1111 1111' })).toMatchObject({
      kind: 'declined',
      code: 'test_mode_live_card',
    });
    expect((await bench.stripe.subscriptions.list({ status: 'all' })).data).toEqual([]);
    expect(await bench.sim.completeCheckout(id)).toEqual({ kind: 'complete' });
    expect(await bench.sim.completeCheckout(id)).toEqual({ kind: 'closed' });
    expect((await bench.stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(1);
  });

  it('keeps one incomplete subscription through 3-D Secure, and ends it after 23 hours', async () => {
    const first = await bench.stripe.checkout.sessions.create(checkoutParams());
    expect(await bench.sim.completeCheckout(first.id, { card: SECURE, confirm: null, email: 'a@exemple.fr' })).toEqual({
      kind: 'authenticate',
    });
    const [waiting] = (await bench.stripe.subscriptions.list({ status: 'incomplete' })).data;
    const intents = await bench.stripe.invoicePayments.list({ invoice: idOf(waiting?.latest_invoice) });
    expect(await bench.stripe.paymentIntents.retrieve(idOf(intents.data[0]?.payment.payment_intent))).toMatchObject({
      status: 'requires_action',
    });
    expect(await bench.sim.completeCheckout(first.id, { card: SECURE, confirm: false })).toMatchObject({ kind: 'declined' });
    expect(await bench.sim.completeCheckout(first.id, { card: SECURE, confirm: true })).toEqual({ kind: 'complete' });
    expect(await statusOf(bench, waiting?.id ?? '')).toBe('active');

    const second = await bench.stripe.checkout.sessions.create(checkoutParams());
    await bench.sim.completeCheckout(second.id, { card: SECURE, confirm: null, email: 'b@exemple.fr' });
    const [left] = (await bench.stripe.subscriptions.list({ status: 'incomplete' })).data;
    await bench.sim.advance({ hours: 22 });
    expect(await statusOf(bench, left?.id ?? '')).toBe('incomplete');
    await bench.sim.advance({ hours: 2 });
    expect(await statusOf(bench, left?.id ?? '')).toBe('incomplete_expired');
  });

  it('expires an open session after a day', async () => {
    const { id } = await bench.stripe.checkout.sessions.create(checkoutParams());
    await bench.sim.advance({ hours: 25 });
    await bench.sim.webhooks.settled();
    expect(bench.told()).toEqual(['checkout.session.expired expired']);
    expect(await bench.sim.completeCheckout(id)).toEqual({ kind: 'closed' });
  });
});

describe('renewals', () => {
  it('renews and is paid an hour later, period after period, without a gap', async () => {
    const { id } = await bench.subscribe({ price: 'price_sim_quarterly' });
    const first = await period(id);
    await bench.sim.advance({ months: 6, days: 1 });
    const third = await period(id);
    expect(third.start).toBeGreaterThan(first.end ?? Infinity);
    const invoices = (await bench.stripe.invoices.list({ subscription: id })).data;
    expect(invoices.map(({ status, billing_reason: reason, total }) => [status, reason, total])).toEqual([
      ['paid', 'subscription_cycle', 5970],
      ['paid', 'subscription_cycle', 5970],
      ['paid', 'subscription_create', 5970],
    ]);
    expect(await statusOf(bench, id)).toBe('active');
  });

  it('keeps the day of the month through a short February', async () => {
    const jan = await startBench({ clock: () => new Date('2027-01-31T12:00:00Z') });
    try {
      const { id } = await jan.subscribe();
      const ends: string[] = [];
      for (let month = 0; month < 3; month += 1) {
        const { items } = await jan.stripe.subscriptions.retrieve(id);
        const end = new Date((items.data[0]?.current_period_end ?? 0) * 1000);
        ends.push(end.toISOString().slice(0, 10));
        await jan.sim.advance(new Date(end.getTime() + 7_200_000));
      }
      expect(ends).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
    } finally {
      await jan.stop();
    }
  });

  it('tries a declined card three more times over a week, then ends', async () => {
    const { id } = await bench.subscribe({ card: RENEWAL_DECLINED });
    await bench.sim.advance({ months: 1, hours: 2 });
    expect(await statusOf(bench, id)).toBe('past_due');
    await bench.sim.advance({ days: 6 });
    expect(await statusOf(bench, id)).toBe('past_due');
    await bench.sim.advance({ days: 1 });
    const ended = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
    expect(ended).toMatchObject({ status: 'canceled', cancellation_details: { reason: 'payment_failed' } });
    expect(ended.latest_invoice).toMatchObject({ status: 'open', attempt_count: 4, next_payment_attempt: null });
    await bench.sim.webhooks.settled();
    expect(bench.told().filter((event) => event.startsWith('invoice.payment_failed'))).toHaveLength(4);
    expect(bench.told().at(-1)).toBe('customer.subscription.deleted canceled');
  });

  it('leaves it unpaid when the account is set so, and paying brings it back', async () => {
    const strict = await startBench({ afterRetries: 'unpaid' });
    try {
      const { id, customer } = await strict.subscribe({ card: RENEWAL_DECLINED });
      await strict.sim.advance({ months: 1, days: 8 });
      const unpaid = await strict.stripe.subscriptions.retrieve(id);
      expect(unpaid.status).toBe('unpaid');
      const call = strict.stripe.invoices.pay(idOf(unpaid.latest_invoice));
      await expect(call).rejects.toMatchObject({ type: 'StripeCardError', code: 'card_declined', statusCode: 402 });
      await strict.sim.changeCard(idOf(customer), '4242424242424242');
      await strict.stripe.invoices.pay(idOf(unpaid.latest_invoice));
      expect(await statusOf(strict, id)).toBe('active');
    } finally {
      await strict.stop();
    }
  });

  it('recovers by itself when the next try succeeds', async () => {
    const { id } = await bench.subscribe();
    await bench.sim.failNextPayment(id);
    await bench.sim.advance({ months: 1, days: 1 });
    expect(await statusOf(bench, id)).toBe('past_due');
    await bench.sim.advance({ days: 3 });
    expect(await statusOf(bench, id)).toBe('active');
  });
});

describe('endings', () => {
  it('stays active until the end of the paid period, then is deleted', async () => {
    const { id } = await bench.subscribe();
    const { end } = await period(id);
    const leaving = await bench.stripe.subscriptions.update(id, { cancel_at_period_end: true });
    expect([leaving.status, leaving.cancel_at_period_end, leaving.cancel_at]).toEqual(['active', true, end]);
    await bench.sim.advance({ days: 27 });
    expect(await statusOf(bench, id)).toBe('active');
    await bench.sim.advance({ days: 5 });
    const ended = await bench.stripe.subscriptions.retrieve(id);
    expect([ended.status, ended.ended_at]).toEqual(['canceled', end]);
    expect((await bench.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
  });

  it('renews after all when she changes her mind', async () => {
    const { id } = await bench.subscribe();
    await bench.stripe.subscriptions.update(id, { cancel_at_period_end: true });
    const kept = await bench.stripe.subscriptions.update(id, { cancel_at_period_end: false });
    expect([kept.cancel_at, kept.canceled_at]).toEqual([null, null]);
    await bench.sim.advance({ days: 40 });
    expect(await statusOf(bench, id)).toBe('active');
  });

  it('ends at once when canceled, and then can only be read', async () => {
    const { id } = await bench.subscribe();
    expect((await bench.stripe.subscriptions.cancel(id)).status).toBe('canceled');
    await expect(bench.stripe.subscriptions.cancel(id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(bench.stripe.subscriptions.update(id, { cancel_at_period_end: true })).rejects.toMatchObject({ statusCode: 400 });
    expect((await bench.stripe.subscriptions.list({})).data).toEqual([]);
    expect((await bench.stripe.subscriptions.list({ status: 'all' })).data).toHaveLength(1);
  });

  it('pauses without renewing, and resumes with a new paid period', async () => {
    const { id } = await bench.subscribe();
    const paused = await bench.stripe.subscriptions.pause(id);
    expect(paused).toMatchObject({ status: 'paused', status_details: { paused: { subscription: { type: 'pause_requested' } } } });
    await bench.sim.advance({ months: 2 });
    expect((await bench.stripe.invoices.list({ subscription: id })).data).toHaveLength(1);
    const resumed = await bench.stripe.subscriptions.resume(id);
    expect([resumed.status, resumed.items.data[0]?.current_period_start]).toEqual(['active', Math.floor(bench.sim.now().getTime() / 1000)]);
    expect((await bench.stripe.invoices.list({ subscription: id })).data).toHaveLength(2);
  });

  it('gives money back without ending anything', async () => {
    const { id } = await bench.subscribe();
    const refund = await bench.sim.refundLast(id, 1000);
    expect([refund.amount, refund.status]).toEqual([1000, 'succeeded']);
    await expect(bench.stripe.refunds.create({ charge: idOf(refund.charge), amount: 2000 })).rejects.toMatchObject({ param: 'amount' });
    await bench.stripe.refunds.create({ payment_intent: idOf(refund.payment_intent) });
    await expect(bench.stripe.refunds.create({ charge: idOf(refund.charge) })).rejects.toMatchObject({ code: 'charge_already_refunded' });
    expect(await statusOf(bench, id)).toBe('active');
    await bench.sim.webhooks.settled();
    expect(bench.told().filter((event) => event === 'charge.refunded succeeded')).toHaveLength(2);
  });
});

it('gives a trial, reminds of its end, then charges', async () => {
  const { id } = await bench.subscribe({ params: { subscription_data: { trial_period_days: 14 } } });
  expect(await statusOf(bench, id)).toBe('trialing');
  await bench.sim.advance({ days: 12 });
  await bench.sim.webhooks.settled();
  expect(bench.told()).toContain('customer.subscription.trial_will_end trialing');
  await bench.sim.advance({ days: 3 });
  const { data } = await bench.stripe.invoices.list({ subscription: id });
  expect(data.map(({ status, total }) => [status, total])).toEqual([
    ['paid', 2490],
    ['paid', 0],
  ]);
  expect(await statusOf(bench, id)).toBe('active');
});

it('charges the difference when the plan changes', async () => {
  const { id, items } = await bench.subscribe();
  await bench.stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id, price: 'price_sim_yearly' }] });
  const changed = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(changed.items.data[0]?.price.id).toBe('price_sim_yearly');
  expect(changed.latest_invoice).toMatchObject({ status: 'paid', billing_reason: 'subscription_update', total: 17880 - 2490 });
});

it('seeds a subscription in the middle of its life, once, in silence', async () => {
  const since = new Date(bench.sim.now().getTime() - 100 * 86_400_000);
  const seed = { customerEmail: 'demo@exemple.fr', price: 'price_sim_monthly', since, metadata: { user: 'demo' } };
  const seeded = await bench.sim.seedSubscription(seed);
  expect(await bench.sim.seedSubscription(seed)).toEqual(seeded);
  const subscription: Stripe.Subscription = await bench.stripe.subscriptions.retrieve(seeded.subscription);
  const now = bench.sim.now().getTime() / 1000;
  expect(subscription).toMatchObject({ status: 'active', start_date: Math.floor(since.getTime() / 1000), metadata: { user: 'demo' } });
  expect(subscription.items.data[0]?.current_period_start).toBeLessThanOrEqual(now);
  expect(subscription.items.data[0]?.current_period_end).toBeGreaterThan(now);
  await bench.sim.webhooks.settled();
  expect(bench.received).toEqual([]);
  await bench.sim.advance({ days: 32 });
  expect(await statusOf(bench, seeded.subscription)).toBe('active');
});
