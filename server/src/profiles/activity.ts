import { clock, dayOf, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

/**
 * Which men were here today. Kept in memory and written together once a minute: a visit costs no query, the day is all
 * that is stored, and what a crash loses is a minute of it.
 */
export class Activity {
  private day = '';
  private readonly known = new Set<string>();
  private readonly waiting = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly log: Logger,
  ) {}

  touch(userId: string): void {
    const today = dayOf(clock.now());
    if (today !== this.day) {
      this.day = today;
      this.known.clear();
    }
    if (this.known.has(userId)) return;
    this.known.add(userId);
    this.waiting.set(userId, today);
  }

  start(): void {
    this.timer ??= setInterval(
      () => void this.flush().catch((err: unknown) => this.log.error({ err }, 'activity was not written')),
      minutes(1),
    ).unref();
  }

  async flush(): Promise<void> {
    if (this.waiting.size === 0) return;
    const seen = [...this.waiting];
    this.waiting.clear();
    try {
      // Locked in one order, so that two processes that write the same men never wait for each other.
      await this.db.query(
        `WITH seen AS (SELECT * FROM unnest($1::uuid[], $2::date[]) AS s(user_id, day)),
              moved AS (SELECT user_id FROM profiles_men WHERE user_id = ANY ($1::uuid[]) ORDER BY user_id FOR NO KEY UPDATE)
         UPDATE profiles_men p SET active_day = seen.day FROM seen JOIN moved USING (user_id)
         WHERE p.user_id = seen.user_id AND p.active_day < seen.day`,
        [seen.map(([id]) => id), seen.map(([, day]) => day)],
      );
    } catch (err) {
      // Not over what came in meanwhile: that may be of the next day.
      for (const [id, day] of seen) if (!this.waiting.has(id)) this.waiting.set(id, day);
      throw err;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}
