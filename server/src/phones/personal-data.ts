import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** Of a number there is little to give back: we do not have it. */
export class PhoneData implements PersonalData {
  readonly tables = ['phones', 'phone_codes'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const phone = await this.db.one<object>('SELECT ends_with AS "endsWith", verified_at AS "verifiedAt" FROM phones WHERE user_id = $1', [
      userId,
    ]);
    return { verifiedNumber: phone ?? null };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM phones WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM phone_codes WHERE user_id = $1', [userId]);
  }
}
