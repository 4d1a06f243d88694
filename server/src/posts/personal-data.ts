import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** His ads, and how often they were read; what she likes. */
export class PostData implements PersonalData {
  readonly tables = ['male_posts', 'post_likes'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const ads = await this.db.query<object>(
      `SELECT p.text, p.created_at AS "publishedAt", p.updated_at AS "changedAt",
              (SELECT coalesce(sum(v.count), 0)::int FROM post_views v WHERE v.post_id = p.id) AS readings
       FROM male_posts p WHERE p.man_id = $1 ORDER BY p.created_at`,
      [userId],
    );
    const likes = await this.db.query<object>(
      `SELECT p.text AS ad, l.liked_on AS "likedOn" FROM post_likes l JOIN male_posts p ON p.id = l.post_id WHERE l.woman_id = $1 AND l.standing ORDER BY l.liked_on`,
      [userId],
    );
    return { ads, likes };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM post_likes WHERE woman_id = $1', [userId]);
    await tx.query('DELETE FROM male_posts WHERE man_id = $1', [userId]);
  }
}
