import type { Pool } from 'pg';
import type { Metrics } from '../metrics/metrics.js';

/** When requests wait here, the database is slow or the pool too small. */
export function poolGauges(metrics: Metrics, pool: Pool, max: number): void {
  metrics.gauge('premierpas_pool_busy', 'Database connections at work.', () => pool.totalCount - pool.idleCount);
  metrics.gauge('premierpas_pool_idle', 'Database connections that are open and free.', () => pool.idleCount);
  metrics.gauge('premierpas_pool_waiting', 'Requests that wait for a database connection.', () => pool.waitingCount);
  metrics.gauge('premierpas_pool_max', 'Database connections this process may have: DATABASE_POOL.', () => max);
}
