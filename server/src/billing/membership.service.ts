import { clock, days } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { givesAccess, GRACE_DAYS, hasAccess } from './access.js';
import { MembershipStatusEnum, type Membership, type MembershipStatus } from './billing.types.js';
import { planAt } from './plan.service.js';
import type { SubscriptionRow } from './subscription.entity.js';

type Paid = Pick<
  SubscriptionRow,
  'status' | 'customerId' | 'plan' | 'amount' | 'currency' | 'periodStart' | 'periodEnd' | 'cancelAtPeriodEnd' | 'cancelAt'
> & {
  hasAccess: boolean;
};

const NONE: Membership = { status: 'NONE', hasAccess: false, plan: null, accessUntil: null, renews: false };
const RENEWING = new Set(['active', 'trialing', 'past_due']);

/** What we know of a membership, from our own table: Stripe is never asked here. */
export class MembershipService {
  constructor(private readonly db: Database) {}

  async hasAccess(userId: string): Promise<boolean> {
    const [row] = await this.db.prepared<{ access: boolean }>('has-access', `SELECT ${hasAccess('$1::uuid', '$2')} AS access`, [
      userId,
      clock.now(),
    ]);
    return row?.access ?? false;
  }

  async of(userId: string): Promise<Membership> {
    const best = await this.best(userId);
    return best ? membershipOf(best) : NONE;
  }

  /** The Stripe customer who pays, or ever paid, for her. */
  async payerOf(userId: string): Promise<string | undefined> {
    return (await this.best(userId))?.customerId;
  }

  /** Of several subscriptions, the one that gives access, and of those the safest and longest. */
  private best(userId: string): Promise<Paid | undefined> {
    return this.db.one<Paid>(
      `SELECT s.status, s.customer_id AS "customerId", s.plan, s.amount, s.currency, s.current_period_start AS "periodStart",
              s.current_period_end AS "periodEnd", s.cancel_at_period_end AS "cancelAtPeriodEnd", s.cancel_at AS "cancelAt",
              ${givesAccess('s', '$2')} AS "hasAccess"
       FROM subscriptions s WHERE s.user_id = $1
       ORDER BY ${givesAccess('s', '$2')} DESC, s.status = 'past_due', s.ended_at IS NOT NULL, s.current_period_end DESC, s.id
       LIMIT 1`,
      [userId, clock.now()],
    );
  }
}

function membershipOf(paid: Paid): Membership {
  return {
    status: statusOf(paid.status),
    hasAccess: paid.hasAccess,
    plan: paid.plan && planAt(paid.plan, paid.amount, paid.currency),
    accessUntil: paid.hasAccess ? accessUntil(paid) : null,
    renews: renews(paid),
  };
}

function accessUntil({ status, periodStart, periodEnd, cancelAt }: Paid): Date {
  const paidUntil = status === 'past_due' ? new Date(periodStart.getTime() + days(GRACE_DAYS)) : periodEnd;
  return cancelAt && cancelAt < paidUntil ? cancelAt : paidUntil;
}

/** A date of cancellation beyond the period lets it be renewed once more. */
function renews({ status, cancelAtPeriodEnd, cancelAt, periodEnd }: Paid): boolean {
  return RENEWING.has(status) && !cancelAtPeriodEnd && (cancelAt === null || cancelAt > periodEnd);
}

/** A word that Stripe may add one day is no status of ours, and gives no access. */
function statusOf(status: string): MembershipStatus {
  const name = status.toUpperCase();
  return Object.hasOwn(MembershipStatusEnum, name) ? (name as MembershipStatus) : 'NONE';
}
