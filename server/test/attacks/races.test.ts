import Stripe from 'stripe';
import { clock, days } from '../../src/platform/clock.js';
import { as, send, socket, type Answer } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aMan, aSubscribedWoman, aWoman, PASSWORD } from '../people.js';
import { keepStripesTime, timePasses } from '../stripe.js';
import { BLOCK, step } from '../talking.js';

/** The same thing twice at the same instant, and a thing with its opposite. Of accounts: `proof/account-races`; of messages: `chat/races`. */
useHouse();

const code = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'ok';
const times = <T>(count: number, act: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)));
const tally = (codes: string[]) => Object.fromEntries([...Map.groupBy(codes, (each) => each)].map(([each, all]) => [each, all.length]));

describe('a limit', () => {
  const COUNT = '{ menCount { kind } }';

  it('is spent once, however many come at once, by whatever way and under whatever name', async () => {
    const lea = await aWoman();
    const client = socket(lea);
    const overSocket = async (): Promise<string> => {
      const { value } = (await client.iterate({ query: COUNT }).next()) as { value: Answer<object> };
      return code(value);
    };
    const codes = await times(40, (n) => (n % 2 ? overSocket() : as(lea).send(COUNT).then(code)));
    await client.dispose();
    expect(tally(codes)).toEqual({ ok: 20, RATE_LIMITED: 20 });
  });

  it('is not widened by aliases', async () => {
    const lea = await aWoman();
    const { errors } = await as(lea).send(`{ ${Array.from({ length: 30 }, (_, n) => `c${n}: menCount { kind }`).join(' ')} }`);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['RATE_LIMITED']));
    expect(await as(lea).refusal(COUNT)).toBe('RATE_LIMITED');
  });

  it('is a person’s own on all their devices, and another’s is not touched', async () => {
    const [lea, mia] = [await aWoman(), await aWoman()];
    await times(20, () => as(lea).send(COUNT));
    expect(await as(lea).refusal(COUNT)).toBe('RATE_LIMITED');
    expect(code(await as(mia).send(COUNT))).toBe('ok');
  });
});

describe('a first step', () => {
  it('taken beside a block, by either, leaves nothing open whichever came first', async () => {
    for (const blocker of ['she', 'he', 'she', 'he']) {
      const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
      // He can only block whom he has met.
      if (blocker === 'he') await step(lea, hugo);
      const blocks = blocker === 'she' ? as(lea).send(BLOCK, { id: hugo.id }) : as(hugo).send(BLOCK, { id: lea.id });
      await Promise.allSettled([...Array.from({ length: 5 }, () => step(lea, hugo)), blocks]);
      expect(await theHouse().app.db.query(`SELECT 1 FROM conversations WHERE woman_id = $1 AND status = 'OPEN'`, [lea.id])).toEqual([]);
      expect(await as(hugo).refusal('query ($id: ID!) { woman(id: $id) { id } }', { id: lea.id })).toBe('NOT_FOUND');
    }
  });
});

describe('leaving', () => {
  const LEAVE = 'mutation ($password: String!) { deleteAccount(password: $password) { eraseAt } }';
  const KEEP = 'mutation ($input: SignInInput!) { keepAccount(input: $input) { accessToken } }';

  it('ten times at once is leaving once', async () => {
    const lea = await aWoman();
    const codes = await times(8, () => as(lea).send(LEAVE, { password: PASSWORD }).then(code));
    expect(codes.filter((each) => each === 'ok')).toHaveLength(1);
    expect(await theHouse().app.db.query('SELECT 1 FROM account_deletions WHERE user_id = $1', [lea.id])).toHaveLength(1);
  });

  it('and coming back while the account is being erased is one or the other, never half of it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const lea = await aWoman();
      await as(lea).ask(LEAVE, { password: PASSWORD });
      clock.travel(days(14));
      const { db, jobs } = theHouse().app;
      const [kept] = await Promise.all([
        send(KEEP, { input: { email: lea.email, password: PASSWORD } }),
        db.transaction((tx) => tx.enqueue('privacy.erase', { userId: lea.id })).then(() => jobs.drain()),
      ]);
      const [user] = await db.query<{ status: string; erased: boolean }>(`SELECT status, email <> $2 AS erased FROM users WHERE id = $1`, [
        lea.id,
        lea.email,
      ]);
      const profile = await db.query('SELECT 1 FROM profiles_women WHERE user_id = $1', [lea.id]);
      expect([user, profile.length]).toEqual(
        code(kept) === 'ok' ? [{ status: 'ACTIVE', erased: false }, 1] : [{ status: 'DELETED', erased: true }, 0],
      );
      clock.reset();
    }
  });
});

describe('days that are given back', () => {
  it('are given back once, by two jobs at once, and by one that is taken up again when Stripe has forgotten the first', async () => {
    keepStripesTime();
    const lea = await aSubscribedWoman();
    const { app, stripe } = theHouse();
    const lost = { userId: lea.id, from: clock.now(), to: new Date(clock.now().getTime() + days(6)), key: 'a-decision' };
    await times(3, () => app.billing.credits.giveBack(lost));
    await timePasses({ days: 2 });
    await app.billing.credits.giveBack(lost);
    const [{ id } = { id: '' }] = await app.db.query<{ id: string }>('SELECT id FROM stripe_customers WHERE user_id = $1', [lea.id]);
    const customer = (await new Stripe('sk_test_x', stripe.sdk).customers.retrieve(id)) as Stripe.Customer;
    const written = await app.db.query<{ amount: number }>(
      `SELECT (details->>'amount')::int AS amount FROM audit_log WHERE subject_id = $1 AND kind = 'membership.credited'`,
      [lea.id],
    );
    expect(written).toHaveLength(1);
    expect(customer.balance).toBe(-(written[0]?.amount ?? 0));
    expect(customer.balance).toBeLessThan(0);
  });
});
