import type { FieldPolicy, Reference } from '@apollo/client';

interface Edge {
  node: Reference;
}
interface History {
  edges: readonly Edge[];
  pageInfo: object;
}

/**
 * The history of a conversation grows at both ends, and live messages are added while pages are on their way.
 * A page of older ones (`before`) goes in front. The newest page, asked again, takes the place of what it covers
 * and keeps the rest: older pages already read, and what arrived live since the server wrote its answer.
 */
export const history: FieldPolicy<History> = {
  keyArgs: false,
  merge(existing, incoming, { args, readField }) {
    if (!existing) return incoming;
    const known = new Set(incoming.edges.map((edge) => edge.node.__ref));
    const others = existing.edges.filter((edge) => !known.has(edge.node.__ref));
    if (args?.['before'])
      return { ...incoming, edges: [...incoming.edges, ...others], pageInfo: { ...existing.pageInfo, ...startOf(incoming.pageInfo) } };
    if (args?.['after'])
      return { ...incoming, edges: [...others, ...incoming.edges], pageInfo: { ...incoming.pageInfo, ...startOf(existing.pageInfo) } };

    const sentAt = (edge: Edge | undefined) => (edge && readField<string>('sentAt', edge.node)) ?? '';
    const last = sentAt(incoming.edges.at(-1));
    const live = others.filter((edge) => sentAt(edge) >= last);
    const firstShared = existing.edges.findIndex((edge) => known.has(edge.node.__ref));
    const older = firstShared > 0 ? existing.edges.slice(0, firstShared) : [];
    return {
      ...incoming,
      edges: [...older, ...incoming.edges, ...live],
      pageInfo: older.length > 0 ? { ...incoming.pageInfo, ...startOf(existing.pageInfo) } : incoming.pageInfo,
    };
  },
};

function startOf(page: object): object {
  return Object.fromEntries(Object.entries(page).filter(([name]) => name === 'startCursor' || name === 'hasPreviousPage'));
}
