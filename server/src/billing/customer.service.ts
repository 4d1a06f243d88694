import type Stripe from 'stripe';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { Viewer } from '../platform/graphql/context.js';
import { isId } from '../platform/ids.js';
import { sha256 } from '../platform/crypto.js';
import { isMissing, unlessMissing } from './stripe-client.js';
import type { StripeTurns } from './stripe-turns.js';

export const FOLLOW_ADDRESS_JOB = 'billing.follow-address';

/** Who is who at Stripe: one customer per woman. */
export class CustomerService {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
    private readonly turns: StripeTurns,
  ) {}

  async find(userId: string): Promise<string | undefined> {
    const row = await this.db.one<{ id: string }>('SELECT id FROM stripe_customers WHERE user_id = $1 AND deleted_at IS NULL', [userId]);
    return row?.id;
  }

  /**
   * Her customer, made at the first need. Two calls at once, or a crash before our row is written, give the same one: Stripe
   * answers a repeated idempotency key with what it made the first time. Only customers that were deleted, and what she says of
   * herself, change the key: one that was written a moment ago must not.
   */
  async of(viewer: Viewer): Promise<string> {
    const known = await this.find(viewer.id);
    if (known) return known;
    const her = await this.db.one<{ email: string; former: number }>(
      'SELECT u.email, (SELECT count(*)::int FROM stripe_customers c WHERE c.user_id = u.id AND c.deleted_at IS NOT NULL) AS former FROM users u WHERE u.id = $1',
      [viewer.id],
    );
    if (!her) throw new Error('a viewer without an account');
    const locale = viewer.locale.toLowerCase();
    const { id } = await this.stripe.customers.create(
      { email: her.email, preferred_locales: [locale], metadata: { userId: viewer.id } },
      { idempotencyKey: `customer:${viewer.id}:${her.former}:${locale}:${sha256(her.email)}` },
    );
    await this.db.transaction(async (tx) => {
      await tx.query('INSERT INTO stripe_customers (id, user_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        id,
        viewer.id,
        clock.now(),
      ]);
      // Her address may have changed while Stripe made it a customer's, when there was nothing yet to follow with.
      const kept = await tx.query('SELECT 1 FROM users WHERE id = $1 AND email = $2 FOR SHARE', [viewer.id, her.email]);
      if (kept.length === 0) await tx.enqueue(FOLLOW_ADDRESS_JOB, { userId: viewer.id });
    });
    return (await this.find(viewer.id)) ?? id;
  }

  /** The job: Stripe writes to the address that is hers now. One at a time, so that a former one never comes last. */
  async followAddress({ userId }: { userId: string }): Promise<void> {
    await this.turns.take(`address:${userId}`, async (tx) => {
      const customers = await tx.query<{ id: string; email: string }>(
        `SELECT c.id, u.email FROM stripe_customers c JOIN users u ON u.id = c.user_id
         WHERE c.user_id = $1 AND c.deleted_at IS NULL AND u.status <> 'DELETED'`,
        [userId],
      );
      for (const { id, email } of customers) await unlessMissing(this.stripe.customers.update(id, { email }));
    });
  }

  /** Whose customer it is; one that we did not know is learned from the user id we wrote into the subscription. */
  async ownerOf(tx: Tx, customerId: string, writtenUserId: string | undefined): Promise<string | undefined> {
    const known = await tx.one<{ userId: string }>('SELECT user_id AS "userId" FROM stripe_customers WHERE id = $1', [customerId]);
    if (known) return known.userId;
    if (!writtenUserId || !isId(writtenUserId)) return undefined;
    const her = await tx.one<{ id: string }>(`SELECT id FROM users WHERE id = $1 AND role = 'WOMAN' AND status <> 'DELETED'`, [
      writtenUserId,
    ]);
    if (!her) return undefined;
    await tx.query('INSERT INTO stripe_customers (id, user_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      customerId,
      her.id,
      clock.now(),
    ]);
    return her.id;
  }

  /** Someone deleted the customer at Stripe: the next checkout makes another. */
  async forgetIfDeleted(customerId: string): Promise<void> {
    if (!(await this.isDeleted(customerId))) return;
    await this.db.query('UPDATE stripe_customers SET deleted_at = $2 WHERE id = $1 AND deleted_at IS NULL', [customerId, clock.now()]);
  }

  private async isDeleted(customerId: string): Promise<boolean> {
    try {
      return (await this.stripe.customers.retrieve(customerId)).deleted === true;
    } catch (err) {
      if (isMissing(err)) return true;
      throw err;
    }
  }
}
