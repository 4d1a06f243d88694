import './moderation.events.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Jobs } from '../platform/jobs.js';
import type { Mailer } from '../platform/mail.js';
import { EVERYWHERE, type PubSub } from '../platform/pubsub.js';
import { BlockService } from './block.service.js';
import { ModerationResolver } from './moderation.resolver.js';
import { REPORT_FILED_JOB, REPORT_HANDLED_JOB, ReportMailing } from './report-mailing.js';
import { ReportQueue } from './report-queue.service.js';
import { ModerationData } from './personal-data.js';
import { ReportService } from './report.service.js';
import type { Knowledge } from './reportable.js';

export type { Found, Knowledge } from './reportable.js';
export { notBlocked, notBlockedEach, visibleTo } from './visibility.js';

export interface ModerationParts {
  db: Database;
  jobs: Jobs;
  mailer: Mailer;
  events: EventBus;
  pubsub: PubSub;
  cursors: Cursors;
  knowledge: Knowledge;
}

export function createModeration({ db, jobs, mailer, events, pubsub, cursors, knowledge }: ModerationParts) {
  const blocks = new BlockService(db, knowledge);
  const filing = new ReportService(db, blocks, knowledge);
  const queue = new ReportQueue(db, cursors, knowledge);
  const mailing = new ReportMailing(db, mailer);

  jobs.define(REPORT_FILED_JOB, (payload: { reportId: string }) => mailing.tell(REPORT_FILED_JOB, payload));
  jobs.define(REPORT_HANDLED_JOB, (payload: { reportId: string }) => mailing.tell(REPORT_HANDLED_JOB, payload));
  events.durable('report.filed', REPORT_FILED_JOB);
  events.durable('report.handled', REPORT_HANDLED_JOB);

  // What live streams and guards remember of the two is asked again.
  events.live('person.blocked', ({ blockerId, blockedId }) => {
    for (const userId of [blockerId, blockedId]) pubsub.publish('account', EVERYWHERE, { userId });
  });

  return { personalData: new ModerationData(db), resolvers: [new ModerationResolver(blocks, filing, queue)] };
}
