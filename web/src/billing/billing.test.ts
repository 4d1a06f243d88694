import { checkoutOutcome } from './checkout-outcome';
import { type Plan, savingOf } from './plans';

it('believes Stripe as soon as access is there, and nothing before', () => {
  expect(checkoutOutcome({ status: 'ACTIVE', hasAccess: true }, 0)).toBe('done');
  expect(checkoutOutcome({ status: 'ACTIVE', hasAccess: true }, 99)).toBe('done');
  expect(checkoutOutcome(undefined, 0)).toBe('waiting');
  expect(checkoutOutcome({ status: 'INCOMPLETE', hasAccess: false }, 1)).toBe('waiting');
});

it('says that it takes longer, and tells a former membership from a failed payment', () => {
  expect(checkoutOutcome({ status: 'NONE', hasAccess: false }, 4)).toBe('slow');
  expect(checkoutOutcome({ status: 'CANCELED', hasAccess: false }, 4)).toBe('slow');
  expect(checkoutOutcome(undefined, 30)).toBe('slow');
  expect(checkoutOutcome({ status: 'INCOMPLETE', hasAccess: false }, 4)).toBe('failed');
});

it('promises no saving that is not there', () => {
  const plan = (interval: Plan['interval'], amountPerMonth: number, currency = 'EUR'): Plan => ({
    __typename: 'Plan',
    id: interval,
    interval,
    amount: 1,
    currency,
    amountPerMonth,
  });
  const plans = [plan('MONTH', 1990), plan('QUARTER', 1497), plan('YEAR', 1990)];
  expect(plans.map((one) => savingOf(one, plans))).toEqual([0, 24, 0]);
  expect(savingOf(plan('YEAR', 100, 'CHF'), plans)).toBe(0);
  expect(savingOf(plan('YEAR', 100), [])).toBe(0);
});
