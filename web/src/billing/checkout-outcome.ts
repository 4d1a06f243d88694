import type { Membership } from './use-membership';

export type CheckoutOutcome = 'waiting' | 'slow' | 'done' | 'failed';

const PATIENCE = 4;
const UNPAID: readonly Membership['status'][] = ['INCOMPLETE', 'INCOMPLETE_EXPIRED'];

/** What to tell her after `tries` looks at her membership. Only Stripe's own word opens or refuses. */
export function checkoutOutcome(membership: Pick<Membership, 'status' | 'hasAccess'> | undefined, tries: number): CheckoutOutcome {
  if (membership?.hasAccess) return 'done';
  if (tries < PATIENCE) return 'waiting';
  return membership && UNPAID.includes(membership.status) ? 'failed' : 'slow';
}
