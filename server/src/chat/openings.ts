import type { Opening } from '../matches/index.js';
import { visibleTo } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import { lockPair } from '../platform/db/pair.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, UserError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { lockConversationOf, tellBoth, tellOne, type LockedConversation } from './conversation.lock.js';

interface Step {
  matchId: string;
  womanId: string;
  manId: string;
  opening: Opening | null;
}

/**
 * Opens the conversation of a first step, or finds it, in the transaction of the match. A step taken again reopens her
 * own closing. When he closed it she still sees him in the lists, so the answer is CONFLICT and not NOT_FOUND: it says
 * that he cannot be reached, not why. Her line is said once: a second step with another line leaves it unsaid. The same
 * line again is the same step come late, and undoes no closing since.
 */
export async function takeStep(tx: Tx, step: Step): Promise<void> {
  const known = await lockConversationOf(tx, step.womanId, step.manId);
  if (known?.status === 'CLOSED' && !(known.closedBy === step.womanId && (await wasSaid(tx, known, step.opening)))) {
    await reopen(tx, known, step.womanId);
  }
  if (known) return;
  const talk = await open(tx, step);
  if (step.opening) await say(tx, talk, step.opening);
}

async function wasSaid(tx: Tx, { id, womanId }: LockedConversation, opening: Opening | null): Promise<boolean> {
  if (!opening) return false;
  const sql = 'SELECT 1 FROM messages WHERE conversation_id = $1 AND sender_id = $2 AND client_id = $3';
  return (await tx.one(sql, [id, womanId, opening.clientId])) !== undefined;
}

async function open(tx: Tx, { matchId, womanId, manId }: Step): Promise<LockedConversation> {
  const id = newId();
  await tx.query(
    'INSERT INTO conversations (id, match_id, woman_id, man_id, opened_at, last_activity_at) VALUES ($1, $2, $3, $4, $5, $5)',
    [id, matchId, womanId, manId, clock.now()],
  );
  const talk: LockedConversation = { id, womanId, manId, status: 'OPEN', closedBy: null };
  await tellBoth(tx, talk, 'OPENED', womanId);
  return talk;
}

async function say(tx: Tx, talk: LockedConversation, { clientId, text, quotedPostId, quotedText }: Opening): Promise<void> {
  if (quotedPostId !== null && quotedText === null) throw badInput({ quotedPostId: 'Not one of his ads, or no longer.' });
  await tx.query(`SELECT append_message(c, $2, $3, $4, 'FIRST_STEP', $5, $6, $7, $8) FROM conversations c WHERE c.id = $1`, [
    talk.id,
    newId(),
    talk.womanId,
    clientId,
    text,
    quotedPostId,
    quotedText,
    clock.now(),
  ]);
}

/** Only who closed it undoes that, and only towards somebody in good standing. */
export async function reopen(tx: Tx, talk: LockedConversation, byId: string): Promise<void> {
  const other = talk.womanId === byId ? talk.manId : talk.womanId;
  const reachable = await tx.one(`SELECT 1 WHERE ${visibleTo('$1', '$2::uuid')}`, [byId, other]);
  if (talk.closedBy !== byId || !reachable) throw new UserError('CONFLICT', 'This person can no longer be reached.');
  await tx.query(
    `UPDATE conversations SET status = 'OPEN', closed_by = NULL, closed_at = NULL, opened_at = $2, last_activity_at = GREATEST(last_activity_at, $2) WHERE id = $1`,
    [talk.id, clock.now()],
  );
  await tellBoth(tx, talk, 'OPENED', byId);
}

/**
 * A block closes what the two share, and nobody undoes it. A send that waits for the row then finds it closed. When it
 * was closed already the blocked one hears nothing: whoever had closed it keeps it as it was, and `reopen` refuses it.
 */
export async function closeForGood(tx: Tx, blockerId: string, blockedId: string): Promise<void> {
  await lockPair(tx, blockerId, blockedId);
  const talk = await lockConversationOf(tx, blockerId, blockedId);
  if (!talk || (talk.status === 'CLOSED' && talk.closedBy !== blockerId)) return;
  await tx.query(`UPDATE conversations SET status = 'CLOSED', closed_by = NULL, closed_at = COALESCE(closed_at, $2) WHERE id = $1`, [
    talk.id,
    clock.now(),
  ]);
  if (talk.status === 'OPEN') await tellBoth(tx, talk, 'CLOSED', null);
  else await tellOne(tx, blockerId, 'CLOSED', talk.id);
  await tx.emit('conversation.closed', { conversationId: talk.id });
}
