import type { FieldPolicy, TypePolicies } from '@apollo/client';

interface Connection {
  edges: ReadonlyArray<{ cursor: string }>;
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

/** History grows at both ends: `before` prepends, `after` appends, the last page alone replaces. */
function bothWays(): FieldPolicy<Connection> {
  return {
    keyArgs: false,
    merge(existing, incoming, { args }) {
      if (!existing || !(args?.['before'] || args?.['after'])) return incoming;
      const older = Boolean(args['before']);
      const [first, second] = older ? [incoming, existing] : [existing, incoming];
      return { ...incoming, edges: [...first.edges, ...second.edges], pageInfo: joined(first.pageInfo, second.pageInfo) };
    },
  };
}

function joined(first: object, second: object): object {
  const from = (page: object, names: string[]) => Object.fromEntries(Object.entries(page).filter(([name]) => names.includes(name)));
  return { ...second, ...from(first, ['startCursor', 'hasPreviousPage']) };
}

export const typePolicies: TypePolicies = {
  Query: {
    fields: {
      men: forward(['filter']),
      myPosts: forward([]),
      conversations: forward([]),
      reports: forward(['status']),
    },
  },
  Man: { fields: { posts: forward([]) } },
  Conversation: { fields: { messages: bothWays() } },
  Region: { keyFields: ['code'] },
  Department: { keyFields: ['code'] },
  City: { keyFields: ['code'] },
  // One of each per answer, with no identity of their own: they belong to what holds them.
  MyProfile: { keyFields: false, merge: true },
  Membership: { keyFields: false, merge: true },
  Completeness: { keyFields: false, merge: true },
};
