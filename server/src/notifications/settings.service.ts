import { noteConsent } from '../accounts/index.js';
import type { Database } from '../platform/db/database.js';
import { badInput } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { NotificationKind, NotificationSettings, NotificationSettingsInput } from './notification.types.js';
import type { Quiet } from './quiet-hours.js';

export interface Settings {
  muted: NotificationKind[];
  quiet: Quiet | null;
  showsName: boolean;
}

interface Row {
  userId: string;
  muted: NotificationKind[];
  from: string | null;
  to: string | null;
  timeZone: string;
  showsName: boolean;
}

const DEFAULTS: Settings = { muted: [], quiet: null, showsName: false };

const SETTINGS = `SELECT user_id AS "userId", muted, quiet_from AS "from", quiet_to AS "to", time_zone AS "timeZone", shows_name AS "showsName"
  FROM notification_settings WHERE user_id = ANY ($1::uuid[])`;

export class SettingsService {
  constructor(private readonly db: Database) {}

  async mine(viewer: Viewer): Promise<NotificationSettings> {
    const { muted, quiet, showsName } = await this.of(viewer.id);
    return { muted, quietHours: quiet, showsMyName: showsName };
  }

  async update(viewer: Viewer, { muted, quietHours, showsMyName }: NotificationSettingsInput): Promise<NotificationSettings> {
    if (showsMyName && viewer.role !== 'WOMAN') throw badInput({ showsMyName: 'Only women are not named unless they choose so.' });
    if (quietHours && quietHours.from === quietHours.to) throw badInput({ 'quietHours.to': 'Another hour than the first.' });
    await this.db.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO notification_settings AS mine (user_id, muted, quiet_from, quiet_to, time_zone, shows_name)
         VALUES ($1, coalesce($2, '{}'::text[]), $4, $5, coalesce($6, 'Europe/Paris'), coalesce($7, false))
         ON CONFLICT (user_id) DO UPDATE SET
           muted = coalesce($2, mine.muted),
           quiet_from = CASE WHEN $3 THEN $4 ELSE mine.quiet_from END,
           quiet_to = CASE WHEN $3 THEN $5 ELSE mine.quiet_to END,
           time_zone = coalesce($6, mine.time_zone),
           shows_name = coalesce($7, mine.shows_name)`,
        [
          viewer.id,
          muted ? [...new Set(muted)] : null,
          quietHours !== undefined,
          quietHours?.from ?? null,
          quietHours?.to ?? null,
          quietHours?.timeZone ?? null,
          showsMyName ?? null,
        ],
      );
      if (typeof showsMyName === 'boolean') await noteConsent(tx, viewer.id, 'NAME_IN_NOTIFICATIONS', showsMyName);
    });
    return this.mine(viewer);
  }

  async of(userId: string): Promise<Settings> {
    return (await this.ofAll([userId]))(userId);
  }

  async ofAll(userIds: readonly string[]): Promise<(userId: string) => Settings> {
    const rows = await this.db.prepared<Row>('notifications.settings', SETTINGS, [userIds]);
    const known = new Map(rows.map((row) => [row.userId, toSettings(row)]));
    return (userId) => known.get(userId) ?? DEFAULTS;
  }
}

const toSettings = ({ muted, from, to, timeZone, showsName }: Row): Settings => ({
  muted,
  quiet: from !== null && to !== null ? { from, to, timeZone } : null,
  showsName,
});
