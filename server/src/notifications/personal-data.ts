import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** Where and of what somebody wants to be told. */
export class NotificationData implements PersonalData {
  readonly tables = ['push_devices', 'notification_settings', 'push_turns'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const devices = await this.db.query<object>(
      'SELECT kind, locale, added_at AS "addedAt" FROM push_devices WHERE user_id = $1 ORDER BY added_at',
      [userId],
    );
    const settings = await this.db.one<object>(
      'SELECT muted, quiet_from AS "quietFrom", quiet_to AS "quietTo", time_zone AS "timeZone", shows_name AS "showsName" FROM notification_settings WHERE user_id = $1',
      [userId],
    );
    return { devices, settings: settings ?? null };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM push_turns WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM push_devices WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM notification_settings WHERE user_id = $1', [userId]);
  }
}
