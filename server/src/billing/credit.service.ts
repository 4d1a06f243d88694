import type Stripe from 'stripe';
import { record } from '../audit/index.js';
import type { Database } from '../platform/db/database.js';
import type { StripeTurns } from './stripe-turns.js';

export interface Lost {
  userId: string;
  from: Date;
  to: Date;
  /** Names the loss: it is given back once. */
  key: string;
}

interface Paid {
  customerId: string;
  amount: number;
  currency: string;
  periodStart: Date;
  periodEnd: Date;
  createdAt: Date;
  endedAt: Date | null;
}

/** Days that somebody paid for and could not use, given back on her balance at Stripe: her next invoice is that much smaller. */
export class CreditService {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
    private readonly turns: StripeTurns,
  ) {}

  /**
   * At the price of each subscription she had meanwhile. What was given back is written down: Stripe answers a repeated key with what it
   * did the first time, but forgets keys after a day, and a job may be taken up again later than that.
   */
  async giveBack({ userId, from, to, key }: Lost): Promise<void> {
    const paid = await this.db.query<Paid & { id: string }>(
      `SELECT id, customer_id AS "customerId", amount, currency, current_period_start AS "periodStart", current_period_end AS "periodEnd",
              created_at AS "createdAt", ended_at AS "endedAt"
       FROM subscriptions WHERE user_id = $1 AND created_at < $3 AND (ended_at IS NULL OR ended_at > $2) ORDER BY id`,
      [userId, from, to],
    );
    for (const { id, ...subscription } of paid) {
      const amount = worthOf(subscription, from, to);
      if (amount === 0) continue;
      const { currency, customerId } = subscription;
      await this.turns.take(`give-back:${key}:${id}`, async (tx) => {
        const known = await tx.query(`SELECT 1 FROM audit_log WHERE subject_id = $1 AND kind = 'membership.credited' AND details @> $2`, [
          userId,
          { decisionId: key, subscription: id },
        ]);
        if (known.length > 0) return;
        await this.stripe.customers.createBalanceTransaction(
          customerId,
          { amount: -amount, currency, description: 'Days without access, given back', metadata: { decision: key } },
          { idempotencyKey: `give-back:${key}:${id}` },
        );
        await record(tx, null, userId, { kind: 'membership.credited', details: { amount, currency, decisionId: key, subscription: id } });
      });
    }
  }
}

/** The part of the price that falls on the days lost, in cents. */
function worthOf(
  { amount, periodStart, periodEnd, createdAt, endedAt }: Omit<Paid, 'customerId' | 'currency'>,
  from: Date,
  to: Date,
): number {
  const begin = Math.max(from.getTime(), createdAt.getTime());
  const end = Math.min(to.getTime(), endedAt?.getTime() ?? Infinity);
  const period = periodEnd.getTime() - periodStart.getTime();
  return period > 0 ? Math.max(0, Math.round((amount * (end - begin)) / period)) : 0;
}
