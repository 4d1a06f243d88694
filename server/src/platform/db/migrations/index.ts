import { Platform } from './0001-platform.js';
import { Accounts } from './0002-accounts.js';
import { Places } from './0003-places.js';
import { Moderation } from './0004-moderation.js';
import { Profiles } from './0005-profiles.js';
import { Posts } from './0006-posts.js';
import { Discovery } from './0007-discovery.js';
import { Billing } from './0008-billing.js';
import { MatchesAndChat } from './0009-matches-and-chat.js';
import { ReportIndexes } from './0010-report-indexes.js';
import { ChatFunctions } from './0011-chat-functions.js';
import { CodeLimits } from './0012-code-limits.js';
import { PostsInOrder } from './0013-posts-in-order.js';
import { Media } from './0014-media.js';
import { SendWithNumbers } from './0015-send-with-numbers.js';
import { PostsWithMedia } from './0017-posts-with-media.js';
import { ProfileViews } from './0018-profile-views.js';
import { MediaInConversations } from './0019-media-in-conversations.js';
import { Notifications } from './0020-notifications.js';
import { Decisions } from './0021-decisions.js';
import { AuditChain } from './0022-audit-chain.js';
import { ProfileOpenings } from './0023-profile-openings.js';
import { Privacy } from './0024-privacy.js';
import { BlockedContacts } from './0026-blocked-contacts.js';
import { HiddenWords } from './0027-hidden-words.js';
import { Phones } from './0028-phones.js';
import { BanEvasion } from './0029-ban-evasion.js';
import { TextMarks } from './0030-text-marks.js';
import { Consents } from './0031-consents.js';
import { ReceiptsAndWarnings } from './0032-receipts-and-warnings.js';
import { SignInBrakes } from './0033-sign-in-brakes.js';
import { EmailChanges } from './0034-email-changes.js';
import { ContactMatches } from './0035-contact-matches.js';
import { CountedReaders } from './0036-counted-readers.js';

/** In order. Forward only: a released migration is never edited. */
export const migrations = [
  Platform,
  Accounts,
  Places,
  Moderation,
  Profiles,
  Posts,
  Discovery,
  Billing,
  MatchesAndChat,
  ReportIndexes,
  ChatFunctions,
  CodeLimits,
  PostsInOrder,
  Media,
  SendWithNumbers,
  PostsWithMedia,
  ProfileViews,
  MediaInConversations,
  Notifications,
  Decisions,
  AuditChain,
  ProfileOpenings,
  Privacy,
  BlockedContacts,
  HiddenWords,
  Phones,
  BanEvasion,
  TextMarks,
  Consents,
  ReceiptsAndWarnings,
  SignInBrakes,
  EmailChanges,
  ContactMatches,
  CountedReaders,
];
