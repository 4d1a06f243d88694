import { createHmac, randomBytes } from 'node:crypto';
import { clock, dayOf, minutes } from './clock.js';
import type { Database } from './db/database.js';
import type { Logger } from './logger.js';

const REMEMBERED_MOST = 1_000_000;

/**
 * What is counted in a day is shown when it is over, and all of it has been written: a number that still grew after midnight
 * would tell him that somebody had just read. The first day that is not shown yet.
 */
export const countedUntil = (): string => dayOf(new Date(clock.now().getTime() - minutes(15)));

/**
 * Readers of something, per day. Who read what is never stored: a reader, a thing and a day become a keyed hash that lives in
 * memory until the day ends, so that each counts once, and only sums reach the database, a minute later.
 */
export class DailyReaders {
  private day = '';
  private readonly key = randomBytes(32);
  private readonly seen = new Set<string>();
  private waiting = new Map<string, { id: string; day: string; count: number }>();
  private timer: NodeJS.Timeout | undefined;

  /** `write`: adds `$3` counts to what is read, `$1`, on the days `$2`; in one order, so that two processes never wait for each other. */
  constructor(
    private readonly db: Database,
    private readonly log: Logger,
    private readonly write: string,
  ) {}

  count(readerId: string, ids: readonly string[]): void {
    const today = dayOf(clock.now());
    if (today !== this.day || this.seen.size > REMEMBERED_MOST) this.seen.clear();
    this.day = today;
    for (const id of ids) {
      const hash = createHmac('sha256', this.key).update(`${readerId} ${id}`).digest('base64url').slice(0, 16);
      if (this.seen.has(hash)) continue;
      this.seen.add(hash);
      this.add(id, today, 1);
    }
  }

  start(): void {
    this.timer ??= setInterval(
      () => void this.flush().catch((err: unknown) => this.log.error({ err }, 'readers were not written')),
      minutes(1),
    ).unref();
  }

  async flush(): Promise<void> {
    const batch = [...this.waiting.values()];
    if (batch.length === 0) return;
    this.waiting = new Map();
    try {
      await this.db.query(this.write, [batch.map(({ id }) => id), batch.map(({ day }) => day), batch.map(({ count }) => count)]);
    } catch (err) {
      for (const { id, day, count } of batch) this.add(id, day, count);
      throw err;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  private add(id: string, day: string, count: number): void {
    const entry = this.waiting.get(`${id} ${day}`) ?? { id, day, count: 0 };
    this.waiting.set(`${id} ${day}`, { ...entry, count: entry.count + count });
  }
}
