import { as, ask, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { decide, report } from '../../test/judging.js';
import { aMatch, aModerator, aPerson, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { keepStripesTime, stripeIsHeard, timePasses } from '../../test/stripe.js';
import { createApp } from '../app.js';
import { testLogger } from '../../test/log/logger.js';
import { stripeClient } from './stripe-client.js';

useHouse();
beforeEach(keepStripesTime);

const CHECKOUT = 'mutation ($planId: ID!) { createCheckoutSession(planId: $planId) { url } }';
const PORTAL = 'mutation { createBillingPortalSession { url } }';

async function checkout(person: Person, planId = 'MONTH'): Promise<string> {
  const { createCheckoutSession } = await as(person).ask<{ createCheckoutSession: { url: string } }>(CHECKOUT, { planId });
  return createCheckoutSession.url;
}

const sessionIn = (url: string): string => /cs_[A-Za-z0-9_]+/.exec(url)?.[0] ?? 'no session';

const stripe = () => stripeClient(theHouse().app.config.stripe);

async function customersOf(person: Person): Promise<string[]> {
  const { data } = await stripe().customers.list({ email: person.email });
  return data.map(({ id }) => id);
}

async function openPagesOf(person: Person): Promise<string[]> {
  const [customer] = await customersOf(person);
  const { data } = await stripe().checkout.sessions.list({ customer, status: 'open' });
  return data.map(({ url }) => url ?? '');
}

const times = <T>(n: number, act: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: n }, act));

describe('plans', () => {
  it('shows anyone the prices that Stripe asks', async () => {
    const { plans } = await ask('{ plans { id interval amount currency amountPerMonth } }');
    expect(plans).toEqual([
      { id: 'MONTH', interval: 'MONTH', amount: 2490, currency: 'EUR', amountPerMonth: 2490 },
      { id: 'QUARTER', interval: 'QUARTER', amount: 5970, currency: 'EUR', amountPerMonth: 1990 },
      { id: 'YEAR', interval: 'YEAR', amount: 17_880, currency: 'EUR', amountPerMonth: 1490 },
    ]);
  });

  it('never shows a price that is not what its name says', async () => {
    const { config } = theHouse().app;
    const wrong = await createApp(
      {
        ...config,
        stripe: { ...config.stripe, prices: { ...config.stripe.prices, MONTH: 'price_sim_yearly' } },
        http: { ...config.http, port: 0 },
      },
      testLogger('silent'),
    );
    try {
      const url = await wrong.listen();
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ plans { id } }"}',
      });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
    } finally {
      await wrong.stop();
    }
  });
});

describe('the payment page', () => {
  it('is Stripe’s own, in her language, and knows her by her account', async () => {
    const lea = await aPerson('WOMAN', { locale: 'EN' });
    const session = await stripe().checkout.sessions.retrieve(sessionIn(await checkout(lea, 'QUARTER')));
    const { url } = theHouse();
    expect(session).toMatchObject({
      status: 'open',
      mode: 'subscription',
      ui_mode: 'hosted_page',
      locale: 'en',
      client_reference_id: lea.id,
      metadata: { userId: lea.id, planId: 'QUARTER' },
      success_url: `${url}/abonnement/retour?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${url}/abonnement?annule=1`,
    });
    expect(session.customer).toBe((await customersOf(lea))[0]);
  });

  it('is one for ten calls at once, of one customer', async () => {
    const lea = await aPerson('WOMAN');
    const urls = await times(10, () => checkout(lea));
    expect(new Set(urls).size).toBe(1);
    expect(await customersOf(lea)).toHaveLength(1);
    expect(await openPagesOf(lea)).toEqual([urls[0]]);
  });

  it('closes when she asks for another plan, however quickly', async () => {
    const lea = await aPerson('WOMAN');
    const monthly = await checkout(lea, 'MONTH');
    const yearly = await checkout(lea, 'YEAR');
    expect(yearly).not.toBe(monthly);
    expect(await openPagesOf(lea)).toEqual([yearly]);
    expect(await theHouse().stripe.completeCheckout(sessionIn(monthly))).toEqual({ kind: 'closed' });

    await Promise.all(['MONTH', 'QUARTER', 'YEAR', 'MONTH'].map((plan) => checkout(lea, plan)));
    expect(await openPagesOf(lea)).toHaveLength(1);
  });

  it('is made anew when little time is left on it', async () => {
    const lea = await aPerson('WOMAN');
    const early = await checkout(lea);
    await timePasses({ hours: 23 });
    const late = await checkout(await signedInAgain(lea));
    expect(late).not.toBe(early);
    expect(await openPagesOf(lea)).toEqual([late]);
  });

  it('is refused to a member', async () => {
    const lea = await aSubscribedWoman();
    const { errors } = await as(lea).send(CHECKOUT, { planId: 'YEAR' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_MEMBER' });
    expect(await openPagesOf(lea)).toEqual([]);
  });

  it('is refused to her who just paid, before any webhook has told, and what she paid is applied', async () => {
    const lea = await aPerson('WOMAN');
    const { stripe: simulator, app } = theHouse();
    simulator.webhooks.pause();
    try {
      await simulator.completeCheckout(sessionIn(await checkout(lea)));
      expect(await as(lea).refusal(CHECKOUT, { planId: 'MONTH' })).toBe('CONFLICT');
      await drain();
      expect(await app.hasAccess(lea.id)).toBe(true);
    } finally {
      simulator.webhooks.drop();
      simulator.webhooks.resume();
    }
  });

  it('is refused while a failed payment may still be taken: the portal is the place', async () => {
    const lea = await aPerson('WOMAN');
    const { stripe: simulator, app } = theHouse();
    await simulator.completeCheckout(sessionIn(await checkout(lea)), { card: '4000000000000341' });
    await timePasses({ days: 31, hours: 2 });
    await stripeIsHeard();
    await timePasses({ hours: 1 });
    await app.db.query(`UPDATE subscriptions SET current_period_start = current_period_start - interval '8 days' WHERE user_id = $1`, [
      lea.id,
    ]);
    const { errors } = await as(await signedInAgain(lea)).send(CHECKOUT, { planId: 'MONTH' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'PAYMENT_DUE' });
  });

  it('needs a plan that exists', async () => {
    const lea = await aPerson('WOMAN');
    for (const planId of ['', 'WEEK', 'price_sim_monthly', '__proto__', '\u0000']) {
      const { errors } = await as(lea).send(CHECKOUT, { planId });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { planId: expect.any(String) as string } });
    }
    expect(await customersOf(lea)).toEqual([]);
  });

  it('is made for a customer again after somebody deleted her former one at Stripe', async () => {
    const lea = await aPerson('WOMAN');
    await checkout(lea);
    const [former] = await customersOf(lea);
    await stripe().customers.del(former ?? '');
    await stripeIsHeard();
    await checkout(lea);
    const [present] = await customersOf(lea);
    expect(present).toMatch(/^cus_/);
    expect(present).not.toBe(former);
  });

  it.each(['MAN', 'MODERATOR', 'ADMIN'] as const)('is for women: %s is refused', async (role) => {
    const person = await aPerson(role);
    expect(await as(person).refusal(CHECKOUT, { planId: 'MONTH' })).toBe('FORBIDDEN');
    expect(await as(person).refusal(PORTAL)).toBe('FORBIDDEN');
  });

  it('is not for strangers', async () => {
    const { errors } = await send(CHECKOUT, { planId: 'MONTH' });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the billing portal', () => {
  it('opens for a member and leads back to her account', async () => {
    const lea = await aSubscribedWoman();
    const { createBillingPortalSession } = await as(lea).ask<{ createBillingPortalSession: { url: string } }>(PORTAL);
    const page = await (await fetch(createBillingPortalSession.url)).text();
    expect(page).toContain(`href="${theHouse().url}/compte"`);
  });

  it('stays open to a member who is suspended: nobody pays on for what they may not use', async () => {
    const { woman, man } = await aMatch(await aSubscribedWoman());
    await decide(await aModerator(), await report(man, { userId: woman.id }), 'SUSPEND_30_DAYS');
    const again = await signedInAgain(woman);
    expect(await as(again).refusal(CHECKOUT, { planId: 'MONTH' })).toBe('ACCOUNT_SUSPENDED');
    expect((await as(again).send(PORTAL)).errors).toBeUndefined();
  });

  it('does not exist before the first checkout', async () => {
    expect(await as(await aPerson('WOMAN')).refusal(PORTAL)).toBe('NOT_FOUND');
  });
});
