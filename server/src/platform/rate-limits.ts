import { isIP } from 'node:net';
import type { Pool } from 'pg';
import type { Counter } from 'prom-client';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { UserError } from './errors.js';
import type { Metrics } from './metrics/metrics.js';

const UNITS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** "10m" as seconds. */
export function parseWindow(window: string): number {
  const match = /^(\d+)([smhd])$/.exec(window);
  if (!match) throw new Error(`"${window}" is not a window such as 30s, 10m or 1h`);
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}

/**
 * Whose calls an address counts with: a household gets 2^64 addresses of IPv6, which share their first half, and the same IPv4
 * address may be written in IPv6's way.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || isIP(address) !== 6) return mapped ?? address.slice(0, 64);
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const [left, right] = [head, tail ?? ''].map((half) => half.split(':').filter(Boolean));
  const zeros = tail === undefined ? 0 : 8 - (left?.length ?? 0) - (right?.length ?? 0);
  const groups = [...(left ?? []), ...Array.from({ length: zeros }, () => '0'), ...(right ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

export interface RateLimit {
  /** Counts one call; throws RATE_LIMITED with the seconds to wait when there were too many. */
  consume(key: string): Promise<void>;
}

/** Counters shared by every process through PostgreSQL. */
export class RateLimits {
  private readonly refused: Counter<'field'>;

  constructor(
    private readonly pool: Pool,
    metrics: Metrics,
  ) {
    this.refused = metrics.counter('premierpas_rate_limited_total', 'Calls refused because there were too many, by field.', ['field']);
  }

  limit(name: string, max: number, window: string): RateLimit {
    const limiter = new RateLimiterPostgres({
      storeClient: this.pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      // One field may have several limits of the same key: an hour's and a day's count apart.
      keyPrefix: `${name}/${window}`,
      points: max,
      duration: parseWindow(window),
    });
    const refused = this.refused.labels({ field: name });
    refused.inc(0);
    return {
      consume: async (key) => {
        try {
          await limiter.consume(key);
        } catch (err) {
          if (!(err instanceof RateLimiterRes)) throw err;
          refused.inc();
          throw new UserError('RATE_LIMITED', undefined, { retryAfter: Math.max(1, Math.ceil(err.msBeforeNext / 1_000)) });
        }
      },
    };
  }
}
