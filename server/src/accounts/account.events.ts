import type { Role } from '../platform/graphql/context.js';

declare module '../platform/events.js' {
  interface Events {
    'account.created': { userId: string; role: Role; birthDate: string };
    /** Something a guard looks at changed: role, status, access. */
    'account.changed': { userId: string };
    /** Has another address, proven. */
    'account.email-changed': { userId: string };
    /** Asked to be erased, and is seen by nobody from here on. */
    'account.leaving': { userId: string };
    /** Came back in time. */
    'account.kept': { userId: string };
    /** Sessions ended: one, or with null all of the account's. */
    'session.ended': { userId: string; sessionId: string | null };
  }
}

declare module '../platform/pubsub.js' {
  interface Channels {
    /** Everywhere: drop what you remember of this account; `ended` also closes its sockets (of one session, or with null all). */
    account: { userId: string; ended?: { sessionId: string | null } };
  }
}
