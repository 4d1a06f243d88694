import { hkdfSync } from 'node:crypto';
import { clock, dayOf, minutes } from './clock.js';
import { hmac } from './crypto.js';
import type { Database } from './db/database.js';
import type { Logger } from './logger.js';

const REMEMBERED_MOST = 100_000;

/**
 * What is counted in a day is shown when it is over, and all of it has been written: a number that still grew after midnight
 * would tell him that somebody had just read. The first day that is not shown yet.
 */
export const countedUntil = (): string => dayOf(new Date(clock.now().getTime() - minutes(15)));

/** For `write`: the table expression `readers (id, day)`, one row for each who had not been counted by any process. */
export const NEW_READERS = `
  told AS (SELECT * FROM unnest($1::uuid[], $2::date[], $3::text[]) AS told(id, day, reader)),
  counted AS (
    INSERT INTO counted_readers (day, reader) SELECT day, reader FROM told ORDER BY day, reader ON CONFLICT DO NOTHING RETURNING day, reader
  ),
  readers AS (SELECT told.id, told.day FROM told JOIN counted USING (day, reader))`;

/**
 * Readers of something, per day: each counts once, whichever process she asks. Who read what is never stored: a reader, a thing
 * and a day become a keyed hash, which is forgotten when the day is over, and only sums stay, a minute later.
 */
export class DailyReaders {
  private readonly key: string;
  private day = '';
  /** Those that this process need not tell again. */
  private readonly seen = new Set<string>();
  private waiting = new Map<string, { id: string; day: string }>();
  private timer: NodeJS.Timeout | undefined;

  /** `write` adds `NEW_READERS` up; in one order, so that two processes never wait for each other. */
  constructor(
    private readonly db: Database,
    private readonly log: Logger,
    secret: string,
    private readonly write: string,
  ) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'daily readers', 32)).toString('base64url');
  }

  count(readerId: string, ids: readonly string[]): void {
    const today = dayOf(clock.now());
    if (today !== this.day || this.seen.size > REMEMBERED_MOST) this.seen.clear();
    this.day = today;
    for (const id of ids) {
      const hash = hmac(this.key, `${today} ${readerId} ${id}`).slice(0, 22);
      if (this.seen.has(hash)) continue;
      this.seen.add(hash);
      this.waiting.set(hash, { id, day: today });
    }
  }

  start(): void {
    this.timer ??= setInterval(
      () => void this.flush().catch((err: unknown) => this.log.error({ err }, 'readers were not written')),
      minutes(1),
    ).unref();
  }

  async flush(): Promise<void> {
    const batch = [...this.waiting];
    if (batch.length === 0) return;
    this.waiting = new Map();
    try {
      await this.db.query(this.write, [batch.map(([, { id }]) => id), batch.map(([, { day }]) => day), batch.map(([hash]) => hash)]);
    } catch (err) {
      // Those that were written after all are not counted again.
      for (const [hash, read] of batch) this.waiting.set(hash, read);
      throw err;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }
}

/** The day is over and told: who was counted is nobody's business any more. */
export async function forgetReaders(db: Database): Promise<void> {
  await db.query('DELETE FROM counted_readers WHERE day < $1::date', [countedUntil()]);
}
