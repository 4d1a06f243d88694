/** The one thing a report names. */
export type ReportTarget =
  { userId: string } | { conversationId: string } | { postId: string } | { messageId: string } | { mediaId: string };
