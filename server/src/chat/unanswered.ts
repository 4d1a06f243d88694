import type { Database } from '../platform/db/database.js';

/** Since when her open conversations begun after `since` have waited for his first word; the oldest first. */
export async function unanswered(db: Pick<Database, 'query'>, womanId: string, since: Date): Promise<Date[]> {
  const rows = await db.query<{ openedAt: Date }>(
    `SELECT c.opened_at AS "openedAt" FROM conversations c
     WHERE c.woman_id = $1 AND c.status = 'OPEN' AND c.opened_at > $2
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id AND m.sender_id = c.man_id)
     ORDER BY c.opened_at`,
    [womanId, since],
  );
  return rows.map(({ openedAt }) => openedAt);
}
