import './chat.events.js';
import type { MembershipService } from '../billing/index.js';
import type { Restraint } from '../limits/index.js';
import type { MediaService } from '../media/index.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Jobs } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import type { PubSub } from '../platform/pubsub.js';
import type { RateLimits } from '../platform/rate-limits.js';
import type { PeopleService } from '../profiles/index.js';
import { Attention } from './attention.js';
import { ChatResolver } from './chat.resolver.js';
import { ContactService } from './contact.service.js';
import { ConversationFields } from './conversation.fields.js';
import { tellOne, tellOwner } from './conversation.lock.js';
import { ConversationService } from './conversation.service.js';
import { Heartbeat } from './heartbeat.js';
import { liveResolver } from './inbox.resolver.js';
import { InboxService } from './inbox.service.js';
import { MessageMediaService } from './message-media.service.js';
import { MessageService } from './message.service.js';
import { Pace } from './pace.js';
import { closeForGood, takeStep } from './openings.js';
import { FirstStepFields, ManFields, MyInboxFields } from './other.fields.js';
import { ChatData } from './personal-data.js';
import { SignalService } from './signal.service.js';
import { Sightings } from './sightings.js';

export { giveMessagesBack, takeMessagesAway } from './removals.js';
export { unanswered } from './unanswered.js';

export type { Attention, Place, Waiting } from './attention.js';

export interface ChatParts {
  db: Database;
  jobs: Jobs;
  events: EventBus;
  pubsub: PubSub;
  cursors: Cursors;
  log: Logger;
  metrics: Metrics;
  people: PeopleService;
  memberships: MembershipService;
  media: MediaService;
  restraint: Restraint;
  rateLimits: RateLimits;
}

const PURGE_JOB = 'chat.purge-inboxes';

export function createChat({
  db,
  jobs,
  events,
  pubsub,
  cursors,
  log,
  metrics,
  people,
  memberships,
  media,
  restraint,
  rateLimits,
}: ChatParts) {
  const heartbeat = new Heartbeat(log);
  const talks = new ConversationService(db, cursors);
  const inboxes = new InboxService(
    db,
    pubsub,
    heartbeat,
    { membershipOf: (userId) => memberships.of(userId), mediaOf: (ownerId, id) => media.found(ownerId, id) },
    metrics,
  );
  const messages = new MessageService(db, cursors, pubsub, talks, inboxes, new Pace(db, restraint, rateLimits));
  const signals = new SignalService(db, pubsub, heartbeat);
  const sightings = new Sightings(db, log);
  const contacts = new ContactService(db, people, talks, sightings);
  const messageMedia = new MessageMediaService(db, talks);

  events.within('step.taken', takeStep);
  events.within('person.blocked', (tx, { blockerId, blockedId }) => closeForGood(tx, blockerId, blockedId));
  events.within('media.changed', (tx, { ownerId, mediaId }) => tellOwner(tx, ownerId, mediaId));
  events.within('membership.changed', (tx, { userId }) => tellOne(tx, userId, 'MEMBERSHIP', null));
  events.live('inbox.grew', ({ userIds, rights }) => userIds.forEach((userId) => pubsub.publish('inbox', userId, { rights })));
  events.live('conversation.closed', ({ conversationId }) => pubsub.publish('signals', conversationId, { kind: 'closed' }));
  pubsub.onGap(() => void heartbeat.beat());
  jobs.define(PURGE_JOB, () => inboxes.purge());
  jobs.schedule(PURGE_JOB, '41 3 * * *');

  return {
    attention: new Attention(db, pubsub),
    contacts,
    messageMedia,
    conversations: talks,
    inboxes,
    heartbeat,
    personalData: new ChatData(db),
    sightings,
    resolvers: [
      new ChatResolver(talks, messages, signals, contacts, messageMedia),
      liveResolver(inboxes, signals),
      new ConversationFields(talks, messages, people, sightings),
      new ManFields(talks),
      new FirstStepFields(talks),
      new MyInboxFields(inboxes, talks),
    ],
  };
}
