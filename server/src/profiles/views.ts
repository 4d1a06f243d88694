import { DailyReaders } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { Logger } from '../platform/logger.js';

/** Men who left meanwhile are skipped. */
const WRITE = `
  INSERT INTO profile_views (man_id, day, count)
  SELECT v.man_id, v.day, v.count FROM unnest($1::uuid[], $2::date[], $3::int[]) AS v(man_id, day, count)
  JOIN profiles_men p ON p.user_id = v.man_id ORDER BY v.man_id, v.day
  ON CONFLICT (man_id, day) DO UPDATE SET count = profile_views.count + excluded.count`;

/** Women who opened a man's page, per man and day. */
export const profileViews = (db: Database, log: Logger): DailyReaders => new DailyReaders(db, log, WRITE);
