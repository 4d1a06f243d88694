import type { MembershipService } from '../billing/index.js';
import type { Attention } from '../chat/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Jobs } from '../platform/jobs.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import type { Push } from '../platform/push/index.js';
import type { PeopleService } from '../profiles/index.js';
import { DELIVER_JOB, DeliveryService, type Delivery } from './delivery.service.js';
import { DeviceService, forgetOfSession, forgetUnlessActive } from './device.service.js';
import { NotificationResolver } from './notification.resolver.js';
import { Occasions } from './occasion.js';
import { SettingsService } from './settings.service.js';
import { TELL_JOB, TellService } from './tell.service.js';

export { NotificationData } from './personal-data.js';

export interface NotificationParts {
  db: Database;
  jobs: Jobs;
  events: EventBus;
  metrics: Metrics;
  push: Push;
  people: PeopleService;
  memberships: MembershipService;
  attention: Attention;
}

const FORGET_JOB = 'notifications.forget';

export function createNotifications({ db, jobs, events, metrics, push, people, memberships, attention }: NotificationParts) {
  const devices = new DeviceService(db, push);
  const settings = new SettingsService(db);
  const occasions = new Occasions(attention, memberships);
  const telling = new TellService(db, attention, occasions, settings);
  const deliveries = new DeliveryService(db, push, occasions, settings, people, metrics);

  // Most of it is asked for by the database itself, when something is put into an inbox: see the migration.
  events.within('report.handled', async (tx, { reportId }) => {
    await tx.query(
      `SELECT push_ask(reporter_id, id, 'CASE', $2) FROM reports
       WHERE id = $1 AND EXISTS (SELECT 1 FROM push_devices WHERE user_id = reporter_id)`,
      [reportId, clock.now()],
    );
  });
  events.within('session.ended', (tx, { userId, sessionId }) => forgetOfSession(tx, userId, sessionId));
  events.within('account.changed', (tx, { userId }) => forgetUnlessActive(tx, userId));

  jobs.define(TELL_JOB, () => telling.tell());
  // What fell between two clocks, or two processes.
  jobs.schedule(TELL_JOB, '* * * * *');
  jobs.define<Delivery>(DELIVER_JOB, (delivery) => deliveries.deliver(delivery), { atOnce: 8 });
  jobs.define(FORGET_JOB, () => telling.forget());
  jobs.schedule(FORGET_JOB, '53 3 * * *');

  return { telling, resolvers: [new NotificationResolver(devices, settings)] };
}
