import { visibleTo } from '../moderation/index.js';
import { clock, dayOf } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { lockPair } from '../platform/db/pair.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { onePost, shownOn, today } from './posts.queries.js';
import type { LikePayload } from './post.types.js';

/**
 * Her heart on an ad. He reads sums of days that are over, which never fall: taken back on its own day, a like was never
 * counted; taken back later, by a block or with her account, it leaves no trace in a number that he could watch.
 */
export class LikeService {
  constructor(private readonly db: Database) {}

  async like(viewer: Viewer, postId: string): Promise<LikePayload> {
    return this.change(viewer, postId, async (tx, { likesAllowed }) => {
      const [known] = await tx.query<{ standing: boolean }>('SELECT standing FROM post_likes WHERE post_id = $1 AND woman_id = $2', [
        postId,
        viewer.id,
      ]);
      if (known?.standing) return;
      if (!likesAllowed) throw new UserError('CONFLICT', 'He takes no likes for this ad.');
      if (known) {
        await tx.query('UPDATE post_likes SET standing = true WHERE post_id = $1 AND woman_id = $2', [postId, viewer.id]);
        return;
      }
      const day = dayOf(clock.now());
      await tx.query('INSERT INTO post_likes (post_id, woman_id, liked_on, standing) VALUES ($1, $2, $3, true)', [postId, viewer.id, day]);
      await tx.query(
        `INSERT INTO post_likes_by_day (post_id, day, count) VALUES ($1, $2, 1)
         ON CONFLICT (post_id, day) DO UPDATE SET count = post_likes_by_day.count + 1`,
        [postId, day],
      );
    });
  }

  async unlike(viewer: Viewer, postId: string): Promise<LikePayload> {
    return this.change(viewer, postId, async (tx) => {
      await forget(tx, viewer.id, 'post_id = $3', [postId]);
      await tx.query('UPDATE post_likes SET standing = false WHERE post_id = $1 AND woman_id = $2', [postId, viewer.id]);
    });
  }

  /** After a block, whoever blocked: nothing of her stays with his ads. */
  async forgetPair(tx: Tx, { blockerId, blockedId }: { blockerId: string; blockedId: string }): Promise<void> {
    await lockPair(tx, blockerId, blockedId);
    for (const [womanId, manId] of [
      [blockerId, blockedId],
      [blockedId, blockerId],
    ] as const) {
      await forget(tx, womanId, 'post_id IN (SELECT id FROM male_posts WHERE man_id = $3)', [manId]);
      await tx.query('DELETE FROM post_likes WHERE woman_id = $1 AND post_id IN (SELECT id FROM male_posts WHERE man_id = $2)', [
        womanId,
        manId,
      ]);
    }
  }

  /** In turn with her other clicks and with a block of the two; NOT_FOUND for an ad that she may not see. */
  private async change(
    viewer: Viewer,
    postId: string,
    work: (tx: Tx, ad: { likesAllowed: boolean }) => Promise<void>,
  ): Promise<LikePayload> {
    await this.db.transaction(async (tx) => {
      const ad = await tx.one<{ manId: string }>('SELECT man_id AS "manId" FROM male_posts WHERE id = $1', [postId]);
      if (ad) await lockPair(tx, viewer.id, ad.manId);
      // What is written below keeps the ad from being deleted meanwhile.
      const shown = await tx.one<{ likesAllowed: boolean }>(
        `SELECT p.likes_allowed AS "likesAllowed" FROM male_posts p JOIN profiles_men m ON m.user_id = p.man_id
         WHERE p.id = $1 AND m.visible AND ${shownOn('$3')} AND ${visibleTo('$2::uuid', 'p.man_id')} FOR KEY SHARE OF p`,
        [postId, viewer.id, today()],
      );
      if (!shown) throw notFound();
      await work(tx, shown);
    });
    const post = await onePost(this.db, viewer.id, postId);
    if (!post) throw notFound();
    return { post };
  }
}

/** Likes of today go as if they had never been: their day has not been shown. */
async function forget(tx: Tx, womanId: string, which: string, params: unknown[]): Promise<void> {
  await tx.query(
    `WITH gone AS (DELETE FROM post_likes WHERE woman_id = $1 AND liked_on = $2 AND ${which} RETURNING post_id),
          -- In one order: two who block him at once do not wait for each other.
          held AS (SELECT post_id FROM post_likes_by_day JOIN gone USING (post_id) WHERE day = $2 ORDER BY post_id FOR UPDATE OF post_likes_by_day)
     UPDATE post_likes_by_day d SET count = d.count - 1 FROM held WHERE d.post_id = held.post_id AND d.day = $2`,
    [womanId, dayOf(clock.now()), ...params],
  );
}
