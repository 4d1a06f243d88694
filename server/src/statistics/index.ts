import { forgetReaders } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { Jobs } from '../platform/jobs.js';
import { StatisticsResolver } from './statistics.resolver.js';
import { StatisticsService } from './statistics.service.js';

/** What a man is told about himself: numbers of days that are over, and nobody's name. */
export function createStatistics({ db, jobs }: { db: Database; jobs: Jobs }) {
  jobs.define('statistics.forget-readers', () => forgetReaders(db));
  jobs.schedule('statistics.forget-readers', '20 0 * * *');
  return { resolvers: [new StatisticsResolver(new StatisticsService(db))] };
}
