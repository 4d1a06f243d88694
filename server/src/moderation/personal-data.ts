import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData, Tally } from '../platform/personal-data.js';

/** Blocks go with whoever made or bore them, and her own lists with her. Reports stay as long as the privacy page says: they are what others were told, or did. */
export class ModerationData implements PersonalData {
  readonly tables = ['blocks', 'blocked_contacts', 'contact_matches', 'hidden_words', 'reports', 'decisions', 'appeals'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    // Never whom: who was blocked or reported has a right to their own data.
    const [blocks, blockedContacts, hidden, reports, decisions, recognisedBy] = await Promise.all([
      // Nor how many a contact of hers stands for: it would tell whether anybody has that address.
      this.db.query<object>('SELECT created_at AS "at" FROM blocks WHERE blocker_id = $1 AND NOT by_contact ORDER BY created_at', [userId]),
      this.db.query<object>('SELECT kind, note, created_at AS "at" FROM blocked_contacts WHERE user_id = $1 ORDER BY created_at', [userId]),
      this.db.one<{ words: string[] }>('SELECT words FROM hidden_words WHERE user_id = $1', [userId]),
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
      this.db.query<object>(
        `SELECT m.kind, d.decided_at AS "since" FROM banned_marks m JOIN decisions d ON d.id = m.decision_id
         WHERE d.subject_id = $1 AND d.overturned_at IS NULL ORDER BY d.decided_at, m.kind`,
        [userId],
      ),
    ]);
    return { blocks, blockedContacts, hiddenWords: hidden?.words ?? [], reports, decisions, recognisedBy };
  }

  async tally(userId: string): Promise<Pick<Tally, 'reported' | 'banned'>> {
    const [tally] = await this.db.query<Pick<Tally, 'reported' | 'banned'>>(
      `SELECT EXISTS (SELECT 1 FROM reports WHERE $1 IN (reporter_id, reported_id)) AS reported,
              EXISTS (SELECT 1 FROM banned_marks m JOIN decisions d ON d.id = m.decision_id
                      WHERE d.subject_id = $1 AND d.overturned_at IS NULL) AS banned`,
      [userId],
    );
    return tally ?? { reported: false, banned: false };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM blocks WHERE $1 IN (blocker_id, blocked_id)', [userId]);
    await tx.query('DELETE FROM contact_matches WHERE man_id = $1', [userId]);
    await tx.query('DELETE FROM blocked_contacts WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM hidden_words WHERE user_id = $1', [userId]);
  }
}
