import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** His ads, and how often they were read. */
export class PostData implements PersonalData {
  readonly tables = ['male_posts'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const ads = await this.db.query<object>(
      `SELECT p.text, p.created_at AS "publishedAt", p.updated_at AS "changedAt",
              (SELECT coalesce(sum(v.count), 0)::int FROM post_views v WHERE v.post_id = p.id) AS readings
       FROM male_posts p WHERE p.man_id = $1 ORDER BY p.created_at`,
      [userId],
    );
    return { ads };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM male_posts WHERE man_id = $1', [userId]);
  }
}
