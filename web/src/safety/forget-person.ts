import type { ApolloCache, Reference } from '@apollo/client';
import { editConnection } from '../graphql/edit-connection';

/** Takes a blocked person out of every list this tab has loaded, without waiting for the next answer of the server. */
export function forgetPerson(cache: ApolloCache, userId: string): void {
  const ids = ['Man', 'Woman'].map((__typename) => cache.identify({ __typename, id: userId }));
  const isThem = (found: unknown) => ids.includes((found as Reference | null | undefined)?.__ref);
  editConnection(cache, 'men', (edges) => edges.filter((edge) => !isThem(edge.node)));
  editConnection(cache, 'conversations', (edges, readField) => edges.filter((edge) => !isThem(readField('with', edge.node))));
  for (const id of ids) if (id) cache.evict({ id });
  cache.gc();
}
