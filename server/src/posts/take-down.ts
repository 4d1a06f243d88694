import type { MediaService } from '../media/index.js';
import type { Tx } from '../platform/db/transaction.js';

/** An ad as evidence keeps it: its row, and what it shows, in order. */
interface PostKept {
  id: string;
  man_id: string;
  text: string;
  created_at: string;
  updated_at: string;
  archived_at: string | null;
  expires_on: string | null;
  likes_allowed: boolean;
  media: string[];
}

/** What moderation does to ads. */
export class PostTakeDown {
  constructor(private readonly media: Pick<MediaService, 'takeDown' | 'putBack'>) {}

  /** All of his, for evidence. */
  snapshot(tx: Tx, manId: string): Promise<PostKept[]> {
    return tx.query<PostKept>(
      `SELECT p.*, p.expires_on::text AS expires_on, ARRAY(SELECT media_id::text FROM post_media WHERE post_id = p.id ORDER BY place) AS media
       FROM male_posts p WHERE p.man_id = $1 ORDER BY p.created_at DESC, p.id`,
      [manId],
    );
  }

  /** Out of sight: they are deleted, and evidence keeps them with what they show. Those that were still there. */
  async takeDown(tx: Tx, ids: string[]): Promise<string[]> {
    const shown = await tx.query<{ id: string }>('SELECT media_id AS id FROM post_media WHERE post_id = ANY ($1::uuid[])', [ids]);
    await this.media.takeDown(
      tx,
      shown.map(({ id }) => id),
    );
    const gone = await tx.query<{ id: string }>('DELETE FROM male_posts WHERE id = ANY ($1::uuid[]) RETURNING id', [ids]);
    return gone.map(({ id }) => id);
  }

  /** The removal was an error: what evidence kept of it is published again, under the day it had. */
  async putBack(tx: Tx, ids: string[], kept: object[]): Promise<void> {
    for (const post of (kept as PostKept[]).filter(({ id }) => ids.includes(id))) {
      await tx.query(
        `INSERT INTO male_posts (id, man_id, text, created_at, updated_at, archived_at, expires_on, likes_allowed)
         SELECT $1, user_id, $3, $4, $5, $6, $7, $8 FROM profiles_men WHERE user_id = $2 ON CONFLICT DO NOTHING`,
        [post.id, post.man_id, post.text, post.created_at, post.updated_at, post.archived_at, post.expires_on, post.likes_allowed],
      );
      await this.media.putBack(tx, post.media);
      await tx.query(
        `INSERT INTO post_media (media_id, post_id, place)
         SELECT w.id, $1, w.place FROM unnest($2::uuid[]) WITH ORDINALITY AS w(id, place)
         JOIN media m ON m.id = w.id AND m.status = 'READY' JOIN male_posts p ON p.id = $1 ON CONFLICT DO NOTHING`,
        [post.id, post.media],
      );
    }
  }
}
