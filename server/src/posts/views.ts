import { DailyReaders, NEW_READERS } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

/** Ads deleted meanwhile are skipped. */
const WRITE = `
  WITH ${NEW_READERS}
  INSERT INTO post_views (post_id, day, count)
  SELECT r.id, r.day, count(*) FROM readers r JOIN male_posts p ON p.id = r.id GROUP BY r.id, r.day ORDER BY r.id, r.day
  ON CONFLICT (post_id, day) DO UPDATE SET count = post_views.count + excluded.count`;

/** Readers per ad and day. */
export const postViews = (db: Database, log: Logger, secret: string): DailyReaders => new DailyReaders(db, log, secret, WRITE);
