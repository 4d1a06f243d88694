import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';
import type { AuditChain } from './chain.js';

/** What one did that is written down for good. It is given back, and erased out of the chain, which holds nevertheless. */
export class AuditData implements PersonalData {
  readonly tables = ['audit_log'];

  constructor(
    private readonly db: Database,
    private readonly chain: AuditChain,
  ) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    return { log: await this.db.query<object>('SELECT at, kind, details FROM audit_log WHERE actor_id = $1 ORDER BY id', [userId]) };
  }

  erase(tx: Tx, userId: string): Promise<void> {
    return this.chain.erase(tx, userId);
  }
}
