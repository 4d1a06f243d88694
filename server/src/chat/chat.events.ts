declare module '../platform/events.js' {
  interface Events {
    /** Rows were added to these inboxes. With `rights`, what may be shown changed too: pages already read are stale. */
    'inbox.grew': { userIds: string[]; rights: boolean };
    'conversation.closed': { conversationId: string };
  }
}

declare module '../platform/pubsub.js' {
  interface Channels {
    /** By user: look into your inbox, unless you stand at number `upTo` already. */
    inbox: { rights: boolean; upTo?: number };
    /** By conversation: what is never stored. `stream` is one `signals` subscription; to `who` each of them answers `here`. */
    signals:
      | { kind: 'typing'; userId: string }
      | { kind: 'join' | 'here' | 'leave'; userId: string; stream: string }
      | { kind: 'who' }
      | { kind: 'closed' };
  }
}

export {};
