import { DailyReaders, NEW_READERS } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

/** Men who left meanwhile are skipped. */
const WRITE = `
  WITH ${NEW_READERS}
  INSERT INTO profile_views (man_id, day, count)
  SELECT r.id, r.day, count(*) FROM readers r JOIN profiles_men p ON p.user_id = r.id GROUP BY r.id, r.day ORDER BY r.id, r.day
  ON CONFLICT (man_id, day) DO UPDATE SET count = profile_views.count + excluded.count`;

/** Women who opened a man's page, per man and day. */
export const profileViews = (db: Database, log: Logger, secret: string): DailyReaders => new DailyReaders(db, log, secret, WRITE);
