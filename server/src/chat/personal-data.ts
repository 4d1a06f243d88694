import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** Conversations: theirs while the other is here, as words of somebody who is not; the inbox is one's own. */
export class ChatData implements PersonalData {
  readonly tables = ['conversations', 'messages', 'inboxes', 'inbox_events', 'profile_openings'];

  constructor(private readonly db: Database) {}

  /** With the words of the other as far as they may be read now: they were written to this person. */
  async gather(userId: string): Promise<Record<string, unknown>> {
    const conversations = await this.db.query<object>(
      `SELECT c.opened_at AS "openedAt", c.status, c.closed_at AS "closedAt",
              (SELECT coalesce(json_agg(json_build_object('at', m.sent_at, 'from', CASE WHEN m.sender_id = $1 THEN 'me' ELSE 'them' END,
                                                          'kind', m.kind, 'text', m.text, 'quoted', m.quoted_text) ORDER BY m.seq), '[]')
               FROM messages m WHERE m.conversation_id = c.id AND (m.sender_id = $1 OR c.status = 'OPEN')) AS messages
       FROM conversations c WHERE $1 IN (c.woman_id, c.man_id) ORDER BY c.opened_at`,
      [userId],
    );
    return { conversations };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM profile_openings WHERE $1 IN (woman_id, man_id)', [userId]);
    await tx.query('DELETE FROM inbox_events WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM inboxes WHERE user_id = $1', [userId]);
  }
}
