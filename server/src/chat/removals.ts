import { clock } from '../platform/clock.js';
import type { Tx } from '../platform/db/transaction.js';
import { lockConversation } from './conversation.lock.js';

/** A moderator took these away: both see at once that something stood there, and nobody what. Those that were still to be seen. */
export const takeMessagesAway = (tx: Tx, ids: string[]): Promise<string[]> => mark(tx, ids, clock.now());

/** That was an error: both see them again. */
export const giveMessagesBack = (tx: Tx, ids: string[]): Promise<string[]> => mark(tx, ids, null);

/** The conversation first, as everywhere; each message then comes to both inboxes again, as it is now. */
async function mark(tx: Tx, ids: string[], removedAt: Date | null): Promise<string[]> {
  const all: string[] = [];
  const found = await tx.query<{ conversationId: string }>(
    'SELECT DISTINCT conversation_id AS "conversationId" FROM messages WHERE id = ANY ($1::uuid[]) ORDER BY 1',
    [ids],
  );
  for (const { conversationId } of found) {
    const talk = await lockConversation(tx, conversationId);
    if (!talk) continue;
    const marked = await tx.query<{ id: string; seq: number; senderId: string }>(
      `UPDATE messages SET removed_at = $3 WHERE conversation_id = $1 AND id = ANY ($2::uuid[]) AND (removed_at IS NULL) = ($3::timestamptz IS NOT NULL)
       RETURNING id, seq, sender_id AS "senderId"`,
      [conversationId, ids, removedAt],
    );
    for (const { seq, senderId } of marked.sort((one, other) => one.seq - other.seq)) {
      await tx.query(`SELECT inbox_tell_both(c, $2, 'MESSAGE', $3, $4) FROM conversations c WHERE c.id = $1`, [
        conversationId,
        clock.now(),
        seq,
        senderId,
      ]);
    }
    await tx.emit('inbox.grew', { userIds: [talk.womanId, talk.manId], rights: true });
    all.push(...marked.map(({ id }) => id));
  }
  return all;
}
