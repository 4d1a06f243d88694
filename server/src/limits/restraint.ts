import { clock } from '../platform/clock.js';
import { hmac } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { networkOf, type RateLimit, type RateLimits } from '../platform/rate-limits.js';
import { ALIKE_FROM, marksOf } from './alike.js';
import { A_DAY, REPEATS, UNANSWERED, type Deed, type Kind } from './table.js';
import { trustOf, type Trust } from './trust.js';

/** What is about to go out. */
export interface Words {
  kind: Kind;
  /** The match, conversation or ad it is for: the same for it again is no repetition. */
  subjectId: string;
  text: string | null;
}

/** So many of an account, and of a network, are compared at most. */
const COMPARED = 300;

/** Holds back what programs and pedlars do and people do not. */
export class Restraint {
  private readonly daily: Record<Deed, Record<Trust, RateLimit>>;

  constructor(
    private readonly db: Database,
    limits: RateLimits,
    private readonly pepper: string,
  ) {
    const limit = (deed: Deed, trust: Trust) =>
      limits.limit(A_DAY[deed].field, A_DAY[deed][trust], '1d', { reason: trust === 'NEW' ? 'NEW_ACCOUNT' : 'DAILY' });
    const both = (deed: Deed) => ({ NEW: limit(deed, 'NEW'), KNOWN: limit(deed, 'KNOWN') });
    this.daily = { STEP: both('STEP'), ANSWER: both('ANSWER'), AD: both('AD') };
  }

  /** Counts one, in the transaction that does it: those of one account wait for each other until the end of it. */
  count(tx: Tx, viewer: Viewer, deed: Deed): Promise<void> {
    return this.daily[deed][trustOf(viewer)].consume(`${deed}:${viewer.id}`, tx);
  }

  /** RATE_LIMITED while as many of her first steps as may be wait for an answer; `waiting` is since when each does, the oldest first. */
  assertAnswered(viewer: Viewer, waiting: readonly Date[]): void {
    const last = waiting[waiting.length - UNANSWERED[trustOf(viewer)]];
    if (last) throw tooMany('UNANSWERED', 'Many first steps wait for an answer.', last, UNANSWERED.within);
  }

  /** RATE_LIMITED when nearly the same went out too often of late, by this account or by others of its network. */
  async assertNew(tx: Tx, viewer: Viewer, ip: string, { kind, subjectId, text }: Words): Promise<void> {
    const marks = text === null ? null : marksOf(text);
    if (!marks) return;
    const { mine, ofNetwork, within } = REPEATS[kind];
    const now = clock.now();
    const network = hmac(this.pepper, networkOf(ip));
    const of = (whose: string) =>
      `(SELECT * FROM text_marks WHERE ${whose} AND kind = $3 AND at > $4 AND subject_id <> $5 ORDER BY at DESC LIMIT ${COMPARED})`;
    const alike = await tx.query<{ mine: boolean; at: Date }>(
      `SELECT user_id = $1 AS mine, at FROM (${of('user_id = $1')} UNION ${of('network = $2')}) AS lately
       WHERE (SELECT count(*) FROM unnest(marks, $6::int[]) AS pair(theirs, ours) WHERE theirs = ours) >= ${ALIKE_FROM}
       ORDER BY at DESC`,
      [viewer.id, network, kind, new Date(now.getTime() - within), subjectId, marks],
    );
    // The one after which there is room again.
    const last = alike.filter((each) => each.mine)[mine - 1] ?? alike[ofNetwork - 1];
    if (last) throw tooMany('REPEATED', 'Nearly the same text went out too often.', last.at, within);
    await tx.query(
      `INSERT INTO text_marks (kind, subject_id, user_id, network, marks, at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (kind, subject_id, user_id) DO UPDATE SET network = excluded.network, marks = excluded.marks, at = excluded.at`,
      [kind, subjectId, viewer.id, network, marks, now],
    );
  }

  /** The job: what is compared with nothing any more. */
  async forgetOld(): Promise<void> {
    const longest = Math.max(...Object.values(REPEATS).map(({ within }) => within));
    await this.db.query('DELETE FROM text_marks WHERE at < $1', [new Date(clock.now().getTime() - longest)]);
  }
}

/** There is room again when what was done then counts no more. */
function tooMany(reason: string, message: string, since: Date, within: number): UserError {
  const retryAfter = Math.max(1, Math.ceil((since.getTime() + within - clock.now().getTime()) / 1_000));
  return new UserError('RATE_LIMITED', message, { reason, retryAfter });
}
