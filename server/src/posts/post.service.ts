import { randomUUID } from 'node:crypto';
import { clock, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { myPost, myPosts, positionOf } from './posts.queries.js';
import type { DeletePostPayload, MyPostConnection, PostInput, PostPayload } from './post.types.js';

export const MOST_POSTS = 20;
const MINE = 'my-posts';
/** The same words again within this time are a retry whose answer was lost, or a double click. */
const SAME_FOR = minutes(10);

interface PostKept {
  id: string;
  man_id: string;
  text: string;
  created_at: string;
  updated_at: string;
}

/** A man's own ads. What is not his does not exist for him. */
export class PostService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
  ) {}

  async mine(viewer: Viewer, first: number, after?: string | null): Promise<MyPostConnection> {
    const size = pageSize(first);
    const [at, id] = typeof after === 'string' ? this.cursors.decode(MINE, after) : [];
    const before = at === undefined ? null : { at: Number(at), id: String(id) };
    const rows = await myPosts(this.db, viewer.id, before, size + 1);
    return forwardPage(
      rows,
      size,
      after,
      (row) => row,
      (row) => this.cursors.encode(MINE, positionOf(row)),
    );
  }

  async create(viewer: Viewer, { text }: PostInput): Promise<PostPayload> {
    // Random through and through: an id that goes by time would tell women his minute.
    const [fresh, now] = [randomUUID(), clock.now()];
    const id = await this.db.transaction(async (tx) => {
      // The lock makes the limit hold when several are published at once.
      const profile = await tx.one<{ count: number }>('SELECT post_count AS count FROM profiles_men WHERE user_id = $1 FOR NO KEY UPDATE', [
        viewer.id,
      ]);
      const again = await tx.one<{ id: string }>('SELECT id FROM male_posts WHERE man_id = $1 AND text = $2 AND created_at > $3', [
        viewer.id,
        text.trim(),
        new Date(now.getTime() - SAME_FOR),
      ]);
      if (again) return again.id;
      if ((profile?.count ?? 0) >= MOST_POSTS) throw new UserError('CONFLICT', `At most ${MOST_POSTS} ads at a time: delete one first.`);
      await tx.query('INSERT INTO male_posts (id, man_id, text, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)', [
        fresh,
        viewer.id,
        text.trim(),
        now,
      ]);
      return fresh;
    });
    return this.payload(viewer, id);
  }

  async update(viewer: Viewer, id: string, { text }: PostInput): Promise<PostPayload> {
    // The same words again are no edit.
    await this.db.query('UPDATE male_posts SET text = $3, updated_at = $4 WHERE id = $1 AND man_id = $2 AND text <> $3', [
      id,
      viewer.id,
      text.trim(),
      clock.now(),
    ]);
    return this.payload(viewer, id);
  }

  /** A real deletion: quotes and reports carry their own copy of the words. */
  async delete(viewer: Viewer, id: string): Promise<DeletePostPayload> {
    const gone = await this.db.query('DELETE FROM male_posts WHERE id = $1 AND man_id = $2 RETURNING id', [id, viewer.id]);
    if (gone.length === 0) throw notFound();
    return { deletedId: id };
  }

  /** His ads as the table keeps them, for evidence. */
  snapshot(tx: Tx, manId: string): Promise<PostKept[]> {
    return tx.query<PostKept>('SELECT * FROM male_posts WHERE man_id = $1 ORDER BY created_at DESC, id', [manId]);
  }

  /** A moderator takes them out of sight: they are deleted, and evidence keeps them. Those that were still there. */
  async takeDown(tx: Tx, ids: string[]): Promise<string[]> {
    const gone = await tx.query<{ id: string }>('DELETE FROM male_posts WHERE id = ANY ($1::uuid[]) RETURNING id', [ids]);
    return gone.map(({ id }) => id);
  }

  /** The removal was an error: what evidence kept of it is published again, under the day it had. */
  async putBack(tx: Tx, ids: string[], kept: object[]): Promise<void> {
    for (const post of (kept as PostKept[]).filter(({ id }) => ids.includes(id))) {
      await tx.query(
        `INSERT INTO male_posts (id, man_id, text, created_at, updated_at)
         SELECT $1, user_id, $3, $4, $5 FROM profiles_men WHERE user_id = $2 ON CONFLICT DO NOTHING`,
        [post.id, post.man_id, post.text, post.created_at, post.updated_at],
      );
    }
  }

  private async payload(viewer: Viewer, id: string): Promise<PostPayload> {
    const post = await myPost(this.db, viewer.id, id);
    if (!post) throw notFound();
    return { post };
  }
}
