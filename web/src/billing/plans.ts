import type { PlansQuery } from '../graphql/generated/graphql';

export type Plan = PlansQuery['plans'][number];

/** How much less than paying by the month, in whole percent; 0 when there is nothing to compare or to win. */
export function savingOf(plan: Plan, plans: readonly Plan[]): number {
  const monthly = plans.find(({ interval, currency }) => interval === 'MONTH' && currency === plan.currency);
  if (!monthly || monthly.amountPerMonth === 0) return 0;
  return Math.max(0, Math.floor((1 - plan.amountPerMonth / monthly.amountPerMonth) * 100));
}
