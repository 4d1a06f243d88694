import type Stripe from 'stripe';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { KeyedHashes } from '../platform/keyed-hash.js';
import type { CustomerService } from './customer.service.js';
import { idOf, isMissing } from './stripe-client.js';

/** Which cards somebody has paid with, as far as one must know that it is the same again: Stripe’s fingerprint of each, hashed. */
export class CardService {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
    private readonly customers: CustomerService,
    private readonly keys: KeyedHashes,
  ) {}

  async learn(paymentMethodId: string): Promise<void> {
    const method = await this.read(paymentMethodId);
    const fingerprint = method?.card?.fingerprint;
    if (!method?.customer || !fingerprint) return;
    const customer = idOf(method.customer);
    await this.db.transaction(async (tx) => {
      const userId = await this.customers.ownerOf(tx, customer, undefined);
      if (!userId) return;
      const learned = await tx.query(
        'INSERT INTO card_hashes (user_id, hash, seen_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING hash',
        [userId, this.keys.hash('card', fingerprint), clock.now()],
      );
      if (learned.length > 0) await tx.emit('card.used', { userId });
    });
  }

  async hashesOf(tx: Tx, userId: string): Promise<string[]> {
    const rows = await tx.query<{ hash: string }>('SELECT hash FROM card_hashes WHERE user_id = $1', [userId]);
    return rows.map(({ hash }) => hash);
  }

  private async read(id: string): Promise<Stripe.PaymentMethod | undefined> {
    try {
      return await this.stripe.paymentMethods.retrieve(id);
    } catch (err) {
      if (isMissing(err)) return undefined;
      throw err;
    }
  }
}
