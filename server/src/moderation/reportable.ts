import type { Mark } from './evasion.types.js';
import type { Tx } from '../platform/db/transaction.js';

/** Something that can be reported: who answers for it, and its words as they read now. */
export interface Found {
  personId: string;
  quoted: string | null;
}

/** What was there when a report was filed, as its features keep it. */
export interface Snapshot {
  profile: object | null;
  posts: object[];
  /** Of the two, with its last hundred messages and those the report points at; null when they were never in touch. */
  conversation: { messages: object[] } | null;
  /** Of the profile and the ads, and what both sent in those messages. Reports of before do not say where it was sent. */
  media: { id: string; kind: 'PHOTO' | 'VIDEO'; messageId?: string | null }[];
}

/** What a report points at besides the person: kept however old it is. */
export interface PointedAt {
  messages: string[];
  media: string[];
}

/**
 * What moderation must know of features that stand above it; the composition root hands it in. Each answers null or false
 * for what does not exist and for what this person may not know of alike.
 */
export interface Knowledge {
  /** Whether the viewer may know of the other: she may see him, or they are in a conversation, or were within 90 days. */
  contactOf(viewerId: string, otherId: string): Promise<boolean>;
  /** The other person of one of the viewer's conversations, open or closed within 90 days. */
  conversation(viewerId: string, conversationId: string): Promise<Found | null>;
  /** A message the other wrote in such a conversation. */
  message(viewerId: string, messageId: string): Promise<Found | null>;
  /** Which of these the other wrote in that conversation. */
  messagesIn(conversationId: string, otherId: string, messageIds: string[]): Promise<string[]>;
  /** An ad; whether the viewer may know of its author is asked apart. */
  post(postId: string): Promise<Found | null>;
  /** A photo or film that is shown; whether the viewer may know of its owner is asked apart. */
  media(mediaId: string): Promise<Found | null>;
  /** Names as moderators see them; people without a profile are missing. */
  usernames(userIds: string[]): Promise<Map<string, string>>;
  /** All of it as it is now; the media are held, so that nobody removes them before this transaction ends. Without a reporter there is no conversation. */
  snapshot(tx: Tx, reporterId: string | null, reportedId: string, pointed: PointedAt): Promise<Snapshot>;
  /** By what an account is recognised: its address, its number, its cards. */
  marks(tx: Tx, userId: string): Promise<Mark[]>;
  /** Whether somebody has ever been shown to others, or spoken to them. */
  hasShownUp(tx: Tx, userId: string): Promise<boolean>;
}

/** What a decision takes out of sight, and what a granted appeal brings back. */
export interface Removable {
  posts: string[];
  media: string[];
  messages: string[];
}

export interface Contents {
  /** What of it was still there to be taken. */
  takeDown(tx: Tx, what: Removable): Promise<Removable>;
  /** `posts` are rows of the evidence. */
  putBack(tx: Tx, what: Removable, posts: object[]): Promise<void>;
}

/** What a decision does to a membership; each may be asked twice. */
export interface Paid {
  /** Nobody pays on for what they may no longer use. */
  stopRenewal(userId: string): Promise<void>;
  /** Gives back the days that a decision took, between two instants; once for each key. */
  giveBack(lost: { userId: string; from: Date; to: Date; key: string }): Promise<void>;
}
