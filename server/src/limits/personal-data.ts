import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** What texts are recognised by, for a week: no text can be read from it, so it is nothing to hand out. */
export class LimitsData implements PersonalData {
  readonly tables = ['text_marks'];

  gather(): Promise<Record<string, unknown>> {
    return Promise.resolve({});
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM text_marks WHERE user_id = $1', [userId]);
  }
}
