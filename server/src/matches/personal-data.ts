import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** That two have met: told with their conversation (`chat/`), and gone when both are. */
export class MatchData implements PersonalData {
  readonly tables = ['matches'];

  gather(): Promise<Record<string, unknown>> {
    return Promise.resolve({});
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query(
      `DELETE FROM matches m USING users other
       WHERE $1 IN (m.woman_id, m.man_id) AND other.id IN (m.woman_id, m.man_id) AND other.id <> $1 AND other.status = 'DELETED'`,
      [userId],
    );
  }
}
