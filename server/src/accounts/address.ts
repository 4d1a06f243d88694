import { clock } from '../platform/clock.js';
import type { Tx } from '../platform/db/transaction.js';
import { isTaken } from '../platform/db/unique.js';
import type { ContactHashes } from './contact-hashes.js';
import { emailKey } from './me.js';

/** In the transaction that proved the address, which has locked the account. What was mailed to the former one opens nothing any more. */
export async function moveTo(tx: Tx, contacts: ContactHashes, userId: string, email: string): Promise<void> {
  await tx.query('UPDATE users SET email = $2, email_key = $3, email_verified_at = $4 WHERE id = $1', [
    userId,
    email,
    emailKey(email),
    clock.now(),
  ]);
  await tx.query('DELETE FROM password_resets WHERE user_id = $1', [userId]);
  await contacts.remember(tx, userId, 'EMAIL', email);
  await tx.emit('account.email-changed', { userId });
  await tx.emit('account.changed', { userId });
}

/** Null when somebody else was faster, who proved the address as well. */
export async function unlessTaken<T>(moving: Promise<T>): Promise<T | null> {
  try {
    return await moving;
  } catch (err) {
    if (!isTaken(err)) throw err;
    return null;
  }
}
