import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';

/** Which lines of women's lists are the address or number of which men today. */
const MEANT = `FROM blocked_contacts c
  JOIN contact_hashes h ON h.kind = c.kind AND h.hash = c.hash
  JOIN users man ON man.id = h.user_id AND man.role = 'MAN'`;

/** Whom they were ever found to mean: he stays who he is under another number. */
const FOUND = 'FROM contact_matches m JOIN blocked_contacts c ON c.id = m.contact_id';

interface Pair {
  blockerId: string;
  blockedId: string;
}

/**
 * Makes blocks of what stands on the lists, and lifts those whose lines were taken off: all of them at one hour of the
 * night, when the order of discovery changes as well. Whoever is gone from a page the next day may be gone for many reasons.
 */
export async function applyContacts(db: Database): Promise<void> {
  await db.transaction((tx) => find(tx));
  const missing = await db.query<Pair>(
    `SELECT DISTINCT c.user_id AS "blockerId", m.man_id AS "blockedId" ${FOUND}
     WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b.blocker_id = c.user_id AND b.blocked_id = m.man_id AND b.by_contact)`,
  );
  // A transaction for each: it holds the conversation of the two, and nobody waits for that of others.
  for (const pair of missing) await db.transaction((tx) => hide(tx, pair));
  const over = await db.query<Pair>(
    `SELECT b.blocker_id AS "blockerId", b.blocked_id AS "blockedId" FROM blocks b WHERE b.by_contact
     AND NOT EXISTS (SELECT 1 ${FOUND} WHERE c.user_id = b.blocker_id AND m.man_id = b.blocked_id)`,
  );
  for (const pair of over) await db.transaction((tx) => lift(tx, pair));
}

/** A man who joins is hidden before anybody has seen him: there is nothing to be watched. */
export async function applyContactsTo(tx: Tx, userId: string): Promise<void> {
  await find(tx, userId);
  await tx.query(
    `INSERT INTO blocks (blocker_id, blocked_id, created_at, by_contact)
     SELECT DISTINCT c.user_id, m.man_id, $2::timestamptz, true ${FOUND} WHERE m.man_id = $1 ON CONFLICT DO NOTHING`,
    [userId, clock.now()],
  );
}

/** Of all men, or of this one. A line that is taken off in this very instant is passed over. */
async function find(tx: Tx, manId: string | null = null): Promise<void> {
  await tx.query(
    `INSERT INTO contact_matches (contact_id, man_id)
     SELECT c.id, man.id ${MEANT}
     WHERE ($1::uuid IS NULL OR man.id = $1) AND NOT EXISTS (SELECT 1 FROM contact_matches m WHERE m.contact_id = c.id AND m.man_id = man.id)
     FOR KEY SHARE OF c ON CONFLICT DO NOTHING`,
    [manId],
  );
}

/** Not in the log, which she reads: it would say that somebody has that address. */
async function hide(tx: Tx, pair: Pair): Promise<void> {
  const written = await tx.query(
    `INSERT INTO blocks (blocker_id, blocked_id, created_at, by_contact) VALUES ($1, $2, $3, true) ON CONFLICT DO NOTHING RETURNING blocked_id`,
    [pair.blockerId, pair.blockedId, clock.now()],
  );
  if (written.length > 0) await tx.emit('person.blocked', pair);
}

async function lift(tx: Tx, pair: Pair): Promise<void> {
  await tx.query('DELETE FROM blocks WHERE blocker_id = $1 AND blocked_id = $2 AND by_contact', [pair.blockerId, pair.blockedId]);
  await tx.emit('person.unblocked', pair);
}
