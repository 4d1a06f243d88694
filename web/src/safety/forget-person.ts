import type { ApolloCache, Reference } from '@apollo/client';
import { type CachedConnection, editConnection } from '../graphql/edit-connection';
import { ManCardFragmentDoc } from '../graphql/generated/graphql';

/**
 * Takes a blocked person out of every list this tab has loaded, without waiting for the next answer of the server. What it
 * returns puts a man back where she found him, for when she takes the block back.
 */
export function forgetPerson(cache: ApolloCache, userId: string): () => void {
  const ids = ['Man', 'Woman'].map((__typename) => cache.identify({ __typename, id: userId }));
  const isThem = (found: unknown) => ids.includes((found as Reference | null | undefined)?.__ref);
  const card = { id: ids[0] ?? '', fragment: ManCardFragmentDoc, fragmentName: 'ManCard' };
  const data = cache.readFragment(card);
  const places = new Map<string, { at: number; edge: CachedConnection['edges'][number] }>();
  editConnection(cache, 'men', (edges, _, list) => {
    for (const [at, edge] of edges.entries()) if (isThem(edge.node)) places.set(list, { at, edge });
    return edges.filter((edge) => !isThem(edge.node));
  });
  editConnection(cache, 'conversations', (edges, readField) => edges.filter((edge) => !isThem(readField('with', edge.node))));
  for (const id of ids) if (id) cache.evict({ id });
  cache.gc();

  return () => {
    if (data) cache.writeFragment({ ...card, data });
    editConnection(cache, 'men', (edges, _, list) => {
      const place = places.get(list);
      if (!data || !place || edges.some(({ node }) => isThem(node))) return edges;
      return [...edges.slice(0, place.at), place.edge, ...edges.slice(place.at)];
    });
    // What they shared stays closed, and may be read again: whoever shows that list asks for it.
    cache.evict({ fieldName: 'conversations' });
  };
}
