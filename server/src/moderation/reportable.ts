/** Something that can be reported: who answers for it, and its words as they read now. */
export interface Found {
  personId: string;
  quoted: string | null;
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
  /** An ad; whether the viewer may know of its author is asked apart. */
  post(postId: string): Promise<Found | null>;
  /** Names as moderators see them; people without a profile are missing. */
  usernames(userIds: string[]): Promise<Map<string, string>>;
}
