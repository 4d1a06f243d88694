import { request } from 'node:http';
import { checkoutParams, startBench, type Bench } from './test-bench.js';
import { idOf } from './state.js';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const sessionFor = (more: object = {}) =>
  bench.stripe.checkout.sessions.create(checkoutParams({ customer_email: 'lea@exemple.fr', locale: 'fr', ...more }));

const submit = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(fields), headers: { origin: bench.sim.url, ...headers } });

const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123', name: 'Léa' });

describe('payment page', () => {
  it('says what is bought, in the language of the session, and that no money is real', async () => {
    const french = await (await fetch((await sessionFor()).url ?? '')).text();
    expect(french).toContain('Simulateur de paiement, aucun argent réel');
    expect(french).toMatch(/24,90\s€/u);
    expect(french).toContain('lang="fr"');
    const english = await (await fetch((await sessionFor({ locale: 'en' })).url ?? '')).text();
    expect(english).toContain('Payment simulator, no real money');
    expect(english).toContain('€24.90');
  });

  it('pays once however often the button is pressed', async () => {
    const session = await sessionFor();
    const answers = await Promise.all(Array.from({ length: 5 }, () => submit(session.url ?? '', card('4242 4242 4242 4242'))));
    const target = `http://localhost:3000/retour?session=${session.id}`;
    expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual(answers.map(() => [303, target]));
    const { customer } = await bench.stripe.checkout.sessions.retrieve(session.id);
    expect((await bench.stripe.subscriptions.list({ customer: idOf(customer), status: 'all' })).data).toHaveLength(1);
    expect(await (await fetch(`${bench.sim.url}/c/pay/${session.id}`)).text()).toContain('C’est payé');
  });

  it('gives Stripe’s reason for a refusal, and keeps what was typed', async () => {
    const session = await sessionFor();
    const answer = await submit(session.url ?? '', card('4000 0000 0000 0002'));
    const page = await answer.text();
    expect(answer.status).toBe(402);
    expect(page).toContain('Votre carte a été refusée.');
    expect(page).toContain('value="4000 0000 0000 0002"');
    expect(page).toContain('value="Léa"');
  });

  it('asks the bank’s question between the card and the return', async () => {
    const session = await sessionFor();
    const asked = await submit(session.url ?? '', card('4000 0027 6000 3184'));
    expect(asked.headers.get('location')).toBe(`/c/pay/${session.id}/confirm`);
    expect(await (await fetch(`${session.url}/confirm`)).text()).toContain('Votre banque demande une confirmation');
    const confirmed = await submit(`${session.url}/confirm`, { answer: 'yes' });
    expect(confirmed.headers.get('location')).toBe(`http://localhost:3000/retour?session=${session.id}`);
  });

  it('takes nothing on an expired page', async () => {
    const session = await sessionFor();
    await bench.stripe.checkout.sessions.expire(session.id);
    const answer = await submit(session.url ?? '', card('4242424242424242'));
    expect([answer.status, (await bench.stripe.checkout.sessions.retrieve(session.id)).status]).toEqual([410, 'expired']);
    expect(await answer.text()).toContain('Cette page a expiré');
  });

  it('requires the terms when the session does', async () => {
    const session = await sessionFor({ consent_collection: { terms_of_service: 'required' } });
    expect((await submit(session.url ?? '', card('4242424242424242'))).status).toBe(402);
    expect((await submit(session.url ?? '', { ...card('4242424242424242'), terms: 'on' })).status).toBe(303);
    expect((await bench.stripe.checkout.sessions.retrieve(session.id)).consent?.terms_of_service).toBe('accepted');
  });
});

it.each([
  ['style.css', 'text/css; charset=utf-8'],
  ['fraunces.woff2', 'font/woff2'],
  ['instrument-sans.woff2', 'font/woff2'],
])('serves its own %s', async (name, type) => {
  const answer = await fetch(`${bench.sim.url}/_assets/${name}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
});

describe('safety', () => {
  const hostile = `"><script>alert(1)</script>`;

  it('escapes what people and programs wrote', async () => {
    const session = await sessionFor({ customer_email: undefined, custom_text: { submit: { message: hostile } } });
    const page = await (await submit(session.url ?? '', { ...card(hostile), name: hostile, email: hostile })).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script');
    const panel = await (await fetch(`${bench.sim.url}/?q=${encodeURIComponent(hostile)}`)).text();
    expect(panel).not.toContain('<script');
  });

  it('forbids scripts and framing, and lets a form lead only where the session says', async () => {
    const answer = await fetch((await sessionFor()).url ?? '');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/form-action 'self' http:\/\/localhost:3000$/);
  });

  it.each(['/_panel', '/_sim/advance', '/c/pay/x', '/p/session/x/cancel'])('refuses a form of another site at %s', async (path) => {
    const answer = await submit(`${bench.sim.url}${path}`, { act: 'advance year' }, { origin: 'https://ailleurs.example' });
    expect(answer.status).toBe(403);
    expect((await submit(`${bench.sim.url}${path}`, {}, { origin: 'null' })).status).toBe(403);
  });

  it('answers only to its own names', async () => {
    const status = await new Promise((resolve, reject) => {
      const sent = request(bench.sim.url, { headers: { host: 'ailleurs.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(421);
  });

  it('refuses a body that is too large', async () => {
    const answer = await fetch(`${bench.sim.url}/v1/customers`, { method: 'POST', body: 'x'.repeat(1_100_000) });
    expect(answer.status).toBe(413);
  });
});

describe('portal', () => {
  it('stops at the end of the period and takes it back, each on her own subscription only', async () => {
    const { id, customer } = await bench.subscribe();
    const { url } = await bench.stripe.billingPortal.sessions.create({
      customer: idOf(customer),
      return_url: 'http://localhost:3000/compte',
      locale: 'fr',
    });
    const home = await (await fetch(url)).text();
    expect(home).toContain('Prochain renouvellement');
    expect(home).toContain('href="http://localhost:3000/compte"');
    await submit(`${url}/cancel`, {});
    expect((await bench.stripe.subscriptions.retrieve(id)).cancel_at_period_end).toBe(true);
    expect(await (await fetch(url)).text()).toContain('D’ici là, rien ne change pour vous.');
    await submit(`${url}/resume`, {});
    expect((await bench.stripe.subscriptions.retrieve(id)).cancel_at_period_end).toBe(false);
  });

  it('lets her change a declined card and pay what is late', async () => {
    const { id, customer } = await bench.subscribe({ card: '4000000000000341' });
    await bench.sim.advance({ months: 1, hours: 3 });
    const { status, latest_invoice: invoice } = await bench.stripe.subscriptions.retrieve(id);
    expect(status).toBe('past_due');
    const { url } = await bench.stripe.billingPortal.sessions.create({ customer: idOf(customer), locale: 'fr' });
    expect((await submit(`${url}/card`, card('4000000000000002'))).status).toBe(402);
    await submit(`${url}/card`, card('4242424242424242'));
    await submit(`${url}/pay`, { invoice: idOf(invoice) });
    expect((await bench.stripe.subscriptions.retrieve(id)).status).toBe('active');
    const other = await bench.subscribe();
    const hers = await bench.stripe.billingPortal.sessions.create({ customer: idOf(other.customer) });
    await submit(`${hers.url}/pay`, { invoice: idOf(invoice) });
    expect((await bench.stripe.invoices.retrieve(idOf(invoice))).attempt_count).toBe(2);
  });

  it('is gone after an hour, and for a wrong address', async () => {
    const { customer } = await bench.subscribe();
    const { url } = await bench.stripe.billingPortal.sessions.create({ customer: idOf(customer) });
    expect((await fetch(`${url}x`)).status).toBe(410);
    await bench.sim.advance({ hours: 2 });
    expect((await fetch(url)).status).toBe(410);
  });

  it('goes straight to the end of a subscription, and back to the site', async () => {
    const { id, customer } = await bench.subscribe();
    const { url } = await bench.stripe.billingPortal.sessions.create({
      customer: idOf(customer),
      locale: 'fr',
      flow_data: {
        type: 'subscription_cancel',
        subscription_cancel: { subscription: id },
        after_completion: { type: 'redirect', redirect: { return_url: 'http://localhost:3000/adieu' } },
      },
    });
    expect(await (await fetch(url)).text()).toContain('Arrêter votre abonnement');
    expect((await submit(`${url}/cancel`, {})).headers.get('location')).toBe('http://localhost:3000/adieu');
  });
});

describe('control panel', () => {
  it('moves the clock, ends a subscription, and sends an event again', async () => {
    const { id } = await bench.subscribe();
    const before = bench.sim.now().getTime();
    const answer = await submit(`${bench.sim.url}/_panel`, { act: 'advance week', lang: 'fr', q: '' });
    expect([answer.status, bench.sim.now().getTime() - before >= 7 * 86_400_000]).toEqual([303, true]);
    await submit(`${bench.sim.url}/_panel`, { act: `cancelNow ${id}` });
    expect((await bench.stripe.subscriptions.retrieve(id)).status).toBe('canceled');
    await bench.sim.webhooks.settled();
    const last = bench.received.at(-1);
    await submit(`${bench.sim.url}/_panel`, { act: `resend ${last?.id}` });
    expect(bench.received.at(-1)?.id).toBe(last?.id);
    expect(bench.received.at(-2)?.id).toBe(last?.id);
    const panel = await (await fetch(`${bench.sim.url}/?lang=en`)).text();
    expect(panel).toContain('customer.subscription.deleted');
    expect(panel).toContain('Ended');
  });

  it('says why an act was not possible', async () => {
    const answer = await submit(`${bench.sim.url}/_panel`, { act: 'pause sub_nope', lang: 'en' });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('No such subscription')]);
  });
});

it('offers the same to another process as JSON', async () => {
  const call = (name: string, body: object) =>
    fetch(`${bench.sim.url}/_sim/${name}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const session = await sessionFor();
  expect(await (await call('completeCheckout', { session: session.id, card: '4242424242424242' })).json()).toEqual({ kind: 'complete' });
  const { subscription } = await bench.stripe.checkout.sessions.retrieve(session.id);
  await call('failNextPayment', { id: subscription });
  await call('advance', { months: 1, hours: 2 });
  expect((await bench.stripe.subscriptions.retrieve(idOf(subscription))).status).toBe('past_due');
  expect((await call('advance', { fortnights: 1 })).status).toBe(400);
  expect((await call('cancelNow', { id: 'sub_nope' })).status).toBe(404);
  expect((await call('nothing', {})).status).toBe(404);
});
