import { clock } from '../platform/clock.js';
import type { Tx } from '../platform/db/transaction.js';

export interface LockedConversation {
  id: string;
  womanId: string;
  manId: string;
  status: 'OPEN' | 'CLOSED';
  closedBy: string | null;
}

const LOCK = `SELECT id, woman_id AS "womanId", man_id AS "manId", status, closed_by AS "closedBy" FROM conversations`;

/** Holds the conversation until the end of the transaction: nothing is said, read, closed or opened in it meanwhile. */
export const lockConversation = (tx: Tx, id: string): Promise<LockedConversation | undefined> =>
  tx.one<LockedConversation>(`${LOCK} WHERE id = $1 FOR NO KEY UPDATE`, [id]);

export const lockConversationOf = (tx: Tx, one: string, other: string): Promise<LockedConversation | undefined> =>
  tx.one<LockedConversation>(`${LOCK} WHERE (woman_id, man_id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid)) FOR NO KEY UPDATE`, [
    one,
    other,
  ]);

/** Adds a row to both inboxes, in the transaction of what happened; the hint follows its commit. */
export async function tellBoth(
  tx: Tx,
  talk: LockedConversation,
  kind: 'OPENED' | 'CLOSED' | 'ALLOWED',
  actorId: string | null,
): Promise<void> {
  await tx.query('SELECT inbox_tell_both(c, $2, $3, NULL, $4) FROM conversations c WHERE c.id = $1', [talk.id, clock.now(), kind, actorId]);
  await tx.emit('inbox.grew', { userIds: [talk.womanId, talk.manId], rights: true });
}

export async function tellOwner(tx: Tx, userId: string, mediaId: string): Promise<void> {
  await tx.query(`SELECT inbox_append($1, $2, 'MEDIA', NULL, NULL, NULL, $3)`, [userId, clock.now(), mediaId]);
  await tx.emit('inbox.grew', { userIds: [userId], rights: false });
}

export async function tellOne(tx: Tx, userId: string, kind: 'CLOSED' | 'MEMBERSHIP', conversationId: string | null): Promise<void> {
  await tx.query('SELECT inbox_append($1, $2, $3, $4, NULL, NULL)', [userId, clock.now(), kind, conversationId]);
  await tx.emit('inbox.grew', { userIds: [userId], rights: true });
}
