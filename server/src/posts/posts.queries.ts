import { clock, dayOf } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { shiftDay } from '../profiles/index.js';
import type { MyPost, Post } from './post.types.js';

const SHOWN_DAYS = 30;

interface MyPostRow extends Omit<MyPost, 'viewsByDay'> {
  firstDay: string;
  days: Record<string, number>;
}

/** His ads with their readers, in one query. `$2` is today: what is counted today is shown tomorrow. */
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

export async function myPosts(db: Database, manId: string, beforeId: string | number | null, limit: number): Promise<MyPost[]> {
  const today = dayOf(clock.now());
  const sql = `${MY_POSTS} AND ($3::uuid IS NULL OR p.id < $3) ORDER BY p.id DESC LIMIT $4`;
  const rows = await db.prepared<MyPostRow>('posts.mine', sql, [manId, today, beforeId, limit]);
  return rows.map((row) => toMyPost(row, today));
}

export async function myPost(db: Database, manId: string, id: string): Promise<MyPost | null> {
  const today = dayOf(clock.now());
  const [row] = await db.prepared<MyPostRow>('posts.one-of-mine', `${MY_POSTS} AND p.id = $3`, [manId, today, id]);
  return row ? toMyPost(row, today) : null;
}

function toMyPost({ firstDay, days, ...post }: MyPostRow, today: string): MyPost {
  const start = shiftDay(today, -SHOWN_DAYS);
  const viewsByDay = [];
  for (let day = firstDay > start ? firstDay : start; day < today; day = shiftDay(day, 1)) viewsByDay.push({ day, count: days[day] ?? 0 });
  return { ...post, viewsByDay };
}

const POST = `p.id, p.text, (p.created_at AT TIME ZONE 'Europe/Paris')::date::text AS "publishedAt", p.updated_at > p.created_at AS edited`;

/** The newest ads of several men, `limit` of each. */
export function newestPosts(db: Database, manIds: readonly string[], limit: number): Promise<(Post & { manId: string })[]> {
  const sql = `
    SELECT man.id AS "manId", post.* FROM unnest($1::uuid[]) AS man(id)
    CROSS JOIN LATERAL (SELECT ${POST} FROM male_posts p WHERE p.man_id = man.id ORDER BY p.id DESC LIMIT $2) AS post
    ORDER BY post.id DESC`;
  return db.prepared('posts.newest', sql, [manIds, limit]);
}

export function olderPosts(db: Database, manId: string, beforeId: string | number, limit: number): Promise<Post[]> {
  return db.prepared('posts.older', `SELECT ${POST} FROM male_posts p WHERE p.man_id = $1 AND p.id < $2 ORDER BY p.id DESC LIMIT $3`, [
    manId,
    beforeId,
    limit,
  ]);
}
