import Stripe from 'stripe';
import { bootStripeSimulator } from './index.js';
import { checkoutParams, startBench, type Bench } from './test-bench.js';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

interface Refused {
  statusCode: number;
  code?: string;
  param?: string;
  type: string;
  message: string;
}

async function refusal(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error as unknown as Refused;
    throw error;
  }
  throw new Error('The simulator accepted what Stripe refuses');
}

const create = (more: Record<string, unknown>) =>
  bench.stripe.checkout.sessions.create({ ...checkoutParams(), ...more } as Stripe.Checkout.SessionCreateParams);

describe('strictness', () => {
  it.each<[string, Record<string, unknown>, Partial<Refused>]>([
    ['an unknown parameter', { colour: 'red' }, { code: 'parameter_unknown', param: 'colour' }],
    [
      'an unknown nested parameter',
      { subscription_data: { colour: 'red' } },
      { code: 'parameter_unknown', param: 'subscription_data[colour]' },
    ],
    [
      'payment_method_types, which endive removed',
      { payment_method_types: ['card'] },
      { code: 'parameter_unknown', param: 'payment_method_types' },
    ],
    ['the old ui_mode', { ui_mode: 'hosted' }, { param: 'ui_mode' }],
    ['a mode that does not exist', { mode: 'abonnement' }, { param: 'mode' }],
    ['a locale that does not exist', { locale: 'xx' }, { param: 'locale' }],
    ['an address that is not one', { success_url: 'retour' }, { code: 'url_invalid', param: 'success_url' }],
    [
      'a price that does not exist',
      { line_items: [{ price: 'price_nope', quantity: 1 }] },
      { code: 'resource_missing', param: 'line_items[0][price]' },
    ],
    ['a customer that does not exist', { customer: 'cus_nope' }, { code: 'resource_missing', param: 'customer' }],
    ['letters for a number', { expires_at: 'demain' }, { code: 'parameter_invalid_integer', param: 'expires_at' }],
    ['an expiry too soon', { expires_at: Math.floor(Date.now() / 1000) + 60 }, { param: 'expires_at' }],
    ['a customer and an e-mail together', { customer: 'cus_nope', customer_email: 'a@exemple.fr' }, { code: 'parameters_exclusive' }],
    [
      'metadata with a value too long',
      { metadata: { a: 'x'.repeat(501) } },
      { code: 'parameter_invalid_string_long', param: 'metadata[a]' },
    ],
    ['an empty string', { client_reference_id: '' }, { code: 'parameter_invalid_empty', param: 'client_reference_id' }],
    ['a real parameter it does not play', { discounts: [{ coupon: 'x' }] }, { code: 'simulator_unsupported', param: 'discounts' }],
    ['an expansion that leads nowhere', { expand: ['colour'] }, { param: 'expand (colour)' }],
  ])('refuses %s', async (_, more, expected) => {
    expect(await refusal(create(more))).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError', ...expected });
  });

  it('names the missing parameter', async () => {
    const call = bench.stripe.checkout.sessions.create({ mode: 'subscription', line_items: [{ price: 'price_sim_monthly' }] });
    expect(await refusal(call)).toMatchObject({ statusCode: 400, code: 'parameter_missing', param: 'success_url' });
  });

  it('answers 404 for an unknown id', async () => {
    expect(await refusal(bench.stripe.subscriptions.retrieve('sub_nope'))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect(await refusal(bench.stripe.customers.retrieve('__proto__'))).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });

  it('answers 401 without a test key, and 400 to another API version', async () => {
    const live = new Stripe('sk_live_bench', { ...bench.sim.sdk, maxNetworkRetries: 0 });
    expect(await refusal(live.customers.list())).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' });
    expect((await fetch(`${bench.sim.url}/v1/customers`)).status).toBe(401);
    const older = await fetch(`${bench.sim.url}/v1/customers`, {
      headers: { authorization: 'Bearer sk_test_x', 'stripe-version': '2024-06-20' },
    });
    expect(older.status).toBe(400);
  });

  it('does not start in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(bootStripeSimulator({ webhookSecret: 'whsec_x' })).rejects.toThrow('never runs with NODE_ENV=production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});

describe('idempotency', () => {
  it('answers a repeated call with the first answer, once made', async () => {
    const params = { email: 'double@exemple.fr' };
    const first = await bench.stripe.customers.create(params, { idempotencyKey: 'same-call' });
    const second = await bench.stripe.customers.create(params, { idempotencyKey: 'same-call' });
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect((await bench.stripe.customers.list({ email: params.email })).data).toHaveLength(1);
  });

  it('refuses a key that comes back with other parameters', async () => {
    await bench.stripe.customers.create({ email: 'a@exemple.fr' }, { idempotencyKey: 'other-call' });
    const call = bench.stripe.customers.create({ email: 'b@exemple.fr' }, { idempotencyKey: 'other-call' });
    expect(await refusal(call)).toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' });
  });

  it('lets a refused call be corrected under the same key', async () => {
    const options = { idempotencyKey: 'corrected-call' };
    expect(await refusal(bench.stripe.customers.create({ email: 'nope' }, options))).toMatchObject({ code: 'email_invalid' });
    expect((await bench.stripe.customers.create({ email: 'c@exemple.fr' }, options)).email).toBe('c@exemple.fr');
  });
});

describe('objects', () => {
  it('has the three prices of the demo', async () => {
    const { data } = await bench.stripe.prices.list({
      lookup_keys: ['premier_pas_monthly', 'premier_pas_quarterly', 'premier_pas_yearly'],
    });
    expect(
      data.map(({ id, unit_amount: amount, recurring }) => [id, amount, recurring?.interval, recurring?.interval_count]).reverse(),
    ).toEqual([
      ['price_sim_monthly', 2490, 'month', 1],
      ['price_sim_quarterly', 5970, 'month', 3],
      ['price_sim_yearly', 17880, 'year', 1],
    ]);
    expect(data[0]?.unit_amount_decimal?.toString()).toBe('17880');
  });

  it('pages lists newest first, and follows them to the end', async () => {
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1) made.push((await bench.stripe.customers.create({ email: 'liste@exemple.fr' })).id);
    const first = await bench.stripe.customers.list({ email: 'liste@exemple.fr', limit: 2 });
    expect([first.has_more, first.data.map(({ id }) => id)]).toEqual([true, [made[4], made[3]]]);
    const all: string[] = [];
    for await (const { id } of bench.stripe.customers.list({ email: 'liste@exemple.fr', limit: 2 })) all.push(id);
    expect(all).toEqual([...made].reverse());
    expect(await refusal(bench.stripe.customers.list({ starting_after: 'cus_nope' }))).toMatchObject({ code: 'resource_missing' });
  });

  it('updates, searches and deletes customers', async () => {
    const { id } = await bench.stripe.customers.create({ email: 'ines@exemple.fr', metadata: { user: '7', old: 'x' } });
    const updated = await bench.stripe.customers.update(id, { name: 'Inès', metadata: { old: '' } });
    expect([updated.name, updated.metadata]).toEqual(['Inès', { user: '7' }]);
    const found = await bench.stripe.customers.search({ query: "metadata['user']:'7' AND email:'ines@exemple.fr'" });
    expect(found.data.map((customer) => customer.id)).toEqual([id]);
    expect(await bench.stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await bench.stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect((await bench.stripe.customers.list({ email: 'ines@exemple.fr' })).data).toEqual([]);
  });

  it('carries the period on the item, and the subscription in the invoice’s parent', async () => {
    const { id } = await bench.subscribe({ params: { metadata: { a: '1' }, subscription_data: { metadata: { user: '42' } } } });
    const subscription = await bench.stripe.subscriptions.retrieve(id, { expand: ['latest_invoice.payments', 'customer'] });
    const item = subscription.items.data[0];
    expect(subscription).not.toHaveProperty('current_period_end');
    expect((item?.current_period_end ?? 0) - (item?.current_period_start ?? 0)).toBeGreaterThanOrEqual(28 * 86_400);
    expect(subscription).toMatchObject({
      status: 'active',
      metadata: { user: '42' },
      customer: { email: 'lea@exemple.fr' },
      billing_mode: { type: 'flexible' },
    });
    const invoice = subscription.latest_invoice as Stripe.Invoice;
    expect(invoice).not.toHaveProperty('subscription');
    expect(invoice.parent?.subscription_details).toEqual({ subscription: id, metadata: { user: '42' } });
    expect(invoice.payments?.data[0]).toMatchObject({ status: 'paid', amount_paid: 2490 });
  });

  it('opens a session with its line items, and expires it', async () => {
    const session = await create({ customer_email: 'lea@exemple.fr', locale: 'fr', client_reference_id: 'user-1' });
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      ui_mode: 'hosted_page',
      amount_total: 2490,
      client_reference_id: 'user-1',
    });
    expect(session.line_items).toBeUndefined();
    const full = await bench.stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items'] });
    expect(full.line_items?.data[0]?.price?.id).toBe('price_sim_monthly');
    const expired = await bench.stripe.checkout.sessions.expire(session.id);
    expect([expired.status, expired.url]).toEqual(['expired', null]);
    expect((await refusal(bench.stripe.checkout.sessions.expire(session.id))).message).toContain('["open"]');
  });
});
