import { type Restraint, trustOf, UNANSWERED } from '../limits/index.js';
import { visibleTo } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { lockPair } from '../platform/db/pair.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import type { Opening } from './match.events.js';
import type { CreateMatchInput, CreateMatchPayload, FirstStepAllowance } from './match.types.js';

/** What a live ad of this man says, or null. Posts know. */
export type Quotable = (postId: string, manId: string) => Promise<string | null>;

/** Since when her first steps of late wait for his first word, the oldest first. Chat knows. */
export type Unanswered = (db: Pick<Database, 'query'>, womanId: string, since: Date) => Promise<Date[]>;

/** What profiles know. */
export interface ProfilesAnswers {
  /** Whether she may see this man now. */
  seesMan(womanId: string, manId: string): Promise<boolean>;
  /** Whether she has a name and a town to be met by. */
  canBeMet(womanId: string): Promise<boolean>;
}

export class MatchService {
  constructor(
    private readonly db: Database,
    private readonly quotable: Quotable,
    private readonly profiles: ProfilesAnswers,
    private readonly restraint: Restraint,
    private readonly unanswered: Unanswered,
  ) {}

  async createMatch(viewer: Viewer, input: CreateMatchInput, ip: string): Promise<CreateMatchPayload> {
    const { clientId } = input;
    // What is remembered and told by id knows one spelling.
    const manId = input.manId.toLowerCase();
    if (!(await this.profiles.seesMan(viewer.id, manId))) throw notFound();
    // From here on he sees her: a step without a face would bring him nobody.
    if (!(await this.profiles.canBeMet(viewer.id)))
      throw new UserError('CONFLICT', 'Your profile needs a name and a town first.', { reason: 'PROFILE_INCOMPLETE' });
    const opening = await this.openingOf(input);
    await this.db.transaction(async (tx) => {
      await lockPair(tx, viewer.id, manId);
      await this.assertVisible(tx, viewer, manId);
      const { id: matchId, isNew } = await this.matchOf(tx, viewer.id, manId);
      if (isNew) await this.restrain(tx, viewer, ip, { subjectId: matchId, text: opening?.text ?? null });
      await tx.emit('step.taken', { matchId, womanId: viewer.id, manId, opening });
    });
    return { womanId: viewer.id, manId, clientId };
  }

  async allowance(viewer: Viewer): Promise<FirstStepAllowance> {
    return { unanswered: (await this.waiting(this.db, viewer)).length, most: UNANSWERED[trustOf(viewer)] };
  }

  private waiting(db: Pick<Database, 'query'>, { id }: Viewer): Promise<Date[]> {
    return this.unanswered(db, id, new Date(clock.now().getTime() - UNANSWERED.within));
  }

  private async assertVisible(tx: Tx, viewer: Viewer, manId: string): Promise<void> {
    const man = await tx.one(`SELECT 1 FROM users WHERE id = $2 AND role = 'MAN' AND ${visibleTo('$1', '$2')}`, [viewer.id, manId]);
    if (!man) throw notFound();
  }

  /** A step that finds their first one is the same step, and counts for nothing. */
  private async restrain(tx: Tx, viewer: Viewer, ip: string, line: { subjectId: string; text: string | null }): Promise<void> {
    await this.restraint.count(tx, viewer, 'STEP');
    this.restraint.assertAnswered(viewer, await this.waiting(tx, viewer));
    await this.restraint.assertNew(tx, viewer, ip, { kind: 'HER_WORDS', ...line });
  }

  private async matchOf(tx: Tx, womanId: string, manId: string): Promise<{ id: string; isNew: boolean }> {
    const [made] = await tx.query<{ id: string }>(
      'INSERT INTO matches (id, woman_id, man_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (woman_id, man_id) DO NOTHING RETURNING id',
      [newId(), womanId, manId, clock.now()],
    );
    const [match] = made
      ? [made]
      : await tx.query<{ id: string }>('SELECT id FROM matches WHERE woman_id = $1 AND man_id = $2', [womanId, manId]);
    if (!match) throw new Error('the match that was just written is gone');
    return { id: match.id, isNew: made !== undefined };
  }

  /** Null when she says nothing: the first step alone is enough. */
  private async openingOf({ manId, clientId, opening, quotedPostId }: CreateMatchInput): Promise<Opening | null> {
    const text = opening?.trim() || null;
    if (!quotedPostId) return text === null ? null : { clientId, text, quotedPostId: null, quotedText: null };
    return { clientId, text, quotedPostId, quotedText: await this.quotable(quotedPostId, manId) };
  }
}
