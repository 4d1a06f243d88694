import { freePort } from '../../embedded/ports.js';
import { ERROR_CODES } from '../../src/platform/errors.js';
import { clock, seconds } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { as, send, sendTrusted, socket } from '../client.js';
import { drain, theHouse, useHouse } from '../harness.js';
import { inboxOf } from '../inbox.js';
import { LogLines } from '../log-lines.js';
import { aMan, aMatch, aPerson, aSubscribedWoman, aWoman, PASSWORD } from '../people.js';
import { hashOf, statementsOf } from '../statements.js';
import { stripeIsHeard } from '../stripe.js';
import { say } from '../talking.js';
import { Scrape } from './scrape.js';

const { port } = await freePort(0);
const { port: nobody } = await freePort(0);

/** With a Redis that does not answer, as an operator would see it. */
useHouse({ METRICS_PORT: String(port), REDIS_URL: `redis://127.0.0.1:${nobody}` }, { log: new LogLines() });

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const OPERATIONS = 'premierpas_operation_duration_seconds_count';

const scrape = (): Promise<Scrape> => Scrape.of(port);

let later = 0;

/** Past the time for which an answer of the database is kept, each time anew. */
function scrapeAnew(): Promise<Scrape> {
  later += seconds(11);
  clock.reset();
  clock.travel(later);
  return scrape();
}

describe('operations', () => {
  it('of ours are timed under their names, by the way they came', async () => {
    const before = await scrape();
    const lea = await aWoman();
    for (let n = 0; n < 3; n += 1) await sendTrusted(hashOf('Plans'), {}, lea);
    const client = socket(lea);
    const extensions = { persistedQuery: { version: 1, sha256Hash: hashOf('Regions') } };
    for await (const answer of client.iterate({ query: '', extensions })) expect(answer.errors).toBeUndefined();
    await client.dispose();
    const after = await scrape();
    expect(before.value(OPERATIONS, { operation: 'Plans' })).toBeUndefined();
    expect(after.value(OPERATIONS, { operation: 'Plans', transport: 'http' })).toBe(3);
    expect(after.value(OPERATIONS, { operation: 'Regions', transport: 'socket' })).toBe(1);
    expect(after.value('premierpas_operation_duration_seconds_sum', { operation: 'Plans' })).toBeGreaterThan(0);
  });

  it('of strangers share one name, whatever they call themselves', async () => {
    const stranger = newId().replaceAll('-', '');
    const others = { operation: 'other', transport: 'http' };
    const before = (await scrape()).value(OPERATIONS, others) ?? 0;
    for (const name of [`Q${stranger}`, 'Plans']) await send(`query ${name} { plans { id } }`);
    await send(`query Q${stranger} { nothing${stranger} }`);
    await send('{ plans { id } }', {}, { headers: { 'x-apollo-operation-name': stranger, 'user-agent': stranger } });
    await sendTrusted('e'.repeat(64));
    const client = socket({});
    for await (const answer of client.iterate({ query: `query S${stranger} { plans { id } }`, operationName: `S${stranger}` }))
      expect(answer.errors).toBeUndefined();
    await client.dispose();
    const after = await scrape();
    expect(after.value(OPERATIONS, others)).toBe(before + 3);
    expect(after.value(OPERATIONS, { operation: 'other', transport: 'socket' })).toBe(1);
    expect(after.labels(OPERATIONS, 'operation')).toEqual(['Plans', 'Regions', 'other']);
    expect(after.text).not.toContain(stranger);
  });
});

describe('errors', () => {
  it('are counted by their code, from the closed list', async () => {
    const before = await scrape();
    const lea = await aWoman();
    await send('{ me { id } }');
    await send('{ nothing }');
    await as(lea).send('{ men(filter: {}, first: 2) { edges { node { id } } } }');
    await fetch(`${theHouse().url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
    const client = socket({});
    for await (const answer of client.iterate({ query: '{ me { id } }' })) expect(answer.errors).toBeDefined();
    await client.dispose();
    const after = await scrape();
    const grown = (code: string) => after.value('premierpas_errors_total', { code })! - before.value('premierpas_errors_total', { code })!;
    expect({ UNAUTHENTICATED: grown('UNAUTHENTICATED'), BAD: grown('BAD_USER_INPUT'), UNPAID: grown('SUBSCRIPTION_REQUIRED') }).toEqual({
      UNAUTHENTICATED: 2,
      BAD: 2,
      UNPAID: 1,
    });
    expect(after.labels('premierpas_errors_total', 'code')).toEqual(Object.keys(ERROR_CODES).sort());
  });

  it('of the door: sign-ins refused and held back, and calls that were too many, by field', async () => {
    const lea = await aWoman();
    const caller = { headers: { 'x-forwarded-for': '10.200.0.1' } };
    const before = await scrape();
    await send(SIGN_IN, { input: { email: lea.email, password: PASSWORD } });
    for (let n = 0; n < 10; n += 1) await send(SIGN_IN, { input: { email: lea.email, password: 'un autre mot de passe' } }, caller);
    const after = await scrape();
    const outcome = (of: Scrape, what: string) => of.value('premierpas_sign_ins_total', { outcome: what }) ?? 0;
    expect(outcome(after, 'ok') - outcome(before, 'ok')).toBe(1);
    expect(outcome(after, 'refused') - outcome(before, 'refused')).toBe(5);
    expect(outcome(after, 'held') - outcome(before, 'held')).toBe(5);
    expect(after.value('premierpas_rate_limited_total', { field: 'Mutation.signIn' })).toBe(0);
    expect(after.value('premierpas_rate_limited_total', { field: 'Mutation.signUp' })).toBe(0);
  });
});

describe('chat', () => {
  it('times what is delivered live to the other, and neither replays nor the sender’s own devices', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    const count = async () => (await scrape()).value('premierpas_message_delivery_seconds_count') ?? 0;
    const before = await count();
    await say(woman, id, 'avant');
    const [his, hers] = [inboxOf(man), inboxOf(woman)];
    // Before the match her inbox heard of her membership.
    await Promise.all([his.take(2), hers.take(3)]);
    expect(await count()).toBe(before);
    await say(woman, id, 'maintenant');
    await Promise.all([his.next(), hers.next()]);
    const after = await scrape();
    expect(after.value('premierpas_message_delivery_seconds_count')).toBe(before + 1);
    expect(after.value('premierpas_message_delivery_seconds_bucket', { le: '15' })).toBe(before + 1);
    expect(after.value('premierpas_sockets')).toBe(2);
    expect(after.value('premierpas_accounts_connected')).toBe(2);
    expect(after.value('premierpas_subscriptions')).toBe(2);
    await Promise.all([his.close(), hers.close()]);
  });

  it('says that hints do not reach other processes while Redis does not answer', async () => {
    const before = await scrape();
    const { woman, conversationId: id } = await aMatch();
    await say(woman, id, 'un mot');
    const after = await scrape();
    const hints = (of: Scrape, way: string) => of.value('premierpas_hints_total', { way }) ?? 0;
    expect(hints(after, 'published') - hints(before, 'published')).toBeGreaterThanOrEqual(2);
    expect(hints(after, 'lost')).toBe(hints(after, 'published'));
    expect(hints(after, 'received')).toBe(0);
    expect(after.value('premierpas_redis_reachable')).toBe(0);
  });
});

describe('jobs', () => {
  it('are seen waiting, run, failing, and dead', async () => {
    const { app } = theHouse();
    const RESET = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
    const job = 'accounts.reset-code';
    const lea = await aPerson('WOMAN');
    await drain();
    expect((await scrapeAnew()).value('premierpas_outbox_rows')).toBe(0);
    await send(RESET, { email: lea.email });
    const waiting = await scrapeAnew();
    expect(waiting.value('premierpas_outbox_rows')).toBe(1);
    expect(waiting.value('premierpas_outbox_oldest_seconds')).toBeGreaterThanOrEqual(11);
    await app.jobs.relay();
    const handed = await scrapeAnew();
    expect([handed.value('premierpas_outbox_rows'), handed.value('premierpas_outbox_oldest_seconds')]).toEqual([0, 0]);
    expect(handed.value('premierpas_queue_jobs', { queue: job })).toBe(1);

    await app.db.query('ALTER TABLE password_resets RENAME TO nowhere');
    await drain();
    expect((await scrape()).value('premierpas_jobs_total', { queue: job, outcome: 'failed' })).toBe(1);
    await app.db.query('UPDATE pgboss.job SET retry_count = retry_limit, start_after = now() WHERE name = $1', [job]);
    await drain();
    await app.db.query('ALTER TABLE nowhere RENAME TO password_resets');
    const dead = await scrapeAnew();
    expect(dead.value('premierpas_jobs_total', { queue: job, outcome: 'dead' })).toBe(1);
    expect(dead.value('premierpas_queue_jobs', { queue: 'dead-letters' })).toBe(1);

    const before = dead.value('premierpas_jobs_total', { queue: job, outcome: 'done' }) ?? 0;
    await send(RESET, { email: (await aPerson('MAN')).email });
    await drain();
    expect((await scrape()).value('premierpas_jobs_total', { queue: job, outcome: 'done' })).toBe(before + 1);
  });
});

describe('Stripe', () => {
  it('shows an event that is not applied, and then how long it took', async () => {
    const woman = await aSubscribedWoman();
    const { app, stripe } = theHouse();
    await stripeIsHeard();
    const before = await scrapeAnew();
    expect(before.value('premierpas_stripe_oldest_event_seconds')).toBe(0);
    const [subscription] = await app.db.query<{ id: string }>('SELECT id FROM subscriptions WHERE user_id = $1', [woman.id]);
    await stripe.cancelNow(subscription!.id);
    await stripe.webhooks.settled();
    expect((await scrapeAnew()).value('premierpas_stripe_oldest_event_seconds')).toBeGreaterThanOrEqual(11);
    await stripeIsHeard();
    const after = await scrapeAnew();
    expect(after.value('premierpas_stripe_oldest_event_seconds')).toBe(0);
    const lags = (of: Scrape) => of.value('premierpas_stripe_event_lag_seconds_count') ?? 0;
    expect(lags(after)).toBeGreaterThan(lags(before));
  });
});

describe('a scrape', () => {
  it('shows the pool and the process', async () => {
    const said = await scrape();
    expect(said.value('premierpas_pool_max')).toBe(12);
    expect((said.value('premierpas_pool_busy') ?? 0) + (said.value('premierpas_pool_idle') ?? 0)).toBeGreaterThan(0);
    expect(said.value('premierpas_pool_waiting')).toBe(0);
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'process_open_fds',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(said.value(name)).toBeGreaterThan(0);
  });

  it('asks the database once in ten seconds, whoever asks', async () => {
    const asked = await statementsOf(() => Promise.all([scrapeAnew(), ...Array.from({ length: 20 }, scrape)]), /^(?!.*outbox)/s);
    expect(asked).toHaveLength(1);
    expect(await statementsOf(scrape, /^$/)).toEqual([]);
  });

  it('does not wait for a database that cannot answer, and shows no old figures', async () => {
    const { db } = theHouse().app;
    const during = await db.transaction(async (tx) => {
      await tx.query('LOCK TABLE stripe_events');
      return scrapeAnew();
    });
    expect(during.value('premierpas_database_reachable')).toBe(0);
    for (const name of ['premierpas_outbox_rows', 'premierpas_stripe_oldest_event_seconds', 'premierpas_queue_jobs'])
      expect([name, during.value(name)]).toEqual([name, undefined]);
    expect(during.value('premierpas_pool_max')).toBe(12);
    const after = await scrapeAnew();
    expect([after.value('premierpas_database_reachable'), after.value('premierpas_outbox_rows')]).toEqual([1, 0]);
  });

  it('tells nothing of anybody', async () => {
    const man = await aMan({ bio: 'Une confidence entre nous.' });
    const { woman, conversationId } = await aMatch(undefined, man);
    await say(woman, conversationId, 'Un secret bien gardé.');
    const { text } = await scrapeAnew();
    expect(text).not.toMatch(/@|confidence|secret|eyJ|\b10\.\d+\.\d+\.\d+\b|[0-9a-f]{8}-[0-9a-f]{4}-/i);
    for (const personal of [man.id, woman.id, conversationId, 'Hugo', 'Lea']) expect(text).not.toContain(personal);
  });

  it('is made on its own port only, by GET /metrics only', async () => {
    const site = await fetch(`${theHouse().url}/metrics`);
    expect(await site.text()).not.toContain('premierpas_');
    const inner = `http://127.0.0.1:${port}`;
    expect((await fetch(`${inner}/`)).status).toBe(404);
    expect((await fetch(`${inner}/metrics?name=premierpas`)).status).toBe(404);
    expect((await fetch(`${inner}/graphql`, { method: 'POST', body: '{}' })).status).toBe(404);
    expect((await fetch(`${inner}/metrics`, { method: 'POST', body: '{}' })).status).toBe(405);
    expect((await fetch(`${inner}/metrics`)).headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });
});
