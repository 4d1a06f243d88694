import { clock, dayOf } from '../platform/clock.js';
import { countedUntil } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import { mediaAsJson, toMedia, toMyMedia, type MediaRow } from '../media/index.js';
import { shiftDay } from '../profiles/index.js';
import type { MyPost, Post } from './post.types.js';

const SHOWN_DAYS = 30;

/** Whether an ad `p` is shown to others on that day. What is past its last day is not, whether it has been put away or not. */
export const shownOn = (day: string): string => `p.archived_at IS NULL AND (p.expires_on IS NULL OR p.expires_on > ${day}::date)`;

export const today = (): string => dayOf(clock.now());

/** What an ad `p` shows. */
const mediaOf = (condition = ''): string =>
  mediaAsJson(`post_media pm JOIN media m ON m.id = pm.media_id WHERE pm.post_id = p.id ${condition}`, 'pm.place');

interface MyPostRow extends Omit<MyPost, 'viewsByDay' | 'media'> {
  firstDay: string;
  days: Record<string, number>;
  media: MediaRow[];
}

/** Where a page ends: its last ad, and whether that is the pinned one. */
export interface Position {
  pinned: boolean;
  at: number;
  id: string;
}

export const positionOf = (post: { pinned: boolean; createdAt: Date; id: string }): [number, number, string] => [
  Number(post.pinned),
  post.createdAt.getTime(),
  post.id,
];

export const toPosition = ([pinned, at, id]: readonly unknown[]): Position => ({ pinned: pinned === 1, at: Number(at), id: String(id) });

const IN_ORDER = 'ORDER BY p.pinned DESC, p.created_at DESC, p.id DESC';

/** His ads with their readers, in one query. `$2` is the first day that is not counted yet, `$3` today. */
const MY_POSTS = `
  SELECT p.id, p.text, p.created_at AS "createdAt", p.updated_at AS "updatedAt", p.pinned, p.expires_on::text AS "expiresOn",
         NOT (${shownOn('$3')}) AS archived, p.likes_allowed AS "likesAllowed",
         (p.created_at AT TIME ZONE 'Europe/Paris')::date::text AS "firstDay",
         coalesce(v.total, 0)::int AS views, coalesce(v.days, '{}') AS days,
         (SELECT coalesce(sum(count), 0)::int FROM post_likes_by_day l WHERE l.post_id = p.id AND l.day < $2::date) AS likes,
         ${mediaOf(`AND m.status <> 'REMOVED'`)} AS media
  FROM male_posts p
  LEFT JOIN LATERAL (
    SELECT sum(count) AS total, jsonb_object_agg(day, count) FILTER (WHERE day >= $2::date - ${SHOWN_DAYS}) AS days
    FROM post_views WHERE post_id = p.id AND day < $2::date
  ) v ON true
  WHERE p.man_id = $1`;

/** Those he shows, the pinned one first; or those he has put away. */
export async function myPosts(db: Database, manId: string, archived: boolean, before: Position | null, limit: number): Promise<MyPost[]> {
  const counted = countedUntil();
  const sql = `${MY_POSTS} AND (${shownOn('$3')}) <> $4
    AND ($6::float8 IS NULL OR (p.pinned, p.created_at, p.id) < ($5::boolean, to_timestamp($6::float8 / 1000), $7::uuid)) ${IN_ORDER} LIMIT $8`;
  const params = [manId, counted, today(), archived, before?.pinned ?? null, before?.at ?? null, before?.id ?? null, limit];
  return (await db.prepared<MyPostRow>('posts.mine', sql, params)).map((row) => toMyPost(row, counted));
}

export async function myPost(db: Database, manId: string, id: string): Promise<MyPost | null> {
  const counted = countedUntil();
  const [row] = await db.prepared<MyPostRow>('posts.one-of-mine', `${MY_POSTS} AND p.id = $4`, [manId, counted, today(), id]);
  return row ? toMyPost(row, counted) : null;
}

function toMyPost({ firstDay, days, media, ...post }: MyPostRow, counted: string): MyPost {
  const start = shiftDay(counted, -SHOWN_DAYS);
  const viewsByDay = [];
  for (let day = firstDay > start ? firstDay : start; day < counted; day = shiftDay(day, 1))
    viewsByDay.push({ day, count: days[day] ?? 0 });
  return { ...post, viewsByDay, media: media.map(toMyMedia) };
}

/** An ad for a reader: `$1`. */
const POST = `p.id, p.text, (p.created_at AT TIME ZONE 'Europe/Paris')::date::text AS "publishedAt", p.updated_at > p.created_at AS edited,
  p.pinned, p.likes_allowed AS "likesAllowed", p.created_at AS "createdAt",
  EXISTS (SELECT 1 FROM post_likes l WHERE l.post_id = p.id AND l.woman_id = $1 AND l.standing) AS "likedByMe",
  ${mediaOf(`AND m.status = 'READY'`)} AS media`;

/** With the time of publishing, which stays here: women read the day. */
export type PostRow = Post & { createdAt: Date };

type Raw<Row> = Omit<Row, 'media'> & { media: MediaRow[] };

const toPost = <Row extends PostRow>(row: Raw<Row>): Row =>
  ({ ...row, media: row.media.map(toMedia).filter((media) => media !== null) }) as unknown as Row;

/** The newest ads of several men, `limit` of each. */
export async function newestPosts(
  db: Database,
  readerId: string,
  manIds: readonly string[],
  limit: number,
): Promise<(PostRow & { manId: string })[]> {
  const sql = `
    SELECT man.id AS "manId", post.* FROM unnest($2::uuid[]) AS man(id)
    CROSS JOIN LATERAL (SELECT ${POST} FROM male_posts p WHERE p.man_id = man.id AND ${shownOn('$3')} ${IN_ORDER} LIMIT $4) AS post
    ORDER BY post.pinned DESC, post."createdAt" DESC, post.id DESC`;
  return (await db.prepared<Raw<PostRow & { manId: string }>>('posts.newest', sql, [readerId, manIds, today(), limit])).map(toPost);
}

export async function olderPosts(db: Database, readerId: string, manId: string, before: Position, limit: number): Promise<PostRow[]> {
  const sql = `SELECT ${POST} FROM male_posts p WHERE p.man_id = $2 AND ${shownOn('$3')}
    AND (p.pinned, p.created_at, p.id) < ($4::boolean, to_timestamp($5::float8 / 1000), $6::uuid) ${IN_ORDER} LIMIT $7`;
  const params = [readerId, manId, today(), before.pinned, before.at, before.id, limit];
  return (await db.prepared<Raw<PostRow>>('posts.older', sql, params)).map(toPost);
}

/** One ad for a reader who may see its man. */
export async function onePost(db: Database, readerId: string, id: string): Promise<Post | null> {
  const sql = `SELECT ${POST} FROM male_posts p WHERE p.id = $2 AND ${shownOn('$3')}`;
  const [row] = await db.prepared<Raw<PostRow>>('posts.one', sql, [readerId, id, today()]);
  return row ? toPost(row) : null;
}
