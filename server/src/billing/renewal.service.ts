import type Stripe from 'stripe';
import type { Database } from '../platform/db/database.js';

/** Ends what renews by itself: nobody pays on for what they may no longer use. */
export class RenewalService {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
  ) {}

  /** At the end of what is paid. Again, it finds nothing left to do; our rows follow by Stripe's own events. */
  async stop(userId: string): Promise<void> {
    const renewing = await this.db.query<{ id: string }>(
      'SELECT id FROM subscriptions WHERE user_id = $1 AND ended_at IS NULL AND NOT cancel_at_period_end ORDER BY id',
      [userId],
    );
    for (const { id } of renewing) await this.stripe.subscriptions.update(id, { cancel_at_period_end: true });
  }
}
