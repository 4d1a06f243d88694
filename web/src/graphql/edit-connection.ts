import type { ApolloCache, Reference } from '@apollo/client';

export interface CachedConnection {
  edges: ReadonlyArray<{ __typename?: string; node: Reference }>;
  pageInfo: object;
}

export type ReadField = (name: string, from: Reference) => unknown;

/** Changes a list in the cache, whatever its arguments (`name` tells them); `of` is the thing it belongs to (left out: the root). */
export function editConnection(
  cache: ApolloCache,
  field: string,
  edit: (edges: CachedConnection['edges'], readField: ReadField, name: string) => CachedConnection['edges'],
  of?: { __typename: string; id: string },
): void {
  const id = of && cache.identify(of);
  cache.modify<Record<string, unknown>>({
    ...(id !== undefined && { id }),
    fields: {
      [field]: (found, { readField, storeFieldName }) => {
        const connection = found as CachedConnection;
        return { ...connection, edges: edit(connection.edges, (name, from) => readField(name, from), storeFieldName) };
      },
    },
  });
}
