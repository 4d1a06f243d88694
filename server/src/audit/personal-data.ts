import type { Database } from '../platform/db/database.js';
import type { PersonalData } from '../platform/personal-data.js';

/** What one did that is written down for good. It is given back; it stays, as the acts of an account that is nobody's any more. */
export class AuditData implements PersonalData {
  readonly tables = ['audit_log'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    return { log: await this.db.query<object>('SELECT at, kind, details FROM audit_log WHERE actor_id = $1 ORDER BY id', [userId]) };
  }

  erase(): Promise<void> {
    return Promise.resolve();
  }
}
