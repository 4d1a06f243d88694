import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPerson, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { keepStripesTime, stripeIsHeard, timePasses } from '../../test/stripe.js';
import { clock, days, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { TELL_LAPSES_JOB, type Membership } from './index.js';

useHouse({}, { afterRetries: 'unpaid' });
beforeEach(keepStripesTime);

const MEMBERSHIP = '{ me { membership { status hasAccess renews accessUntil plan { id amount currency amountPerMonth } } } }';
const CHECKOUT = 'mutation ($planId: ID!) { createCheckoutSession(planId: $planId) { url } }';

type Shown = Omit<Membership, 'accessUntil'> & { accessUntil: string | null };

/** What she reads now, signed in as she would be. */
async function membershipOf(person: Person): Promise<Shown> {
  const { me } = await as(await signedInAgain(person)).ask<{ me: { membership: Shown } }>(MEMBERSHIP);
  return me.membership;
}

async function buys(person: Person, planId = 'MONTH', card?: string): Promise<void> {
  const { createCheckoutSession } = await as(await signedInAgain(person)).ask<{ createCheckoutSession: { url: string } }>(CHECKOUT, {
    planId,
  });
  await theHouse().stripe.completeCheckout(sessionIn(createCheckoutSession.url), { card });
  await stripeIsHeard();
}

const sessionIn = (url: string): string => /cs_[A-Za-z0-9_]+/.exec(url)?.[0] ?? 'no session';

async function subscriptionOf(person: Person): Promise<string> {
  const row = await theHouse().app.db.one<{ id: string }>('SELECT id FROM subscriptions WHERE user_id = $1', [person.id]);
  return row?.id ?? 'no subscription';
}

async function tellLapses(): Promise<void> {
  await theHouse().app.db.transaction((tx) => tx.enqueue(TELL_LAPSES_JOB, {}));
  await drain();
}

/** What the guard says of a man who does not exist: nothing before access, that there is no such man after. */
const triesToSeeAMan = (person: Person): Promise<string> => as(person).refusal('query ($id: ID!) { man(id: $id) { id } }', { id: newId() });

const toldTimes = async (person: Person): Promise<number> =>
  (await theHouse().app.db.query(`SELECT 1 FROM audit_log WHERE kind = 'membership.changed' AND subject_id = $1`, [person.id])).length;

describe('access', () => {
  it('Stripe locks and unlocks access', async () => {
    const lea = await aPerson('WOMAN');
    const { stripe, app } = theHouse();
    expect(await membershipOf(lea)).toEqual({ status: 'NONE', hasAccess: false, renews: false, accessUntil: null, plan: null });

    expect(await triesToSeeAMan(lea)).toBe('SUBSCRIPTION_REQUIRED');

    await buys(lea);
    expect(await triesToSeeAMan(lea)).toBe('NOT_FOUND');
    const paid = await membershipOf(lea);
    expect(paid).toMatchObject({
      status: 'ACTIVE',
      hasAccess: true,
      renews: true,
      plan: { id: 'MONTH', amount: 2490, currency: 'EUR', amountPerMonth: 2490 },
    });
    expect(await app.hasAccess(lea.id)).toBe(true);

    await timePasses({ days: 32 });
    await stripeIsHeard();
    const renewed = await membershipOf(lea);
    expect(renewed).toMatchObject({ status: 'ACTIVE', hasAccess: true });
    expect(Date.parse(renewed.accessUntil ?? '')).toBeGreaterThan(Date.parse(paid.accessUntil ?? ''));

    const back = await signedInAgain(lea);
    expect(await triesToSeeAMan(back)).toBe('NOT_FOUND');
    await stripe.cancelNow(await subscriptionOf(lea));
    await stripeIsHeard();
    expect(await triesToSeeAMan(back)).toBe('SUBSCRIPTION_REQUIRED');
    expect(await membershipOf(lea)).toMatchObject({ status: 'CANCELED', hasAccess: false, renews: false, accessUntil: null });
    expect(await app.hasAccess(lea.id)).toBe(false);

    await buys(lea, 'YEAR');
    expect(await membershipOf(lea)).toMatchObject({
      status: 'ACTIVE',
      hasAccess: true,
      plan: { id: 'YEAR', amount: 17_880, amountPerMonth: 1490 },
    });
  });

  it('gives seven days of grace after a failed renewal, and no more, whatever Stripe says meanwhile', async () => {
    const lea = await aPerson('WOMAN');
    await buys(lea, 'MONTH', '4000000000000341');
    const { app } = theHouse();
    await timePasses({ days: 31, hours: 2 });
    await stripeIsHeard();
    const late = await membershipOf(lea);
    expect(late).toMatchObject({ status: 'PAST_DUE', hasAccess: true, renews: true });

    const end = new Date(late.accessUntil ?? '');
    clock.travel(end.getTime() - clock.now().getTime() - seconds(1));
    expect(await app.hasAccess(lea.id)).toBe(true);
    const told = await toldTimes(lea);
    await tellLapses();
    expect(await toldTimes(lea)).toBe(told);

    clock.travel(seconds(1));
    expect(await app.hasAccess(lea.id)).toBe(false);
    expect(await membershipOf(lea)).toMatchObject({ status: 'PAST_DUE', hasAccess: false, accessUntil: null });
    await tellLapses();
    await tellLapses();
    expect(await toldTimes(lea)).toBe(told + 1);
  });

  it('ends when every retry of a payment failed, and comes back when it is paid', async () => {
    const lea = await aPerson('WOMAN');
    await buys(lea, 'MONTH', '4000000000000341');
    const { stripe, app } = theHouse();
    const subscription = await subscriptionOf(lea);
    await timePasses({ days: 31, hours: 2 });
    await timePasses({ days: 8 });
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'UNPAID', hasAccess: false });

    const { customer } = (await app.db.one<{ customer: string }>('SELECT customer_id AS customer FROM subscriptions WHERE id = $1', [
      subscription,
    ])) ?? { customer: '' };
    await stripe.changeCard(customer, '4242424242424242');
    await stripe.payInvoice(await latestInvoiceOf(subscription));
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', hasAccess: true });
  });

  it('lasts until the end of the period that was paid when she cancels, and she may change her mind', async () => {
    const lea = await aPerson('WOMAN');
    await buys(lea);
    const { stripe } = theHouse();
    const subscription = await subscriptionOf(lea);
    const { accessUntil } = await membershipOf(lea);
    await stripe.cancelAtPeriodEnd(subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', hasAccess: true, renews: false, accessUntil });

    await stripe.keepRenewing(subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', renews: true });

    await stripe.cancelAtPeriodEnd(subscription);
    await timePasses(days(32));
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'CANCELED', hasAccess: false });
  });

  it('follows a pause and its end', async () => {
    const lea = await aPerson('WOMAN');
    await buys(lea);
    const subscription = await subscriptionOf(lea);
    await theHouse().stripe.pause(subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'PAUSED', hasAccess: false, renews: false });
    await theHouse().stripe.resume(subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', hasAccess: true });
  });

  it('does not end with a refund alone: the subscription decides', async () => {
    const lea = await aPerson('WOMAN');
    await buys(lea);
    const subscription = await subscriptionOf(lea);
    await theHouse().stripe.refundLast(subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', hasAccess: true });
    await theHouse().stripe.cancelNow(subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'CANCELED', hasAccess: false });
  });

  it('is not given by a card that was refused', async () => {
    const lea = await aPerson('WOMAN');
    await buys(lea, 'MONTH', '4000000000000002');
    expect((await membershipOf(lea)).hasAccess).toBe(false);
  });

  it('comes from the best of several subscriptions', async () => {
    const lea = await aSubscribedWoman();
    const { app, stripe } = theHouse();
    const second = await stripe.seedSubscription({
      customerEmail: `autre-${lea.email}`,
      metadata: { userId: lea.id },
      price: 'price_sim_yearly',
      since: stripe.now(),
    });
    await app.billing.subscriptions.sync(second.subscription);
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', plan: { id: 'YEAR' } });
    await stripe.cancelNow(second.subscription);
    await stripeIsHeard();
    expect(await membershipOf(lea)).toMatchObject({ status: 'ACTIVE', hasAccess: true, plan: { id: 'MONTH' } });
  });

  it('is nothing a man has or needs', async () => {
    expect(await membershipOf(await aPerson('MAN'))).toMatchObject({ status: 'NONE', hasAccess: false });
  });
});

async function latestInvoiceOf(subscription: string): Promise<string> {
  const response = await fetch(`${theHouse().stripe.url}/v1/subscriptions/${subscription}`, {
    headers: { authorization: 'Bearer sk_test_simulator' },
  });
  return ((await response.json()) as { latest_invoice: string }).latest_invoice;
}
