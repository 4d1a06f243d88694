import type { NormalizedCacheObject } from '@apollo/client';

/** How many conversations can be read without a network, and how much of each. */
export const CONVERSATIONS = 50;
export const MESSAGES = 30;

interface Connection {
  edges: { node: { __ref: string } }[];
  pageInfo: object;
}
/** With their arguments, as the cache names them. */
const ASKED = /^(__typename|conversations|myMedia)\b/;

type Entity = Record<string, unknown>;

const isConnection = (value: unknown): value is Connection => typeof value === 'object' && value !== null && 'edges' in value;

/** What of the cache an app keeps: the newest conversations with their people and last messages, and my own photos. */
export function worthKeeping(cache: NormalizedCacheObject): NormalizedCacheObject {
  const kept: Record<string, Entity> = {};

  function reach(value: unknown): void {
    if (Array.isArray(value)) return value.forEach(reach);
    if (typeof value !== 'object' || value === null) return;
    if (!('__ref' in value)) return Object.values(value).forEach(reach);
    const id = value.__ref as string;
    const entity = cache[id] as Entity | undefined;
    if (!entity || kept[id]) return;
    const messages = entity['messages'];
    kept[id] = isConnection(messages) ? { ...entity, messages: newest(messages) } : entity;
    reach(kept[id]);
  }

  const root = (cache['ROOT_QUERY'] ?? {}) as Entity;
  const activity = (id: string) => cache[id]?.['lastActivityAt'] as string;
  kept['ROOT_QUERY'] = Object.fromEntries(
    Object.entries(root)
      .filter(([field]) => ASKED.test(field))
      .map(([field, value]) => [field, isConnection(value) ? first(value, activity) : value]),
  );
  reach(kept['ROOT_QUERY']);
  for (const [field, value] of Object.entries(root)) {
    if (field.startsWith('conversation(') && kept[(value as { __ref: string }).__ref]) kept['ROOT_QUERY'][field] = value;
  }
  return kept as NormalizedCacheObject;
}

/** By their last word. What follows is asked for again: without a cursor nobody goes on from where this was cut. */
function first(connection: Connection, activity: (id: string) => string): Connection {
  if (connection.edges.length <= CONVERSATIONS) return connection;
  const pageInfo = { ...connection.pageInfo, hasNextPage: true, endCursor: null };
  const edges = connection.edges.toSorted((a, b) => (activity(a.node.__ref) < activity(b.node.__ref) ? 1 : -1));
  return { ...connection, edges: edges.slice(0, CONVERSATIONS), pageInfo };
}

function newest(history: Connection): Connection {
  if (history.edges.length <= MESSAGES) return history;
  const pageInfo = { ...history.pageInfo, hasPreviousPage: true, startCursor: null };
  return { ...history, edges: history.edges.slice(-MESSAGES), pageInfo };
}
