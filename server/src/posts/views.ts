import { DailyReaders } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

/** Ads deleted meanwhile are skipped. */
const WRITE = `
  INSERT INTO post_views (post_id, day, count)
  SELECT v.post_id, v.day, v.count FROM unnest($1::uuid[], $2::date[], $3::int[]) AS v(post_id, day, count)
  JOIN male_posts p ON p.id = v.post_id ORDER BY v.post_id, v.day
  ON CONFLICT (post_id, day) DO UPDATE SET count = post_views.count + excluded.count`;

/** Readers per ad and day. */
export const postViews = (db: Database, log: Logger): DailyReaders => new DailyReaders(db, log, WRITE);
