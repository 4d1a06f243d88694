import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';
import type { Storage } from '../platform/storage/index.js';
import { exportKey } from './export-archive.js';

/** The copies themselves. */
export class PrivacyData implements PersonalData {
  readonly tables = ['data_exports'];

  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
  ) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    return {
      exports: await this.db.query<object>('SELECT asked_at AS "askedAt" FROM data_exports WHERE user_id = $1 ORDER BY asked_at', [userId]),
    };
  }

  async eraseElsewhere(userId: string): Promise<void> {
    const rows = await this.db.query<{ id: string }>('SELECT id FROM data_exports WHERE user_id = $1', [userId]);
    await this.storage.remove(rows.map(({ id }) => exportKey(id)));
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM data_exports WHERE user_id = $1', [userId]);
  }
}
