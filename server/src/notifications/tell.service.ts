import type { Attention, Place } from '../chat/index.js';
import { clock, days, seconds } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { DELIVER_JOB, type Delivery } from './delivery.service.js';
import type { Occasion, Occasions, Turn } from './occasion.js';
import { quietUntil } from './quiet-hours.js';
import type { SettingsService } from './settings.service.js';

export const TELL_JOB = 'notifications.tell';

const AT_ONCE = 100;
/** The clocks of two machines differ: what is due in a moment is due. */
const ABOUT_NOW = seconds(2);

const TURN = 'user_id AS "userId", subject_id AS "subjectId", about';

/** Decides who is told of what. The turns say when to look; what there is to tell is read at that time. */
export class TellService {
  constructor(
    private readonly db: Database,
    private readonly attention: Attention,
    private readonly occasions: Occasions,
    private readonly settings: SettingsService,
  ) {}

  /** All that is due, whoever asked for it: one run does the work of many, and finds out at once who is reading. */
  async tell(): Promise<void> {
    for (let full = true; full;) {
      const due = await this.db.query<Turn>(`SELECT ${TURN} FROM push_turns WHERE due_at <= $1 ORDER BY due_at LIMIT ${AT_ONCE}`, [
        this.soon(),
      ]);
      if (due.length === 0) return;
      const attended = await this.attended(due);
      await this.db.transaction((tx) => this.settle(tx, due, attended));
      full = due.length === AT_ONCE;
    }
  }

  /** Turns that nothing waits for are kept for a day, for they say when somebody was last told. */
  async forget(): Promise<void> {
    await this.db.query('DELETE FROM push_turns WHERE due_at IS NULL AND (told_at IS NULL OR told_at < $1)', [
      new Date(clock.now().getTime() - days(1)),
    ]);
  }

  private async attended(due: readonly Turn[]): Promise<Set<string>> {
    const places: Place[] = due
      .filter(({ about }) => about === 'CONVERSATION')
      .map(({ userId, subjectId }) => ({ userId, conversationId: subjectId }));
    const attended = await this.attention.attended(places);
    return new Set([...attended].map(({ userId, conversationId }) => keyOf({ userId, subjectId: conversationId })));
  }

  /** Takes the turns under their locks, so that each is decided once, and after all that asked for it was committed. */
  private async settle(tx: Tx, due: readonly Turn[], attended: Set<string>): Promise<void> {
    const turns = await tx.query<Turn>(
      `SELECT ${TURN} FROM push_turns
       WHERE (user_id, subject_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[])) AND due_at <= $3
       ORDER BY user_id, subject_id FOR UPDATE`,
      [due.map(({ userId }) => userId), due.map(({ subjectId }) => subjectId), this.soon()],
    );
    const now = clock.now();
    const settingsOf = await this.settings.ofAll(turns.map(({ userId }) => userId));
    const [told, later] = [[] as Occasion[], [] as (Turn & { until: Date })[]];
    for (const occasion of await this.occasions.among(turns.filter((turn) => !attended.has(keyOf(turn))))) {
      const { muted, quiet } = settingsOf(occasion.userId);
      const until = quietUntil(quiet, now);
      if (muted.includes(occasion.kind)) continue;
      if (until) later.push({ ...occasion, until });
      else told.push(occasion);
    }
    await this.write(tx, turns, told, later);
    await tx.enqueueAll(DELIVER_JOB, await this.deliveries(tx, told));
    for (const until of new Set(later.map((turn) => turn.until.getTime()))) await tx.enqueue(TELL_JOB, {}, { startAt: new Date(until) });
  }

  private async write(tx: Tx, turns: Turn[], told: Occasion[], later: (Turn & { until: Date })[]): Promise<void> {
    const tellings = new Set(told.map(keyOf));
    const delays = new Map(later.map((turn) => [keyOf(turn), turn.until]));
    await tx.query(
      `UPDATE push_turns t SET due_at = settled.due_at, told_at = CASE WHEN settled.told THEN $5 ELSE t.told_at END
       FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::boolean[]) AS settled (user_id, subject_id, due_at, told)
       WHERE t.user_id = settled.user_id AND t.subject_id = settled.subject_id`,
      [
        turns.map(({ userId }) => userId),
        turns.map(({ subjectId }) => subjectId),
        turns.map((turn) => delays.get(keyOf(turn)) ?? null),
        turns.map((turn) => tellings.has(keyOf(turn))),
        clock.now(),
      ],
    );
  }

  private async deliveries(tx: Tx, told: readonly Occasion[]): Promise<Delivery[]> {
    const devices = await tx.query<{ id: string; userId: string }>(
      'SELECT id, user_id AS "userId" FROM push_devices WHERE user_id = ANY ($1::uuid[])',
      [told.map(({ userId }) => userId)],
    );
    return told.flatMap(({ userId, subjectId, about }) =>
      devices.filter((device) => device.userId === userId).map((device) => ({ deviceId: device.id, userId, subjectId, about, tries: 0 })),
    );
  }

  private soon = (): Date => new Date(clock.now().getTime() + ABOUT_NOW);
}

const keyOf = ({ userId, subjectId }: Pick<Turn, 'userId' | 'subjectId'>): string => `${userId}:${subjectId}`;
