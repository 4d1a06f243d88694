import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutParams, startBench, type Bench } from './test-bench.js';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ retryDelays: [5, 5, 5] });
});
afterEach(() => bench.stop());

const ids = () => bench.received.map(({ id }) => id);
const emails = (bench: Bench) => bench.received.map(({ data }) => (data.object as { email?: string }).email);

async function threeEvents(): Promise<string[]> {
  bench.sim.webhooks.pause();
  for (const name of ['un', 'deux', 'trois']) await bench.stripe.customers.create({ email: `${name}@exemple.fr` });
  return bench.sim.webhooks.pending().map(({ eventId }) => eventId);
}

it('signs Stripe’s envelope, and names the call that caused it', async () => {
  const customer = await bench.stripe.customers.create({ email: 'lea@exemple.fr' }, { idempotencyKey: 'cause' });
  await bench.sim.webhooks.settled();
  expect(bench.received).toHaveLength(1);
  expect(bench.received[0]).toMatchObject({
    object: 'event',
    type: 'customer.created',
    api_version: '2026-10-28.endive',
    livemode: false,
    pending_webhooks: 1,
    request: { id: customer.lastResponse.requestId, idempotency_key: 'cause' },
    data: { object: { id: customer.id, email: 'lea@exemple.fr' } },
  });
  const stored = await bench.stripe.events.retrieve(bench.received[0]?.id ?? '');
  expect([stored.type, stored.pending_webhooks]).toEqual(['customer.created', 0]);
  expect((await bench.stripe.events.list({ types: ['customer.*'] })).data.map(({ id }) => id)).toEqual([stored.id]);
});

it('holds everything while paused, and lets it go in order', async () => {
  const waiting = await threeEvents();
  await bench.sim.webhooks.settled();
  expect([waiting.length, bench.received.length]).toEqual([3, 0]);
  bench.sim.webhooks.resume();
  await bench.sim.webhooks.settled();
  expect(ids()).toEqual(waiting);
});

it('delivers one alone, the rest backwards, and one again', async () => {
  const [first = '', second = '', third = ''] = await threeEvents();
  expect((await bench.sim.webhooks.deliver(second)).status).toBe(200);
  await bench.sim.webhooks.deliverAll('reverse');
  await bench.sim.webhooks.resend(second);
  expect(ids()).toEqual([second, third, first, second]);
  expect(bench.sim.webhooks.pending()).toEqual([]);
});

it('delivers in an order that is told, and in a disorder that a seed repeats', async () => {
  const [first = '', second = '', third = ''] = await threeEvents();
  await bench.sim.webhooks.deliverAll([third, first]);
  expect(ids()).toEqual([third, first, second]);

  const orders: (string | undefined)[][] = [];
  for (let run = 0; run < 2; run += 1) {
    const other = await startBench();
    other.sim.webhooks.pause();
    for (let index = 0; index < 8; index += 1) await other.stripe.customers.create({ email: `${index}@exemple.fr` });
    other.sim.webhooks.shuffle(7);
    await other.sim.webhooks.deliverAll();
    orders.push(emails(other));
    await other.stop();
  }
  expect(orders[0]).toEqual(orders[1]);
  expect(orders[0]).not.toEqual([...(orders[0] ?? [])].sort());
});

it('sends each event as often as asked', async () => {
  bench.sim.webhooks.duplicate(3);
  await bench.stripe.customers.create({ email: 'echo@exemple.fr' });
  await bench.sim.webhooks.settled();
  expect(bench.received).toHaveLength(3);
  expect(new Set(ids()).size).toBe(1);
});

it('loses what is dropped, for good', async () => {
  await threeEvents();
  expect(bench.sim.webhooks.drop()).toBe(3);
  bench.sim.webhooks.resume();
  await bench.sim.webhooks.settled();
  expect(bench.received).toEqual([]);
  expect(bench.sim.webhooks.log().map(({ status }) => status)).toEqual(['dropped', 'dropped', 'dropped']);
});

/** Waits for an outcome by watching for it, never for a length of time. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 1));
}

it('tries again when the receiver fails', async () => {
  bench.answers.push(500);
  await bench.stripe.customers.create({ email: 'tard@exemple.fr' });
  await until(() => bench.sim.webhooks.log()[0]?.status === 'delivered');
  expect(bench.sim.webhooks.log()[0]?.attempts.map(({ status }) => status)).toEqual([500, 200]);
  expect(emails(bench)).toEqual(['tard@exemple.fr']);
});

it('lets the others pass while a failed delivery waits', async () => {
  const slow = await startBench({ retryDelays: [3_600_000] });
  try {
    slow.answers.push(500);
    await slow.stripe.customers.create({ email: 'un@exemple.fr' });
    await slow.stripe.customers.create({ email: 'deux@exemple.fr' });
    await slow.sim.webhooks.settled();
    expect(emails(slow)).toEqual(['deux@exemple.fr']);
    await slow.sim.webhooks.deliverAll();
    expect(emails(slow)).toEqual(['deux@exemple.fr', 'un@exemple.fr']);
  } finally {
    await slow.stop();
  }
});

it('gives up after the last try, and can still be asked to send again', async () => {
  bench.answers.push(500, 302, 503, 404);
  await bench.stripe.customers.create({ email: 'jamais@exemple.fr' });
  await until(() => bench.sim.webhooks.log()[0]?.status === 'failed');
  expect(bench.received).toEqual([]);
  await bench.sim.webhooks.resend(bench.sim.webhooks.log()[0]?.eventId ?? '');
  expect(emails(bench)).toEqual(['jamais@exemple.fr']);
  expect(bench.sim.webhooks.log()[0]?.status).toBe('delivered');
});

it('waits before each delivery when asked', async () => {
  bench.sim.webhooks.delay(3_600_000);
  await bench.stripe.customers.create({ email: 'lent@exemple.fr' });
  await bench.sim.webhooks.settled();
  expect([bench.received.length, bench.sim.webhooks.pending().length]).toEqual([0, 1]);
  await bench.sim.webhooks.deliverAll();
  expect(bench.received).toHaveLength(1);
});

describe('stored in a file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stripe-simulator-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('remembers memberships, its clock and undelivered events over a restart', async () => {
    const storeFile = join(folder, 'deep', 'stripe.json');
    const before = await startBench({ storeFile });
    const { id } = await before.subscribe();
    await before.sim.advance({ days: 10 });
    await before.sim.webhooks.settled();
    before.sim.webhooks.pause();
    const late = await before.stripe.customers.create({ email: 'suite@exemple.fr' });
    const open = await before.stripe.checkout.sessions.create(checkoutParams());
    const then = before.sim.now().getTime();
    await before.stop();

    const after = await startBench({ storeFile });
    try {
      expect(after.sim.now().getTime()).toBeGreaterThanOrEqual(then);
      expect((await after.stripe.subscriptions.retrieve(id)).status).toBe('active');
      expect((await after.stripe.checkout.sessions.retrieve(open.id)).url).toBe(`${after.sim.url}/c/pay/${open.id}`);
      await after.sim.webhooks.settled();
      expect(after.received.map(({ data }) => (data.object as { id: string }).id)).toEqual([late.id]);
      await after.sim.advance({ days: 22 });
      expect((await after.stripe.invoices.list({ subscription: id })).data.map(({ status }) => status)).toEqual(['paid', 'paid']);
    } finally {
      await after.stop();
    }
  });

  it('has on disk whatever an answer or a webhook has told', async () => {
    const storeFile = join(folder, 'stripe.json');
    const stored = await startBench({ storeFile });
    try {
      const customer = await stored.stripe.customers.create({ email: 'ecrit@exemple.fr' });
      expect(JSON.parse(await readFile(storeFile, 'utf8'))).toMatchObject({ customers: { [customer.id]: { email: 'ecrit@exemple.fr' } } });
      const session = await stored.stripe.checkout.sessions.create(checkoutParams());
      await stored.sim.completeCheckout(session.id, { email: 'ecrit@exemple.fr' });
      expect(JSON.parse(await readFile(storeFile, 'utf8'))).toMatchObject({ sessions: { [session.id]: { status: 'complete' } } });
    } finally {
      await stored.stop();
    }
  });
});
