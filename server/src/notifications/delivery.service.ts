import type { Counter } from 'prom-client';
import { clock, minutes, seconds } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Locale } from '../platform/graphql/context.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import type { Push, PushOutcome } from '../platform/push/index.js';
import type { PeopleService } from '../profiles/index.js';
import type { DeviceKind } from './notification.types.js';
import type { Occasion, Occasions, Turn } from './occasion.js';
import { quietUntil } from './quiet-hours.js';
import type { SettingsService } from './settings.service.js';

export const DELIVER_JOB = 'notifications.deliver';

/** One push to one device. The same comes again after a crash; whoever shows it replaces the first. */
export interface Delivery extends Turn {
  deviceId: string;
  tries: number;
}

interface DeviceRow {
  kind: DeviceKind;
  address: string;
  p256dh: string | null;
  auth: string | null;
  locale: Locale;
  failures: number;
  restsUntil: Date | null;
}

/**
 * How long a device rests after each try in a row that its service did not take. Counted for the device: whoever registers one
 * that never answers takes some seconds of ours an hour, not all of our hands.
 */
const PATIENCE = [seconds(15), minutes(1), minutes(5), minutes(20), minutes(60)];
const AT_MOST = minutes(60);
/** For a rest as short as this, others wait as well. In a longer one they are dropped: the first one goes on trying. */
const SHORT = minutes(1);

const OUTCOMES = ['sent', 'over', 'gone', 'refused', 'busy', 'given up'] as const;

export class DeliveryService {
  private readonly pushes: Counter<'device' | 'outcome'>;

  constructor(
    private readonly db: Database,
    private readonly push: Push,
    private readonly occasions: Occasions,
    private readonly settings: SettingsService,
    private readonly people: PeopleService,
    metrics: Metrics,
  ) {
    this.pushes = metrics.counter(
      'premierpas_pushes_total',
      'Pushes to devices: sent, over before they left, gone with the device, refused, busy or given up.',
      ['device', 'outcome'],
    );
    for (const device of ['WEB', 'ANDROID']) for (const outcome of OUTCOMES) this.pushes.inc({ device, outcome }, 0);
  }

  async deliver(delivery: Delivery): Promise<void> {
    const device = await this.reachable(delivery);
    if (!device) return;
    const now = clock.now();
    const quiet = quietUntil((await this.settings.of(delivery.userId)).quiet, now);
    if (quiet) return this.later(delivery, quiet);
    const rest = (device.restsUntil?.getTime() ?? 0) - now.getTime();
    if (device.restsUntil && rest > 0 && rest <= SHORT) return this.later(delivery, device.restsUntil);
    const answer = rest > 0 ? ({ outcome: 'given up' } as const) : await this.send(device, delivery);
    if (answer.outcome === 'busy') return this.rest(delivery, device, seconds(answer.retryAfter ?? 0));
    this.count(device, answer.outcome);
    if (answer.outcome === 'gone') await this.forget(delivery, device);
    if (answer.outcome === 'sent' && device.failures > 0) await this.set(delivery, 0, null);
  }

  private async rest(delivery: Delivery, device: DeviceRow, asked: number): Promise<void> {
    const ours = PATIENCE[Math.min(device.failures, PATIENCE.length - 1)] ?? AT_MOST;
    const until = new Date(clock.now().getTime() + Math.min(AT_MOST, Math.max(ours, asked)));
    const isLast = delivery.tries === PATIENCE.length;
    this.count(device, isLast ? 'given up' : 'busy');
    await this.set(delivery, device.failures + 1, until);
    if (!isLast) await this.later({ ...delivery, tries: delivery.tries + 1 }, until);
  }

  private count({ kind }: DeviceRow, outcome: (typeof OUTCOMES)[number]): void {
    this.pushes.inc({ device: kind, outcome });
  }

  private async set({ deviceId }: Delivery, failures: number, restsUntil: Date | null): Promise<void> {
    await this.db.query('UPDATE push_devices SET failures = $2, rests_until = $3 WHERE id = $1', [deviceId, failures, restsUntil]);
  }

  private later(delivery: Delivery, startAt: Date): Promise<void> {
    return this.db.transaction((tx) => tx.enqueue(DELIVER_JOB, delivery, { startAt }));
  }

  /** The device, as long as it is this person's, signed in and in good standing. */
  private reachable({ deviceId, userId }: Delivery): Promise<DeviceRow | undefined> {
    return this.db.one<DeviceRow>(
      `SELECT d.kind, d.address, d.p256dh, d.auth, d.locale, d.failures, d.rests_until AS "restsUntil"
       FROM push_devices d JOIN sessions s ON s.id = d.session_id JOIN users u ON u.id = d.user_id
       WHERE d.id = $1 AND d.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > $3 AND u.status = 'ACTIVE'`,
      [deviceId, userId, clock.now()],
    );
  }

  private async send(device: DeviceRow, delivery: Delivery): Promise<PushOutcome | { outcome: 'over' }> {
    const [occasion] = await this.occasions.among([delivery]);
    if (!occasion || (await this.settings.of(delivery.userId)).muted.includes(occasion.kind)) return { outcome: 'over' };
    const { kind, subjectId, about } = occasion;
    const data = { kind, ...(about === 'CONVERSATION' && { conversationId: subjectId }) };
    const urgent = about === 'CONVERSATION';
    if (device.kind === 'ANDROID') {
      const message = { channel: kind.toLowerCase(), subject: subjectId, data, urgent };
      return this.push.android?.send(device.address, message) ?? { outcome: 'refused' };
    }
    const name = await this.nameFor(occasion);
    return this.push.web.send(
      { endpoint: device.address, p256dh: device.p256dh ?? '', auth: device.auth ?? '' },
      { content: { ...data, locale: device.locale, ...(name && { name }) }, subject: subjectId, urgent },
    );
  }

  /**
   * Her name, when she allows it and he may see her now. Men are not named either: whoever looks over her shoulder learns
   * nothing. On the way through Google's hands nobody is, for there it can be read.
   */
  private async nameFor({ userId, otherId }: Occasion): Promise<string | null> {
    if (otherId === null || !(await this.settings.of(otherId)).showsName) return null;
    const [woman] = await this.people.women(userId, [otherId]);
    return woman?.username ?? null;
  }

  /** Unless it was registered anew while the service was asked. */
  private async forget({ deviceId }: Delivery, { address }: DeviceRow): Promise<void> {
    await this.db.query('DELETE FROM push_devices WHERE id = $1 AND address = $2', [deviceId, address]);
  }
}
