import type { FieldPolicy, TypePolicies } from '@apollo/client';
import { history } from './merge-history';

interface Connection {
  edges: readonly unknown[];
  pageInfo: object;
}

/** Pages asked with `after` are appended to what is there; a first page replaces it. */
function forward(keyArgs: string[]): FieldPolicy<Connection> {
  return {
    keyArgs,
    merge(existing, incoming, { args }) {
      if (!existing || !args?.['after']) return incoming;
      return { ...incoming, edges: [...existing.edges, ...incoming.edges] };
    },
  };
}

const STAGES = ['UPLOADING', 'PROCESSING', 'READY', 'REJECTED'];
const onlyForward: FieldPolicy<string> = {
  merge: (existing, incoming) => (existing && STAGES.indexOf(existing) > STAGES.indexOf(incoming) ? existing : incoming),
};
const onceKnown: FieldPolicy<unknown> = { merge: (existing, incoming) => incoming ?? existing ?? null };

export const typePolicies: TypePolicies = {
  Query: {
    fields: {
      men: forward(['filter']),
      myPosts: forward(['archived']),
      conversations: forward([]),
      reports: forward(['status', 'reason']),
      appeals: forward(['status']),
      myReports: forward([]),
      blockedPeople: forward([]),
      myAudit: forward([]),
      myMedia: { merge: false },
    },
  },
  Man: { fields: { posts: forward([]) } },
  Conversation: { fields: { messages: history } },
  Region: { keyFields: ['code'] },
  Department: { keyFields: ['code'] },
  City: { keyFields: ['code'] },
  // An answer may be overtaken by what the inbox says of the same photo: no stage comes twice.
  MyMedia: { fields: { status: onlyForward, shown: onceKnown, refusal: onceKnown } },
  // One of each per answer, with no identity of their own: they belong to what holds them.
  MyProfile: { keyFields: false, merge: true },
  Membership: { keyFields: false, merge: true },
  Completeness: { keyFields: false, merge: true },
  // Carries the id of the ad, but its words are those of the day she quoted it.
  QuotedPost: { keyFields: false },
};
