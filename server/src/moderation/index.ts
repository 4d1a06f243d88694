import './moderation.events.js';
import type { ContactHashes } from '../accounts/index.js';
import type { Config } from '../platform/config.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Jobs } from '../platform/jobs.js';
import type { Mailer } from '../platform/mail.js';
import { EVERYWHERE, type PubSub } from '../platform/pubsub.js';
import { AppealService } from './appeal.service.js';
import { BlockService } from './block.service.js';
import { BlockedContactResolver } from './blocked-contact.resolver.js';
import { BlockedContactService } from './blocked-contact.service.js';
import { CaseFileService } from './case-file.service.js';
import { ConsoleResolver } from './console.resolver.js';
import { applyContacts, applyContactsTo } from './contact-blocks.js';
import { DecisionService } from './decision.service.js';
import { EVASION_JOB, EvasionService } from './evasion.service.js';
import { forgetReports, purgeEvidence } from './evidence.js';
import { GIVE_BACK_JOB, GivingBack } from './give-back.js';
import { HiddenWordsResolver, HiddenWordsService } from './hidden-words.js';
import { MeDecisionFields } from './me.fields.js';
import { ModerationResolver } from './moderation.resolver.js';
import { NamingService } from './naming.service.js';
import { EVIDENCE_KEPT_FOR, REPORTS_KEPT_FOR } from './outcomes.js';
import { ModerationData } from './personal-data.js';
import { APPEAL_DECIDED_JOB, REPORT_FILED_JOB, REPORT_HANDLED_JOB, ReportMailing, SANCTION_JOB } from './report-mailing.js';
import { ReportQueue } from './report-queue.service.js';
import { ReportService } from './report.service.js';
import type { Contents, Knowledge, Paid } from './reportable.js';
import { SanctionService } from './sanction.service.js';
import { settle } from './standing.js';

export type { Contents, Found, Knowledge, Paid, Removable } from './reportable.js';
export { heldAsEvidence } from './evidence.js';
export { EvidenceMedia } from './evidence.types.js';
export { notBlocked, notBlockedEach, visibleTo } from './visibility.js';

const STOP_RENEWAL_JOB = 'moderation.stop-renewal';
const CONTACTS_JOB = 'moderation.apply-contacts';

export interface ModerationParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  mailer: Mailer;
  events: EventBus;
  pubsub: PubSub;
  cursors: Cursors;
  contacts: ContactHashes;
  knowledge: Knowledge;
  contents: Contents;
  paid: Paid;
}

export function createModeration({
  config,
  db,
  jobs,
  mailer,
  events,
  pubsub,
  cursors,
  contacts,
  knowledge,
  contents,
  paid,
}: ModerationParts) {
  const blocks = new BlockService(db, cursors, knowledge);
  const filing = new ReportService(db, blocks, knowledge);
  const queue = new ReportQueue(db, cursors, knowledge);
  const decisions = new DecisionService(db, queue, knowledge, contents);
  const sanctions = new SanctionService(db, cursors);
  const appeals = new AppealService(db, cursors, queue, knowledge, contents);
  const evasions = new EvasionService(db, knowledge);
  const files = new CaseFileService(db, queue, knowledge, evasions);
  const mailing = new ReportMailing(db, mailer, config.http.publicUrl);
  const givingBack = new GivingBack(db, paid);

  jobs.define(REPORT_FILED_JOB, (payload: { reportId: string }) => mailing.filed(payload));
  jobs.define(REPORT_HANDLED_JOB, (payload: { reportId: string }) => mailing.handled(payload));
  jobs.define(SANCTION_JOB, (payload: { decisionId: string }) => mailing.sanctioned(payload));
  jobs.define(APPEAL_DECIDED_JOB, (payload: { decisionId: string }) => mailing.appealDecided(payload));
  jobs.define(GIVE_BACK_JOB, (payload: { decisionId: string }) => givingBack.run(payload));
  events.durable('report.filed', REPORT_FILED_JOB);
  events.durable('report.handled', REPORT_HANDLED_JOB);
  events.durable('sanction.decided', SANCTION_JOB);
  events.durable('appeal.decided', APPEAL_DECIDED_JOB);
  jobs.define(STOP_RENEWAL_JOB, ({ userId }: { userId: string }) => paid.stopRenewal(userId));
  events.durable('sanction.overturned', GIVE_BACK_JOB);
  events.durable('person.banned', STOP_RENEWAL_JOB);
  jobs.define('moderation.lift-suspensions', () => sanctions.liftEnded());
  jobs.schedule('moderation.lift-suspensions', '*/5 * * * *');
  const purge = async (): Promise<void> => {
    const before = new Date(clock.now().getTime() - EVIDENCE_KEPT_FOR);
    while ((await db.transaction((tx) => purgeEvidence(tx, before))) > 0);
    await forgetReports(db, new Date(clock.now().getTime() - REPORTS_KEPT_FOR));
  };
  jobs.define('moderation.purge-evidence', purge);
  jobs.schedule('moderation.purge-evidence', '47 4 * * *');

  const applyAll = async (): Promise<void> => {
    await contacts.catchUp();
    await applyContacts(db);
  };
  jobs.define(CONTACTS_JOB, applyAll, { longest: 3_600 });
  jobs.schedule(CONTACTS_JOB, '1 0 * * *');
  events.within('account.created', (tx, { userId }) => applyContactsTo(tx, userId));
  jobs.define(EVASION_JOB, (payload: { userId: string }) => evasions.look(payload));
  events.within('person.banned', (tx, { userId }) => evasions.remember(tx, userId));
  events.within('account.created', (tx, { userId }) => tx.enqueue(EVASION_JOB, { userId }));
  // Also a banned one's, who took a former address back: it is what they may come again with.
  events.within('account.email-changed', (tx, { userId }) => evasions.remember(tx, userId));
  events.durable('account.email-changed', EVASION_JOB);
  events.durable('phone.verified', EVASION_JOB);
  events.durable('card.used', EVASION_JOB);
  jobs.define('moderation.forget-bans', () => evasions.forget());
  jobs.schedule('moderation.forget-bans', '53 4 * * *');

  // What live streams and guards remember of the two is asked again.
  events.within('account.kept', (tx, { userId }) => settle(tx, userId, clock.now()));
  const askAgain = ({ blockerId, blockedId }: { blockerId: string; blockedId: string }): void => {
    for (const userId of [blockerId, blockedId]) pubsub.publish('account', EVERYWHERE, { userId });
  };
  events.live('person.blocked', askAgain);
  events.live('person.unblocked', askAgain);

  return {
    sanctions,
    purge,
    applyContacts: applyAll,
    personalData: new ModerationData(db),
    resolvers: [
      new MeDecisionFields(sanctions),
      new ModerationResolver(blocks, filing, sanctions),
      new BlockedContactResolver(new BlockedContactService(db, contacts)),
      new HiddenWordsResolver(new HiddenWordsService(db)),
      new ConsoleResolver(queue, files, decisions, appeals, new NamingService(db, knowledge)),
    ],
  };
}
