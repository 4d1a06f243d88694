import { createECDH } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { clock, minutes } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { as } from '../client.js';
import { drain, theHouse, useHouse, WEBHOOK_SECRET } from '../harness.js';
import { aMatch, aSubscribedWoman, aWoman } from '../people.js';
import { REGISTER } from '../push/pushing.js';
import { keepStripesTime } from '../stripe.js';
import { say } from '../talking.js';

/** Where we call, and who calls us: neither an address that somebody wrote down nor a word that somebody signed is believed. */
let asked = 0;
const inside = createServer((_request, response) => {
  asked += 1;
  response.end();
});
let port: number;

useHouse();
beforeAll(async () => {
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  ({ port } = inside.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => inside.close(resolve)));

const key = createECDH('prime256v1').generateKeys('base64url');
const browser = (address: string) => ({ kind: 'WEB', address, p256dh: key, auth: 'A'.repeat(22) });

describe('the address of a browser', () => {
  it.each([
    ['our own machine', () => `https://127.0.0.1:${port}/`],
    ['our own machine, by name', () => `https://localhost:${port}/`],
    ['our own machine, in one number', () => 'https://2130706433/'],
    ['our own machine, in eights', () => 'https://0177.0.0.1/'],
    ['our own machine, in sixteens', () => 'https://0x7f.1/'],
    ['our own machine, shortened', () => 'https://127.1/'],
    ['our own machine, by the new numbers', () => 'https://[::1]/'],
    ['our own machine, by both', () => 'https://[::ffff:127.0.0.1]/'],
    ['what clouds tell their machines', () => 'https://169.254.169.254/latest/meta-data/'],
    ['a neighbour', () => 'https://192.168.1.1/'],
    ['a name without a dot', () => 'https://database/'],
    ['another door', () => 'https://push.example:5432/'],
    ['words in clear', () => 'http://push.example/1'],
    ['a file', () => 'file:///etc/passwd'],
    ['another language', () => 'gopher://push.example/_SET'],
    ['a name of somebody', () => 'https://user:password@push.example/1'],
    ['a script', () => 'javascript:alert(1)'],
    ['a header', () => 'https://push.example/1\r\nHost: evil.example'],
    ['nothing', () => ''],
  ])('is not taken when it leads to %s', async (_where, address) => {
    const lea = await aWoman();
    expect(await as(lea).refusal(REGISTER, { input: browser(address()) })).toBe('BAD_USER_INPUT');
    expect(await theHouse().app.db.query('SELECT 1 FROM push_devices WHERE user_id = $1', [lea.id])).toEqual([]);
  });

  it('that is a public name of our own network is asked nothing, and forgotten', async () => {
    const { woman, man, conversationId } = await aMatch();
    await as(man).ask(REGISTER, { input: browser('https://localtest.me.example/1') });
    // As if the name had been made to lead to ourselves since it was looked at.
    await theHouse().app.db.query('UPDATE push_devices SET address = $2 WHERE user_id = $1', [man.id, `http://localhost:${port}/`]);
    await say(woman, conversationId, 'Bonsoir');
    clock.travel(minutes(1));
    await drain();
    expect(asked).toBe(0);
    expect(await theHouse().app.db.query('SELECT 1 FROM push_devices WHERE user_id = $1', [man.id])).toEqual([]);
  });
});

describe('a word of Stripe', () => {
  beforeEach(keepStripesTime);

  const post = (payload: string): Promise<Response> =>
    fetch(`${theHouse().url}/stripe/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret: WEBHOOK_SECRET }),
      },
      body: payload,
    });
  const event = (type: string, object: object) =>
    JSON.stringify({ id: `evt_${newId()}`, object: 'event', type, created: 1, data: { object } });

  it.each([
    [
      'a membership for a man',
      (id: string) => event('customer.subscription.created', { id: 'sub_x', status: 'active', metadata: { userId: id } }),
    ],
    [
      'a paid checkout',
      (id: string) =>
        event('checkout.session.completed', { id: 'cs_x', subscription: 'sub_x', payment_status: 'paid', client_reference_id: id }),
    ],
    [
      'a paid invoice',
      (id: string) =>
        event('invoice.paid', { id: 'in_x', parent: { subscription_details: { subscription: 'sub_x' } }, metadata: { userId: id } }),
    ],
    [
      'another’s subscription',
      (id: string) => event('customer.subscription.updated', { id: '../customers/cus_1', metadata: { userId: id } }),
    ],
    ['a list for an id', (id: string) => event('customer.subscription.updated', { id: ['sub_x'], metadata: { userId: id } })],
    ['a number for an id', () => event('customer.subscription.deleted', { id: 7 })],
    ['an object for a subscription', () => event('checkout.session.completed', { id: 'cs_y', subscription: { a: 1 } })],
    ['nothing', () => event('customer.subscription.updated', {})],
    ['a kind that is longer than any', () => event('x'.repeat(100_000), { id: 'sub_x' })],
  ])('even well signed, that says %s gives nobody access, and stops nothing', async (_what, make) => {
    const mia = await aWoman();
    const response = await post(make(mia.id));
    expect(response.status).toBeLessThan(500);
    await drain();
    expect(await theHouse().app.db.query('SELECT 1 FROM subscriptions WHERE user_id = $1', [mia.id])).toEqual([]);
    expect(await as(mia).refusal('{ men(filter: {}) { edges { cursor } } }')).toBe('SUBSCRIPTION_REQUIRED');
  });

  it('that her customer is gone is asked about: she keeps what she pays', async () => {
    const lea = await aSubscribedWoman();
    const [{ id } = { id: '' }] = await theHouse().app.db.query<{ id: string }>('SELECT id FROM stripe_customers WHERE user_id = $1', [
      lea.id,
    ]);
    expect((await post(event('customer.deleted', { id }))).status).toBe(200);
    await drain();
    expect(await theHouse().app.db.query('SELECT deleted_at FROM stripe_customers WHERE id = $1', [id])).toEqual([{ deleted_at: null }]);
    expect(await as(lea).ask('{ men(filter: {}) { edges { cursor } } }')).toBeTruthy();
  });

  it('about coming back from the payment page opens nothing: only Stripe’s own answer does', async () => {
    const mia = await aWoman();
    const page = await fetch(`${theHouse().url}/abonnement/retour?session_id=cs_test_forged`, {
      headers: { accept: 'text/html', authorization: `Bearer ${mia.accessToken}` },
    });
    expect(page.status).toBeLessThan(500);
    expect(await as(mia).refusal('{ men(filter: {}) { edges { cursor } } }')).toBe('SUBSCRIPTION_REQUIRED');
  });
});
