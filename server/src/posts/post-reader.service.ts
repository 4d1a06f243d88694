import DataLoader from 'dataloader';
import type { Database } from '../platform/db/database.js';
import { badInput } from '../platform/errors.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { SignedIn } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { newestPosts, olderPosts, positionOf, shownOn, today, toPosition, type Position, type PostRow } from './posts.queries.js';
import type { Post, PostConnection } from './post.types.js';
import type { DailyReaders } from '../platform/daily-readers.js';

const OF_MAN = 'posts';
const LOADERS = Symbol('newest posts by page size');

/** Ads as others read them. Whoever holds a `Man` may already see him: that was decided where the man was read. */
export class PostReader {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly views: DailyReaders,
  ) {}

  async postsOf(context: SignedIn, manId: string, first: number, after?: string | null): Promise<PostConnection> {
    const size = pageSize(first);
    const rows =
      typeof after === 'string'
        ? await olderPosts(this.db, context.viewer.id, manId, this.placeIn(manId, after), size + 1)
        : await this.newest(context, size + 1).load(manId);
    const page = forwardPage<PostRow, Post>(
      rows,
      size,
      after,
      (row) => row,
      (row) => this.cursors.encode(OF_MAN, [manId, ...positionOf(row)]),
    );
    // A man reads ads only in his own preview.
    if (context.viewer.role === 'WOMAN')
      this.views.count(
        context.viewer.id,
        page.edges.map(({ node }) => node.id),
      );
    return page;
  }

  /** The words of an ad, if it is his and he shows it. */
  async quotable(postId: string, manId: string): Promise<string | null> {
    const post = await this.db.one<{ text: string }>(
      `SELECT p.text FROM male_posts p WHERE p.id = $1 AND p.man_id = $2 AND ${shownOn('$3')}`,
      [postId, manId, today()],
    );
    return post?.text ?? null;
  }

  /** Whether a photo or film belongs to an ad that is shown, to whoever sees its man. */
  async shows(mediaId: string): Promise<boolean> {
    const sql = `SELECT 1 FROM post_media pm JOIN male_posts p ON p.id = pm.post_id WHERE pm.media_id = $1 AND ${shownOn('$2')}`;
    return (await this.db.prepared('posts.shows', sql, [mediaId, today()])).length > 0;
  }

  /** Whose ad it is and what it says, for a report. */
  async found(postId: string): Promise<{ personId: string; quoted: string } | null> {
    const post = await this.db.one<{ personId: string; quoted: string }>(
      'SELECT man_id AS "personId", text AS quoted FROM male_posts WHERE id = $1',
      [postId],
    );
    return post ?? null;
  }

  private placeIn(manId: string, after: string): Position {
    const [ofMan, ...position] = this.cursors.decode(OF_MAN, after);
    if (ofMan !== manId) throw badInput({ after: 'This cursor does not belong to this list.' });
    return toPosition(position);
  }

  /** One query for all the men of a page. Nothing is remembered: a subscription's context lives for hours. */
  private newest(context: SignedIn, limit: number): DataLoader<string, PostRow[]> {
    const loaders = context.once(LOADERS, () => new Map<number, DataLoader<string, PostRow[]>>());
    const loader =
      loaders.get(limit) ??
      new DataLoader<string, PostRow[]>((manIds) => this.newestOfEach(context.viewer.id, manIds, limit), { cache: false });
    loaders.set(limit, loader);
    return loader;
  }

  private async newestOfEach(readerId: string, manIds: readonly string[], limit: number): Promise<PostRow[][]> {
    const byMan = Map.groupBy(await newestPosts(this.db, readerId, [...new Set(manIds)], limit), (post) => post.manId);
    return manIds.map((manId) => byMan.get(manId) ?? []);
  }
}
