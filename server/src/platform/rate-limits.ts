import { isIP } from 'node:net';
import type { Counter } from 'prom-client';
import type { Database } from './db/database.js';
import type { Tx } from './db/transaction.js';
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
  /**
   * Counts one call; throws RATE_LIMITED with the seconds to wait when there were too many. In a transaction it counts only if
   * that commits, and whoever counts with the same key waits for it.
   */
  consume(key: string, tx?: Tx): Promise<void>;
}

/** By PostgreSQL's clock: a process whose own goes ahead must not end a window early. */
const NOW = `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;

const COUNT = `
  INSERT INTO rate_limits AS r (key, points, expire) VALUES ($1, 1, ${NOW} + $2)
  ON CONFLICT (key) DO UPDATE SET points = CASE WHEN r.expire > ${NOW} THEN r.points + 1 ELSE 1 END,
                                  expire = CASE WHEN r.expire > ${NOW} THEN r.expire ELSE excluded.expire END
  RETURNING points, (expire - ${NOW})::int AS left`;

/** Counters shared by every process through PostgreSQL, with Redis or without (decision 11). */
export class RateLimits {
  private readonly refused: Counter<'field'>;

  constructor(
    private readonly db: Database,
    metrics: Metrics,
  ) {
    this.refused = metrics.counter('premierpas_rate_limited_total', 'Calls refused because there were too many, by field.', ['field']);
  }

  /** `details` go with the refusal, for whoever is told why. */
  limit(name: string, max: number, window: string, details: Record<string, unknown> = {}): RateLimit {
    const length = parseWindow(window) * 1_000;
    const refused = this.refused.labels({ field: name });
    refused.inc(0);
    return {
      consume: async (key, tx) => {
        // One field may have several limits of the same key: an hour's and a day's count apart.
        const params = [`${name}/${window}:${key}`, length];
        const [row] = await (tx ? tx.query<Counted>(COUNT, params) : this.db.prepared<Counted>('rate-limit', COUNT, params));
        if (!row || row.points <= max) return;
        refused.inc();
        throw new UserError('RATE_LIMITED', undefined, { ...details, retryAfter: Math.max(1, Math.ceil(row.left / 1_000)) });
      },
    };
  }

  /** Windows that are over, of those who did not come again. */
  async forgetEnded(): Promise<void> {
    await this.db.query(`DELETE FROM rate_limits WHERE expire <= ${NOW}`);
  }
}

interface Counted {
  points: number;
  left: number;
}
