import { randomUUID } from 'node:crypto';
import type { Restraint } from '../limits/index.js';
import type { Attachments } from '../media/index.js';
import { clock, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { shiftDay } from '../profiles/index.js';
import { myPost, myPosts, positionOf, shownOn, today, toPosition } from './posts.queries.js';
import type { DeletePostPayload, MyPostConnection, PostInput, PostPayload } from './post.types.js';

const MOST_SHOWN = 20;
/** Shown and put away together. */
const MOST_KEPT = 100;
const LONGEST_DAYS = 90;
/** How many men's ads are put away in one transaction. */
const AT_ONCE = 500;
const MINE = 'my-posts';
/** The same words again within this time are a retry whose answer was lost, or a double click. */
const SAME_FOR = minutes(10);

interface Standing {
  expiresOn: string | null;
  media: string[];
  shown: boolean;
}

/** A man's own ads. What is not his does not exist for him. Whatever changes them holds his profile, so that limits hold. */
export class PostService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly attachments: Attachments,
    private readonly restraint: Restraint,
  ) {}

  async mine(viewer: Viewer, archived: boolean, first: number, after?: string | null): Promise<MyPostConnection> {
    const size = pageSize(first);
    const before = typeof after === 'string' ? toPosition(this.cursors.decode(MINE, after)) : null;
    const rows = await myPosts(this.db, viewer.id, archived, before, size + 1);
    return forwardPage(
      rows,
      size,
      after,
      (row) => row,
      (row) => this.cursors.encode(MINE, positionOf(row)),
    );
  }

  async create(viewer: Viewer, { text, mediaIds, expiresOn, likesAllowed }: PostInput, ip: string): Promise<PostPayload> {
    // Random through and through: an id that goes by time would tell women his minute.
    const [fresh, now] = [randomUUID(), clock.now()];
    const [words, media] = [text.trim(), spelt(mediaIds)];
    assertExpiry(expiresOn);
    const id = await this.inTurn(viewer, async (tx) => {
      const again = await tx.one<{ id: string }>(
        `SELECT p.id FROM male_posts p WHERE p.man_id = $1 AND p.text = $2 AND p.created_at > $3 AND p.archived_at IS NULL
         AND ARRAY(SELECT media_id FROM post_media WHERE post_id = p.id ORDER BY place) = $4::uuid[]`,
        [viewer.id, words, new Date(now.getTime() - SAME_FOR), media],
      );
      if (again) return again.id;
      await assertRoom(tx, viewer.id);
      await this.restraint.count(tx, viewer, 'AD');
      await this.restraint.assertNew(tx, viewer, ip, { kind: 'AD', subjectId: fresh, text: words });
      await tx.query(
        `INSERT INTO male_posts (id, man_id, text, created_at, updated_at, expires_on, likes_allowed) VALUES ($1, $2, $3, $4, $4, $5, $6)`,
        [fresh, viewer.id, words, now, expiresOn ?? null, likesAllowed ?? true],
      );
      await this.show(tx, viewer, fresh, media, []);
      return fresh;
    });
    return this.payload(viewer, id);
  }

  async update(viewer: Viewer, id: string, { text, mediaIds, expiresOn, likesAllowed }: PostInput, ip: string): Promise<PostPayload> {
    await this.inTurn(viewer, async (tx) => {
      const standing = await this.standing(tx, viewer, id);
      if (expiresOn !== standing.expiresOn) assertExpiry(expiresOn);
      const wanted = mediaIds ? spelt(mediaIds) : standing.media;
      const pictures = wanted.join() !== standing.media.join();
      if (pictures) await this.show(tx, viewer, id, wanted, standing.media);
      // An ad that is turned into another one counts as that one.
      await this.restraint.assertNew(tx, viewer, ip, { kind: 'AD', subjectId: id, text: text.trim() });
      // The same words and pictures again are no edit.
      await tx.query(
        `UPDATE male_posts SET text = $2, updated_at = CASE WHEN text <> $2 OR $3 THEN $4 ELSE updated_at END,
         expires_on = CASE WHEN $5 THEN $6::date ELSE expires_on END, likes_allowed = coalesce($7, likes_allowed) WHERE id = $1`,
        [id, text.trim(), pictures, clock.now(), expiresOn !== undefined, expiresOn ?? null, likesAllowed ?? null],
      );
    });
    return this.payload(viewer, id);
  }

  /** Only he sees it from now on. The same call again changes nothing. */
  async archive(viewer: Viewer, id: string): Promise<PostPayload> {
    await this.inTurn(viewer, (tx) =>
      tx.query('UPDATE male_posts SET archived_at = $3, pinned = false WHERE id = $1 AND man_id = $2 AND archived_at IS NULL', [
        id,
        viewer.id,
        clock.now(),
      ]),
    );
    return this.payload(viewer, id);
  }

  /** Shown again, where it was; a last day that has passed is forgotten. */
  async restore(viewer: Viewer, id: string): Promise<PostPayload> {
    await this.inTurn(viewer, async (tx) => {
      if ((await this.standing(tx, viewer, id)).shown) return;
      await assertRoom(tx, viewer.id, 0);
      await tx.query(
        `UPDATE male_posts SET archived_at = NULL, pinned = false, expires_on = CASE WHEN expires_on > $2 THEN expires_on END WHERE id = $1`,
        [id, today()],
      );
    });
    return this.payload(viewer, id);
  }

  /** One at most: another that was pinned no longer is. */
  async pin(viewer: Viewer, id: string, pinned: boolean): Promise<PostPayload> {
    await this.inTurn(viewer, async (tx) => {
      if (!(await this.standing(tx, viewer, id)).shown) throw new UserError('CONFLICT', 'It is in the archives: restore it first.');
      await tx.query('UPDATE male_posts SET pinned = false WHERE man_id = $1 AND pinned AND ($3 OR id = $2)', [viewer.id, id, pinned]);
      if (pinned) await tx.query('UPDATE male_posts SET pinned = true WHERE id = $1', [id]);
    });
    return this.payload(viewer, id);
  }

  /** A real deletion, with all it shows: quotes and reports carry their own copy of the words. */
  async delete(viewer: Viewer, id: string): Promise<DeletePostPayload> {
    await this.inTurn(viewer, async (tx) => {
      await this.attachments.drop(tx, (await this.standing(tx, viewer, id)).media);
      await tx.query('DELETE FROM male_posts WHERE id = $1', [id]);
    });
    return { deletedId: id };
  }

  /** Hourly, as a new day may have begun: what nobody is shown any more is put away, and no longer counted on his card. */
  async archiveExpired(): Promise<void> {
    while ((await this.db.transaction((tx) => this.archiveSome(tx))) === AT_ONCE);
  }

  private async archiveSome(tx: Tx): Promise<number> {
    // Profiles first, as whoever changes an ad holds them, and in one order.
    const men = await tx.query<{ id: string }>(
      `SELECT user_id AS id FROM profiles_men WHERE user_id IN
         (SELECT DISTINCT man_id FROM male_posts WHERE archived_at IS NULL AND expires_on <= $1 ORDER BY man_id LIMIT ${AT_ONCE})
       ORDER BY user_id FOR NO KEY UPDATE`,
      [today()],
    );
    await tx.query(
      `UPDATE male_posts SET archived_at = $3, pinned = false
       WHERE man_id = ANY ($1::uuid[]) AND archived_at IS NULL AND expires_on <= $2`,
      [men.map(({ id }) => id), today(), clock.now()],
    );
    return men.length;
  }

  private async inTurn<T>(viewer: Viewer, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM profiles_men WHERE user_id = $1 FOR NO KEY UPDATE', [viewer.id]);
      return work(tx);
    });
  }

  private async standing(tx: Tx, viewer: Viewer, id: string): Promise<Standing> {
    const post = await tx.one<Standing>(
      `SELECT p.expires_on::text AS "expiresOn", ${shownOn('$3')} AS shown,
              ARRAY(SELECT pm.media_id::text FROM post_media pm JOIN media m ON m.id = pm.media_id
                    WHERE pm.post_id = p.id AND m.status <> 'REMOVED' ORDER BY pm.place) AS media
       FROM male_posts p WHERE p.id = $1 AND p.man_id = $2`,
      [id, viewer.id, today()],
    );
    if (!post) throw notFound();
    return post;
  }

  /** It shows these from now on, in this order; what it showed besides is gone for good. */
  private async show(tx: Tx, viewer: Viewer, id: string, wanted: readonly string[], before: readonly string[]): Promise<void> {
    const kinds = await this.attachments.take(tx, viewer.id, 'POST', wanted, before);
    if (kinds.includes('VIDEO') && kinds.length > 1) throw badInput({ mediaIds: 'Photos, or one film: not both.' });
    await this.attachments.drop(
      tx,
      before.filter((each) => !wanted.includes(each)),
    );
    await tx.query('DELETE FROM post_media WHERE post_id = $1', [id]);
    await tx.query(
      'INSERT INTO post_media (media_id, post_id, place) SELECT w.id, $1, w.place FROM unnest($2::uuid[]) WITH ORDINALITY AS w(id, place)',
      [id, wanted],
    );
  }

  private async payload(viewer: Viewer, id: string): Promise<PostPayload> {
    const post = await myPost(this.db, viewer.id, id);
    if (!post) throw notFound();
    return { post };
  }
}

/** What is remembered and compared by id knows one spelling. */
const spelt = (ids: readonly string[] | null | undefined): string[] => (ids ?? []).map((id) => id.toLowerCase());

function assertExpiry(day: string | null | undefined): void {
  if (!day) return;
  const [first, last] = [shiftDay(today(), 1), shiftDay(today(), LONGEST_DAYS)];
  if (day < first || day > last) throw badInput({ expiresOn: `From tomorrow to ${LONGEST_DAYS} days from now.` });
}

/** For one ad more to be shown, and `more` to be kept. */
async function assertRoom(tx: Tx, manId: string, more = 1): Promise<void> {
  const [{ shown, kept } = { shown: 0, kept: 0 }] = await tx.query<{ shown: number; kept: number }>(
    `SELECT (count(*) FILTER (WHERE ${shownOn('$2')}))::int AS shown, count(*)::int AS kept FROM male_posts p WHERE p.man_id = $1`,
    [manId, today()],
  );
  if (shown >= MOST_SHOWN) throw new UserError('CONFLICT', `At most ${MOST_SHOWN} ads at a time: delete or archive one first.`);
  if (kept + more > MOST_KEPT) throw new UserError('CONFLICT', `At most ${MOST_KEPT} ads with the archives: delete one first.`);
}
