import type { ApolloCache, Reference } from '@apollo/client';

/** It is removed: it leaves every list of mine, and whatever else showed it. */
export function forgetMyMedia(cache: ApolloCache, id: string): void {
  const gone = cache.identify({ __typename: 'MyMedia', id });
  cache.modify<Record<string, unknown>>({
    fields: { myMedia: (found) => (found as readonly Reference[]).filter(({ __ref }) => __ref !== gone) },
  });
}
