import { createHmac, randomBytes } from 'node:crypto';
import { clock, dayOf, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

const REMEMBERED_MOST = 1_000_000;

/**
 * Readers per ad and day. Who read what is never stored: a woman, an ad and a day become a keyed hash that lives in memory
 * until the day ends, so that she counts once, and only sums reach the database, a minute later.
 */
export class Views {
  private day = '';
  private readonly key = randomBytes(32);
  private readonly seen = new Set<string>();
  private waiting = new Map<string, { postId: string; day: string; count: number }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly log: Logger,
  ) {}

  count(womanId: string, postIds: readonly string[]): void {
    const today = dayOf(clock.now());
    if (today !== this.day || this.seen.size > REMEMBERED_MOST) this.seen.clear();
    this.day = today;
    for (const postId of postIds) {
      const hash = createHmac('sha256', this.key).update(`${womanId} ${postId}`).digest('base64url').slice(0, 16);
      if (this.seen.has(hash)) continue;
      this.seen.add(hash);
      this.add(postId, today, 1);
    }
  }

  start(): void {
    this.timer ??= setInterval(
      () => void this.flush().catch((err: unknown) => this.log.error({ err }, 'views were not written')),
      minutes(1),
    ).unref();
  }

  async flush(): Promise<void> {
    const batch = [...this.waiting.values()];
    if (batch.length === 0) return;
    this.waiting = new Map();
    try {
      // Ads deleted meanwhile are skipped; one order, so that two processes never wait for each other.
      await this.db.query(
        `INSERT INTO post_views (post_id, day, count)
         SELECT v.post_id, v.day, v.count FROM unnest($1::uuid[], $2::date[], $3::int[]) AS v(post_id, day, count)
         JOIN male_posts p ON p.id = v.post_id ORDER BY v.post_id, v.day
         ON CONFLICT (post_id, day) DO UPDATE SET count = post_views.count + excluded.count`,
        [batch.map(({ postId }) => postId), batch.map(({ day }) => day), batch.map(({ count }) => count)],
      );
    } catch (err) {
      for (const { postId, day, count } of batch) this.add(postId, day, count);
      throw err;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private add(postId: string, day: string, count: number): void {
    const entry = this.waiting.get(`${postId} ${day}`) ?? { postId, day, count: 0 };
    this.waiting.set(`${postId} ${day}`, { ...entry, count: entry.count + count });
  }
}
