import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { Gate } from '../platform/gate.js';

/** Of the pool's connections, how many may wait for Stripe at once in this process: a slow Stripe must not slow the rest. */
const AT_ONCE = 4;

/**
 * One at a time per key, in all processes: what is read from Stripe and what is then written happen as one step, so that
 * an older reading never lands on a newer one.
 */
export class StripeTurns {
  private readonly gate = new Gate(AT_ONCE);

  constructor(private readonly db: Database) {}

  take<T>(key: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.gate.pass(() =>
      this.db.transaction(async (tx) => {
        await tx.query(`SET LOCAL idle_in_transaction_session_timeout = '60s'`);
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`stripe:${key}`]);
        return work(tx);
      }),
    );
  }
}
