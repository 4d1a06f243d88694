import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import type { Session } from './session.js';

export const API = `${location.origin}/graphql`;

/**
 * The fetcher of GraphiQL over HTTP and, for subscriptions, over one WebSocket. The signed-in person's token goes into the
 * header and into connectionParams; a header typed by hand wins.
 */
export function createFetcher(session: Session): Fetcher {
  const client = createClient({
    url: API.replace(/^http/, 'ws'),
    connectionParams: async () => ({ accessToken: await session.accessToken() }),
  });
  // What was opened as somebody must not go on as somebody else.
  session.onChange(() => client.terminate());
  return createGraphiQLFetcher({
    url: API,
    wsClient: client,
    fetch: async (url: RequestInfo | URL, init: RequestInit = {}) => {
      const token = await session.accessToken();
      return fetch(url, {
        ...init,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(init.headers as Record<string, string>) },
      });
    },
  });
}
