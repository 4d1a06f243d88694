import { type Client, createClient } from 'graphql-ws';
import { reportReachable, reportUnreachable } from '../platform';
import { session } from '../session';

/** The server closes with these; every other code is the network's doing and only means: try again. */
const TOKEN_EXPIRED = 4401;
const FORBIDDEN = 4403;

let client: Client | undefined;

/** One socket for the tab, opened at the first subscription and reopened for as long as somebody listens. */
export function socket(): Client {
  client ??= createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: async () => ({ accessToken: await session.accessToken() }),
    keepAlive: 20_000,
    retryAttempts: Infinity,
    shouldRetry: () => session.status.value === 'signed-in',
    retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, backoff(retries))),
    on: {
      connected: reportReachable,
      closed: (event) => {
        const code = event instanceof CloseEvent ? event.code : 0;
        if (code === TOKEN_EXPIRED || code === FORBIDDEN) void session.refresh().catch(() => undefined);
        else if (code !== 1000) reportUnreachable();
      },
    },
  });
  return client;
}

const backoff = (retries: number): number => Math.min(500 * 2 ** retries, 15_000) * (0.75 + Math.random() / 2);

export function closeSocket(): void {
  void client?.dispose();
  client = undefined;
}
