import { Writable } from 'node:stream';
import Stripe from 'stripe';
import { as } from '../../test/client.js';
import { drain, theHouse, useHouse, WEBHOOK_SECRET } from '../../test/harness.js';
import { aPerson, aWoman, type Person } from '../../test/people.js';
import { keepStripesTime, stripeIsHeard } from '../../test/stripe.js';
import { createApp } from '../app.js';
import { testLogger } from '../../test/log/logger.js';

useHouse();
beforeEach(keepStripesTime);

let count = 0;

function anEvent(more: object = {}): string {
  count += 1;
  const subscription = { id: `sub_forged${count}`, object: 'subscription', status: 'active' };
  return JSON.stringify({
    id: `evt_test${count}`,
    object: 'event',
    type: 'customer.subscription.updated',
    created: 1_790_000_000,
    data: { object: subscription },
    ...more,
  });
}

const sign = (payload: string, more: { secret?: string; timestamp?: number } = {}): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET, ...more });

function post(payload: string | Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${theHouse().url}/stripe/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: new Uint8Array(Buffer.from(payload)),
  });
}

async function storedEvents(): Promise<number> {
  return (await theHouse().app.db.query('SELECT id FROM stripe_events')).length;
}

async function applied(eventId: string): Promise<boolean[]> {
  const rows = await theHouse().app.db.query<{ done: boolean }>('SELECT applied_at IS NOT NULL AS done FROM stripe_events WHERE id = $1', [
    eventId,
  ]);
  return rows.map(({ done }) => done);
}

describe('a webhook that Stripe did not sign', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const genuine = anEvent();

  it.each<[string, string, Record<string, string>]>([
    ['without a signature', genuine, {}],
    ['with nonsense for a signature', genuine, { 'stripe-signature': 't=1,v1=00' }],
    ['signed with another secret', genuine, { 'stripe-signature': sign(genuine, { secret: 'whsec_other' }) }],
    ['older than five minutes', genuine, { 'stripe-signature': sign(genuine, { timestamp: now() - 301 }) }],
    ['altered after signing', genuine.replace('active', 'trialing'), { 'stripe-signature': sign(genuine) }],
    ['without a body', '', { 'stripe-signature': sign('') }],
    ['that is not JSON, though signed', '{"id": "evt_', { 'stripe-signature': sign('{"id": "evt_') }],
    ['that is JSON but no event, though signed', '{"id": 7}', { 'stripe-signature': sign('{"id": 7}') }],
    ['that is null, though signed', 'null', { 'stripe-signature': sign('null') }],
  ])('is refused and leaves nothing: %s', async (_what, payload, headers) => {
    const before = await storedEvents();
    const response = await post(payload, headers);
    expect(response.status).toBe(400);
    expect(await storedEvents()).toBe(before);
  });

  it('is logged once, without what it said', async () => {
    const { app } = theHouse();
    const lines: string[] = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, written) {
        lines.push(chunk.toString());
        written();
      },
    });
    const watched = await createApp({ ...app.config, http: { ...app.config.http, port: 0 } }, testLogger('info', destination));
    try {
      const address = await watched.listen();
      lines.length = 0;
      const answer = await fetch(`${address}/stripe/webhook`, {
        method: 'POST',
        headers: { 'stripe-signature': 't=1,v1=00' },
        body: 'a secret word',
      });
      expect(answer.status).toBe(400);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain('a Stripe webhook was refused');
      expect(lines[0]).not.toContain('a secret word');
    } finally {
      await watched.stop();
    }
  });

  it('is refused unread when it is too large', async () => {
    const before = await storedEvents();
    const huge = JSON.stringify({ words: 'x'.repeat(5 * 1_024 * 1_024) });
    expect((await post(huge, { 'stripe-signature': sign(huge) })).status).toBe(413);
    expect(await storedEvents()).toBe(before);
  });
});

describe('a signed webhook', () => {
  it('is accepted during a change of secrets, when one of two signatures holds', async () => {
    const payload = anEvent();
    const former = /v1=(\w+)/.exec(sign(payload, { secret: 'whsec_former' }))?.[1];
    expect((await post(payload, { 'stripe-signature': sign(payload).replace('v1=', `v1=${former},v1=`) })).status).toBe(200);
  });

  it('is stored once however often it comes, at once or later, and answered 200 each time', async () => {
    const payload = anEvent({ id: 'evt_five_times' });
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(payload, { 'stripe-signature': sign(payload) })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await drain();
    expect((await post(payload, { 'stripe-signature': sign(payload) })).status).toBe(200);
    expect(await applied('evt_five_times')).toEqual([true]);
  });

  it('is never believed: only what Stripe answers when asked counts', async () => {
    const eve = await aPerson('WOMAN');
    const subscription = {
      id: 'sub_invented',
      object: 'subscription',
      status: 'active',
      metadata: { userId: eve.id },
      customer: 'cus_invented',
      items: { data: [] },
    };
    const payload = anEvent({ data: { object: subscription } });
    expect((await post(payload, { 'stripe-signature': sign(payload) })).status).toBe(200);
    await drain();
    expect(await theHouse().app.hasAccess(eve.id)).toBe(false);
  });

  it('about something that we do not follow is stored and no more', async () => {
    const payload = anEvent({ id: 'evt_other', type: 'product.updated', data: { object: { id: 'prod_1' } } });
    expect((await post(payload, { 'stripe-signature': sign(payload) })).status).toBe(200);
    expect(await applied('evt_other')).toEqual([true]);
  });

  it('about a subscription of nobody here changes nothing', async () => {
    const { stripe, app } = theHouse();
    const { subscription } = await stripe.seedSubscription({
      customerEmail: 'ailleurs@test.premierpas.example',
      price: 'price_sim_monthly',
      since: stripe.now(),
      webhooks: true,
    });
    await stripeIsHeard();
    expect(await app.db.query('SELECT 1 FROM subscriptions WHERE id = $1', [subscription])).toEqual([]);
  });

  it('tells her devices and the audit log once per change, not once per event', async () => {
    const lea = await aWoman();
    const { stripe, app } = theHouse();
    stripe.webhooks.duplicate(5);
    try {
      const { subscription } = await stripe.seedSubscription({
        customerEmail: lea.email,
        metadata: { userId: lea.id },
        price: 'price_sim_monthly',
        since: stripe.now(),
        webhooks: true,
      });
      await stripeIsHeard();
      await stripe.cancelNow(subscription);
      await stripeIsHeard();
    } finally {
      stripe.webhooks.duplicate(1);
    }
    const told = await app.db.query<{ details: { status: string } }>(
      `SELECT details FROM audit_log WHERE kind = 'membership.changed' AND subject_id = $1 ORDER BY id`,
      [lea.id],
    );
    expect(told.map(({ details }) => details.status)).toEqual(['active', 'canceled']);
    expect(await hasAccess(lea)).toBe(false);
  });
});

async function hasAccess(person: Person): Promise<boolean> {
  const { me } = await as(person).ask<{ me: { membership: { hasAccess: boolean } } }>('{ me { membership { hasAccess } } }');
  return me.membership.hasAccess;
}
