import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData, Tally } from '../platform/personal-data.js';

/** Blocks go with whoever made or bore them. Reports stay as long as the privacy page says: they are what others were told, or did. */
export class ModerationData implements PersonalData {
  readonly tables = ['blocks', 'reports', 'decisions', 'appeals'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    // Never whom: who was blocked or reported has a right to their own data.
    const [blocks, reports, decisions] = await Promise.all([
      this.db.query<object>('SELECT created_at AS "at" FROM blocks WHERE blocker_id = $1 ORDER BY created_at', [userId]),
      this.db.query<object>(
        `SELECT case_number AS "caseNumber", reason, words, status, created_at AS "filedAt", handled_at AS "handledAt"
         FROM reports WHERE reporter_id = $1 ORDER BY created_at`,
        [userId],
      ),
      this.db.query<object>(
        `SELECT d.outcome, d.rule, d.statement, d.decided_at AS "decidedAt", d.ends_at AS "endsAt", d.overturned_at AS "overturnedAt",
                a.words AS "myAppeal", a.filed_at AS "appealedAt", a.granted AS "appealGranted", a.answer AS "appealAnswer"
         FROM decisions d LEFT JOIN appeals a ON a.decision_id = d.id
         WHERE d.subject_id = $1 AND d.statement IS NOT NULL ORDER BY d.decided_at`,
        [userId],
      ),
    ]);
    return { blocks, reports, decisions };
  }

  async tally(userId: string): Promise<Pick<Tally, 'reported'>> {
    const named = await this.db.query('SELECT 1 FROM reports WHERE $1 IN (reporter_id, reported_id) LIMIT 1', [userId]);
    return { reported: named.length > 0 };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM blocks WHERE $1 IN (blocker_id, blocked_id)', [userId]);
  }
}
