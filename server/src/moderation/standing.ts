import type { Tx } from '../platform/db/transaction.js';

/**
 * What the decisions in force say of an account, written onto it: banned, suspended until the last of them ends, or in good
 * standing. Guards and sockets hear of it after the commit. Who has left stays gone; who is leaving is asked again when they stay.
 */
export async function settle(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
  await tx.query(
    `UPDATE users SET
       status = CASE WHEN status = 'LEAVING' THEN status WHEN force.banned THEN 'BANNED' WHEN force.until IS NOT NULL THEN 'SUSPENDED' ELSE 'ACTIVE' END,
       suspended_until = CASE WHEN force.banned THEN NULL ELSE force.until END
     FROM (
       SELECT coalesce(bool_or(outcome = 'BAN'), false) AS banned, max(ends_at) FILTER (WHERE ends_at > $2) AS until
       FROM decisions WHERE subject_id = $1 AND overturned_at IS NULL
     ) AS force
     WHERE id = $1 AND status <> 'DELETED'`,
    [userId, now],
  );
  await tx.emit('account.changed', { userId });
}
