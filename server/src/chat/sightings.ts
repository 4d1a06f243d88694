import { clock, dayOf, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

/** The day each man last opened the profile of a woman he talks with. Gathered, and written a minute later: reading her writes nothing. */
export class Sightings {
  private waiting = new Map<string, { womanId: string; manId: string; day: string }>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Database,
    private readonly log: Logger,
  ) {}

  note(womanId: string, manId: string): void {
    this.waiting.set(`${womanId} ${manId}`, { womanId, manId, day: dayOf(clock.now()) });
  }

  start(): void {
    this.timer ??= setInterval(
      () => void this.flush().catch((err: unknown) => this.log.error({ err }, 'openings of profiles were not written')),
      minutes(1),
    ).unref();
  }

  async flush(): Promise<void> {
    const batch = [...this.waiting.values()];
    if (batch.length === 0) return;
    this.waiting = new Map();
    try {
      // Who left meanwhile is skipped; one order, so that two processes never wait for each other.
      await this.db.query(
        `INSERT INTO profile_openings (woman_id, man_id, day)
         SELECT o.woman_id, o.man_id, o.day FROM unnest($1::uuid[], $2::uuid[], $3::date[]) AS o(woman_id, man_id, day)
         JOIN users her ON her.id = o.woman_id JOIN users him ON him.id = o.man_id ORDER BY o.woman_id, o.man_id
         ON CONFLICT (woman_id, man_id) DO UPDATE SET day = greatest(profile_openings.day, excluded.day)`,
        [batch.map(({ womanId }) => womanId), batch.map(({ manId }) => manId), batch.map(({ day }) => day)],
      );
    } catch (err) {
      for (const each of batch) this.waiting.set(`${each.womanId} ${each.manId}`, each);
      throw err;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** By man, of one woman. */
  async of(womanId: string, manIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ manId: string; day: string }>(
      'SELECT man_id AS "manId", day::text AS day FROM profile_openings WHERE woman_id = $1 AND man_id = ANY ($2::uuid[])',
      [womanId, manIds],
    );
    return new Map(rows.map(({ manId, day }) => [manId, day]));
  }
}
