import { countedUntil } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { MyStatistics } from './statistics.types.js';

const SHOWN_DAYS = 30;

/** Who he is: `$1`; the first day that is not shown yet: `$2`. Each source has the days before it, and what was counted on each. */
const SOURCES = {
  profileViews: 'SELECT day, count FROM profile_views WHERE man_id = $1 AND day < $2::date',
  postViews: 'SELECT v.day, v.count FROM male_posts p JOIN post_views v ON v.post_id = p.id WHERE p.man_id = $1 AND v.day < $2::date',
  likes: 'SELECT l.day, l.count FROM male_posts p JOIN post_likes_by_day l ON l.post_id = p.id WHERE p.man_id = $1 AND l.day < $2::date',
  firstSteps: `SELECT day, 1 FROM (SELECT (created_at AT TIME ZONE 'Europe/Paris')::date AS day FROM matches WHERE man_id = $1) s WHERE day < $2::date`,
};
const NAMES = Object.keys(SOURCES);
const SUMS = NAMES.map((name) => `coalesce(sum(count) FILTER (WHERE source = '${name}'), 0)::int AS "${name}"`).join(', ');

/** One row: all of it together, and each of the last days. */
const STATISTICS = `
  WITH counted AS (${Object.entries(SOURCES)
    .map(([name, sql]) => `SELECT '${name}' AS source, s.day, s.count FROM (${sql}) AS s(day, count)`)
    .join(' UNION ALL ')})
  SELECT (SELECT row_to_json(t) FROM (SELECT ${SUMS} FROM counted) AS t) AS total,
         (SELECT json_agg(row_to_json(d) ORDER BY d.day) FROM (
            SELECT shown.day::date::text AS day, ${SUMS}
            FROM generate_series($2::date - ${SHOWN_DAYS}, $2::date - 1, interval '1 day') AS shown(day)
            LEFT JOIN counted ON counted.day = shown.day::date GROUP BY shown.day) AS d) AS days`;

export class StatisticsService {
  constructor(private readonly db: Database) {}

  async of(manId: string): Promise<MyStatistics> {
    const [row] = await this.db.prepared<MyStatistics>('statistics.mine', STATISTICS, [manId, countedUntil()]);
    if (!row) throw new Error('Sums are always one row.');
    return row;
  }
}
