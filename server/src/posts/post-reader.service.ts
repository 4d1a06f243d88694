import DataLoader from 'dataloader';
import type { Database } from '../platform/db/database.js';
import { badInput } from '../platform/errors.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { SignedIn } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { newestPosts, olderPosts, positionOf, type Position, type PostRow } from './posts.queries.js';
import type { Post, PostConnection } from './post.types.js';
import type { Views } from './views.js';

const OF_MAN = 'posts';
const LOADERS = Symbol('newest posts by page size');

/** Ads as others read them. Whoever holds a `Man` may already see him: that was decided where the man was read. */
export class PostReader {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly views: Views,
  ) {}

  async postsOf(context: SignedIn, manId: string, first: number, after?: string | null): Promise<PostConnection> {
    const size = pageSize(first);
    const rows =
      typeof after === 'string'
        ? await olderPosts(this.db, manId, this.placeIn(manId, after), size + 1)
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

  /** The words of an ad, if it is his and still stands. */
  async quotable(postId: string, manId: string): Promise<string | null> {
    const post = await this.db.one<{ text: string }>('SELECT text FROM male_posts WHERE id = $1 AND man_id = $2', [postId, manId]);
    return post?.text ?? null;
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
    const [ofMan, at, id] = this.cursors.decode(OF_MAN, after);
    if (ofMan !== manId) throw badInput({ after: 'This cursor does not belong to this list.' });
    return { at: Number(at), id: String(id) };
  }

  /** One query for all the men of a page. Nothing is remembered: a subscription's context lives for hours. */
  private newest(context: SignedIn, limit: number): DataLoader<string, PostRow[]> {
    const loaders = context.once(LOADERS, () => new Map<number, DataLoader<string, PostRow[]>>());
    const loader = loaders.get(limit) ?? new DataLoader<string, PostRow[]>((manIds) => this.newestOfEach(manIds, limit), { cache: false });
    loaders.set(limit, loader);
    return loader;
  }

  private async newestOfEach(manIds: readonly string[], limit: number): Promise<PostRow[][]> {
    const byMan = Map.groupBy(await newestPosts(this.db, [...new Set(manIds)], limit), (post) => post.manId);
    return manIds.map((manId) => byMan.get(manId) ?? []);
  }
}
