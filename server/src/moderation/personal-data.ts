import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** Blocks go with whoever made or bore them. Reports stay as long as the privacy page says: they are what others were told, or did. */
export class ModerationData implements PersonalData {
  readonly tables = ['blocks', 'reports'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    // Never whom: who was blocked or reported has a right to their own data.
    const [blocks, reports] = await Promise.all([
      this.db.query<object>('SELECT created_at AS "at" FROM blocks WHERE blocker_id = $1 ORDER BY created_at', [userId]),
      this.db.query<object>(
        `SELECT case_number AS "caseNumber", reason, words, status, created_at AS "filedAt", handled_at AS "handledAt"
         FROM reports WHERE reporter_id = $1 ORDER BY created_at`,
        [userId],
      ),
    ]);
    return { blocks, reports };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM blocks WHERE $1 IN (blocker_id, blocked_id)', [userId]);
  }
}
