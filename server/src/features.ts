import 'reflect-metadata';
import { accountEntities, createAccounts } from './accounts/index.js';
import { createAudit } from './audit/index.js';
import { createChat, giveMessagesBack, takeMessagesAway, unanswered } from './chat/index.js';
import { createMatches } from './matches/index.js';
import { createModeration, type Contents, type Knowledge } from './moderation/index.js';
import { createNotifications, NotificationData } from './notifications/index.js';
import { billingEntities, createBilling } from './billing/index.js';
import { createPlaces } from './places/index.js';
import { createDiscovery } from './discovery/index.js';
import { createLimits } from './limits/index.js';
import type { Config } from './platform/config.js';
import { Database } from './platform/db/database.js';
import { EventBus } from './platform/events.js';
import { Cursors } from './platform/graphql/cursors.js';
import { isId } from './platform/ids.js';
import { Jobs } from './platform/jobs.js';
import type { Logger } from './platform/logger.js';
import { Mailer } from './platform/mail.js';
import { Metrics } from './platform/metrics/metrics.js';
import { Survey } from './platform/metrics/survey.js';
import { LocalPubSub } from './platform/pubsub.js';
import { createSms } from './platform/sms/index.js';
import { createPush } from './platform/push/index.js';
import { RateLimits } from './platform/rate-limits.js';
import { RedisPubSub } from './platform/redis-pubsub.js';
import { createPhones } from './phones/index.js';
import { createPosts } from './posts/index.js';
import { createMedia } from './media/index.js';
import { Storage } from './platform/storage/index.js';
import { createPrivacy, PrivacyData } from './privacy/index.js';
import { createProfiles } from './profiles/index.js';
import { createStatistics } from './statistics/index.js';

/**
 * The composition root of the features: everything is made here, by hand, in the order of the feature graph. Nothing
 * connects yet, so that the schema can be printed without a database.
 */
export function composeFeatures(config: Config, log: Logger) {
  const metrics = new Metrics();
  const events = new EventBus();
  const pubsub = config.redisUrl ? new RedisPubSub(config.redisUrl, log, metrics) : new LocalPubSub(log, metrics);
  const db = new Database(config.database, [...accountEntities, ...billingEntities], events, log);
  const jobs = new Jobs(db, config.database.url, log, metrics);
  const rateLimits = new RateLimits(db, metrics);
  const survey = new Survey(db, metrics);
  jobs.surveyedBy(survey);
  const mailer = new Mailer(config.mail);
  const cursors = new Cursors(config.secrets.cursor);

  const audit = createAudit({ db, jobs, cursors, log });
  const accounts = createAccounts({ config, db, jobs, mailer, events, pubsub, metrics });
  const limits = createLimits({ config, db, jobs, rateLimits });
  const places = createPlaces({ db });
  const phones = createPhones({
    config,
    db,
    jobs,
    mailer,
    sms: createSms(config.sms),
    contacts: accounts.contacts,
    hashCode: (purposeId, code) => accounts.passwords.hashCode(purposeId, code),
  });
  const billing = createBilling({ config, db, events, jobs, log, metrics, survey });
  const knowledge: Knowledge = {
    contactOf: (viewerId, otherId) => chat.contacts.contactOf(viewerId, otherId),
    conversation: (viewerId, conversationId) => chat.contacts.otherOf(viewerId, conversationId),
    message: (viewerId, messageId) => chat.contacts.saidBy(viewerId, messageId),
    post: (postId) => posts.reader.found(postId),
    messagesIn: (conversationId, otherId, ids) => chat.contacts.saidIn(conversationId, otherId, ids),
    media: (mediaId) => media.media.ownerOf(mediaId),
    usernames: (userIds) => profiles.people.usernames(userIds),
    snapshot: async (tx, reporterId, reportedId, pointed) => {
      const conversation = reporterId === null ? null : await chat.contacts.snapshot(tx, reporterId, reportedId, pointed.messages);
      return {
        profile: await profiles.people.snapshot(tx, reportedId),
        posts: await posts.takeDown.snapshot(tx, reportedId),
        conversation,
        media: await media.media.hold(tx, reportedId, {
          messages: (conversation?.messages ?? []).map(({ id }) => id),
          named: pointed.media,
        }),
      };
    },
    marks: async (tx, userId) => [
      ...(await accounts.contacts.of(tx, userId)),
      ...(await billing.cards.hashesOf(tx, userId)).map((hash) => ({ kind: 'CARD' as const, hash })),
    ],
    hasShownUp: async (tx, userId) => (await profiles.people.hasProfile(tx, userId)) || (await chat.contacts.hasTalked(tx, userId)),
  };
  const contents: Contents = {
    takeDown: async (tx, what) => ({
      posts: await posts.takeDown.takeDown(tx, what.posts),
      media: await media.media.takeDown(tx, what.media),
      messages: await takeMessagesAway(tx, what.messages),
    }),
    putBack: async (tx, what, kept) => {
      await posts.takeDown.putBack(tx, what.posts, kept);
      await media.media.putBack(tx, what.media);
      await giveMessagesBack(tx, what.messages);
    },
  };
  const moderation = createModeration({
    config,
    db,
    jobs,
    mailer,
    events,
    pubsub,
    cursors,
    contacts: accounts.contacts,
    knowledge,
    contents,
    paid: {
      stopRenewal: (userId) => billing.renewals.stop(userId),
      giveBack: (lost) => billing.credits.giveBack(lost),
    },
  });
  const profiles = createProfiles({ config, db, events, places: places.places, log });
  const storage = new Storage(config.storage, log);
  const media = createMedia({
    config,
    db,
    jobs,
    log,
    storage,
    people: profiles.people,
    tokens: accounts.tokens,
    areTalking: (viewer, otherId) => chat.conversations.areTalking(viewer.id, otherId),
    shownIn: {
      post: (_viewer, mediaId) => posts.reader.shows(mediaId),
      message: (viewer, mediaId) => chat.messageMedia.isShown(viewer, mediaId),
    },
  });
  const posts = createPosts({
    config,
    db,
    jobs,
    events,
    cursors,
    log,
    attachments: media.attachments,
    media: media.media,
    restraint: limits.restraint,
  });
  const discovery = createDiscovery({ db, cursors, places: places.places });
  const matches = createMatches({
    db,
    profiles: profiles.people,
    quotable: (postId, manId) => posts.reader.quotable(postId, manId),
    restraint: limits.restraint,
    unanswered,
  });
  const chat = createChat({
    db,
    jobs,
    events,
    pubsub,
    cursors,
    log,
    metrics,
    people: profiles.people,
    memberships: billing.memberships,
    media: media.media,
    restraint: limits.restraint,
    rateLimits,
  });
  const statistics = createStatistics({ db, jobs });

  const notifications = createNotifications({
    db,
    jobs,
    events,
    metrics,
    push: createPush(config.push),
    people: profiles.people,
    memberships: billing.memberships,
    attention: chat.attention,
  });

  const privacy = createPrivacy({
    config,
    db,
    jobs,
    mailer,
    storage,
    tokens: accounts.tokens,
    filesOf: (userId) => media.personalData.filesOf(userId),
    personalData: {
      accounts: accounts.personalData,
      audit: audit.personalData,
      phones: phones.personalData,
      limits: limits.personalData,
      billing: billing.personalData,
      moderation: moderation.personalData,
      profiles: profiles.personalData,
      media: media.personalData,
      posts: posts.personalData,
      matches: matches.personalData,
      chat: chat.personalData,
      notifications: new NotificationData(db),
      privacy: new PrivacyData(db, storage),
    },
  });

  return {
    metrics,
    events,
    pubsub,
    db,
    jobs,
    mailer,
    cursors,
    rateLimits,
    audit,
    accounts,
    places,
    billing,
    moderation,
    profiles,
    storage,
    media,
    posts,
    chat,
    privacy,
    notifications,
    resolvers: [
      ...audit.resolvers,
      ...accounts.resolvers,
      ...phones.resolvers,
      ...places.resolvers,
      ...billing.resolvers,
      ...moderation.resolvers,
      ...profiles.resolvers,
      ...media.resolvers,
      ...posts.resolvers,
      ...discovery.resolvers,
      ...matches.resolvers,
      ...chat.resolvers,
      ...privacy.resolvers,
      ...statistics.resolvers,
      ...notifications.resolvers,
    ],
    /** Whether a woman has access now. */
    hasAccess: (userId: string): Promise<boolean> => billing.memberships.hasAccess(userId),
    /** Puts an account whose suspension is over back into good standing. */
    lift: (userId: string): Promise<void> => moderation.sanctions.lift(userId),
    /** Whether a woman has an open conversation with this man. */
    inConversation: async (viewer: { id: string }, otherId: string): Promise<boolean> =>
      isId(otherId) && (await chat.conversations.areTalking(viewer.id, otherId)),
  };
}

export type Features = ReturnType<typeof composeFeatures>;
