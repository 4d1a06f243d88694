declare module '../platform/events.js' {
  interface Events {
    /** Has proven a number of theirs. */
    'phone.verified': { userId: string };
    /** Has none any more: took it away, or somebody else proved it later. */
    'phone.removed': { userId: string };
  }
}

export {};
