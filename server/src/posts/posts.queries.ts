import { clock, dayOf, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { shiftDay } from '../profiles/index.js';
import type { MyPost, Post } from './post.types.js';

const SHOWN_DAYS = 30;

interface MyPostRow extends Omit<MyPost, 'viewsByDay'> {
  firstDay: string;
  days: Record<string, number>;
}

/** Where a page ends: the time and id of its last ad. */
export interface Position {
  at: number;
  id: string;
}

export const positionOf = (post: { createdAt: Date; id: string }): [number, string] => [post.createdAt.getTime(), post.id];

/**
 * What is counted in a day is shown when it is over, and all of it has been written: a number that still grew after midnight
 * would tell him that somebody had just read.
 */
const countedUntil = (): string => dayOf(new Date(clock.now().getTime() - minutes(15)));

/** His ads with their readers, in one query. `$2` is the first day that is not shown yet. */
const MY_POSTS = `
  SELECT p.id, p.text, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
         (p.created_at AT TIME ZONE 'Europe/Paris')::date::text AS "firstDay",
         coalesce(v.total, 0)::int AS views, coalesce(v.days, '{}') AS days
  FROM male_posts p
  LEFT JOIN LATERAL (
    SELECT sum(count) AS total, jsonb_object_agg(day, count) FILTER (WHERE day >= $2::date - ${SHOWN_DAYS}) AS days
    FROM post_views WHERE post_id = p.id AND day < $2::date
  ) v ON true
  WHERE p.man_id = $1`;

export async function myPosts(db: Database, manId: string, before: Position | null, limit: number): Promise<MyPost[]> {
  const today = countedUntil();
  const sql = `${MY_POSTS} AND ($3::float8 IS NULL OR (p.created_at, p.id) < (to_timestamp($3::float8 / 1000), $4::uuid)) ORDER BY p.created_at DESC, p.id DESC LIMIT $5`;
  const rows = await db.prepared<MyPostRow>('posts.mine', sql, [manId, today, before?.at ?? null, before?.id ?? null, limit]);
  return rows.map((row) => toMyPost(row, today));
}

export async function myPost(db: Database, manId: string, id: string): Promise<MyPost | null> {
  const today = countedUntil();
  const [row] = await db.prepared<MyPostRow>('posts.one-of-mine', `${MY_POSTS} AND p.id = $3`, [manId, today, id]);
  return row ? toMyPost(row, today) : null;
}

function toMyPost({ firstDay, days, ...post }: MyPostRow, today: string): MyPost {
  const start = shiftDay(today, -SHOWN_DAYS);
  const viewsByDay = [];
  for (let day = firstDay > start ? firstDay : start; day < today; day = shiftDay(day, 1)) viewsByDay.push({ day, count: days[day] ?? 0 });
  return { ...post, viewsByDay };
}

const POST = `p.id, p.text, (p.created_at AT TIME ZONE 'Europe/Paris')::date::text AS "publishedAt", p.updated_at > p.created_at AS edited, p.created_at AS "createdAt"`;

/** With the time of publishing, which stays here: women read the day. */
export type PostRow = Post & { createdAt: Date };

/** The newest ads of several men, `limit` of each. */
export function newestPosts(db: Database, manIds: readonly string[], limit: number): Promise<(PostRow & { manId: string })[]> {
  const sql = `
    SELECT man.id AS "manId", post.* FROM unnest($1::uuid[]) AS man(id)
    CROSS JOIN LATERAL (SELECT ${POST} FROM male_posts p WHERE p.man_id = man.id ORDER BY p.created_at DESC, p.id DESC LIMIT $2) AS post
    ORDER BY post."createdAt" DESC, post.id DESC`;
  return db.prepared('posts.newest', sql, [manIds, limit]);
}

export function olderPosts(db: Database, manId: string, before: Position, limit: number): Promise<PostRow[]> {
  const sql = `SELECT ${POST} FROM male_posts p WHERE p.man_id = $1 AND (p.created_at, p.id) < (to_timestamp($2::float8 / 1000), $3::uuid)
    ORDER BY p.created_at DESC, p.id DESC LIMIT $4`;
  return db.prepared('posts.older', sql, [manId, before.at, before.id, limit]);
}
