import type Stripe from 'stripe';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData, Tally } from '../platform/personal-data.js';
import { unlessMissing } from './stripe-client.js';

const NOT_RENEWED = ['active', 'trialing', 'past_due', 'unpaid', 'paused'];

/** What we know of payments, and the customer at Stripe; invoices stay there, as the law wants. */
export class BillingData implements PersonalData {
  readonly tables = ['stripe_customers', 'subscriptions', 'card_hashes'];

  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
  ) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const subscriptions = await this.db.query<object>(
      `SELECT id, status, plan, amount, currency, current_period_start AS "periodStart", current_period_end AS "periodEnd",
              cancel_at_period_end AS "cancelAtPeriodEnd", ended_at AS "endedAt", created_at AS "createdAt"
       FROM subscriptions WHERE user_id = $1 ORDER BY created_at`,
      [userId],
    );
    const cards = await this.db.query<object>('SELECT seen_at AS "recognisedSince" FROM card_hashes WHERE user_id = $1 ORDER BY seen_at', [
      userId,
    ]);
    return { subscriptions, stripeCustomers: await this.customersOf(userId), cards };
  }

  /** The job of leaving: what is paid stays hers until its end, nothing more is taken. */
  async stopRenewal({ userId }: { userId: string }): Promise<void> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT s.id FROM subscriptions s JOIN users u ON u.id = s.user_id
       WHERE s.user_id = $1 AND u.status = 'LEAVING' AND s.status = ANY ($2) AND NOT s.cancel_at_period_end`,
      [userId, NOT_RENEWED],
    );
    for (const { id } of rows) await unlessMissing(this.stripe.subscriptions.update(id, { cancel_at_period_end: true }));
  }

  async tally(userId: string): Promise<Pick<Tally, 'paid'>> {
    return { paid: (await this.customersOf(userId)).length > 0 };
  }

  /** With a customer Stripe ends the subscriptions, and forgets the cards. */
  async eraseElsewhere(userId: string): Promise<void> {
    for (const id of await this.customersOf(userId)) await unlessMissing(this.stripe.customers.del(id));
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM card_hashes WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM subscriptions WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM stripe_customers WHERE user_id = $1', [userId]);
  }

  private async customersOf(userId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>('SELECT id FROM stripe_customers WHERE user_id = $1 ORDER BY created_at', [userId]);
    return rows.map(({ id }) => id);
  }
}
