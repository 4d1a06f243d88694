import type { Database } from '../platform/db/database.js';
import { StatisticsResolver } from './statistics.resolver.js';
import { StatisticsService } from './statistics.service.js';

/** What a man is told about himself: numbers of days that are over, and nobody's name. */
export function createStatistics({ db }: { db: Database }) {
  return { resolvers: [new StatisticsResolver(new StatisticsService(db))] };
}
