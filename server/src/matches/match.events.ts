/** Her line, when she has one: text, an ad of his she quotes, or both. */
export interface Opening {
  clientId: string;
  text: string | null;
  quotedPostId: string | null;
  /** The ad as it read at that instant; null when it is no ad of his (any more), and may not be quoted. */
  quotedText: string | null;
}

declare module '../platform/events.js' {
  interface Events {
    /** She chose him: for the first time, or again. `within` handlers open their conversation, or refuse. */
    'step.taken': { matchId: string; womanId: string; manId: string; opening: Opening | null };
  }
}
