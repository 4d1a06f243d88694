import { clock, hours } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';

/** How common each taste is, by the database's own statistics: enough to know where a walk is shortest. */
export class Popularity {
  private known: { at: number; share: Map<string, number> } | undefined;

  constructor(private readonly db: Database) {}

  /** Rarest first. */
  async byRarity(interests: string[]): Promise<string[]> {
    if (interests.length < 2) return interests;
    const share = await this.shares();
    return [...interests].sort((a, b) => (share.get(a) ?? 0) - (share.get(b) ?? 0) || (a < b ? -1 : 1));
  }

  private async shares(): Promise<Map<string, number>> {
    const now = clock.now().getTime();
    if (this.known && Math.abs(now - this.known.at) < hours(1)) return this.known.share;
    const rows = await this.db.query<{ interest: string; share: number }>(
      `SELECT interest, share FROM pg_stats, unnest(most_common_vals::text::text[], most_common_freqs) AS common(interest, share)
       WHERE schemaname = current_schema() AND tablename = 'men_interests' AND attname = 'interest'`,
    );
    const share = new Map(rows.map((row) => [row.interest, row.share]));
    this.known = { at: now, share };
    return share;
  }
}
