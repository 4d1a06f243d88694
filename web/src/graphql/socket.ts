import { type Client, createClient } from 'graphql-ws';
import { watch } from 'vue';
import { backoff, pauseBeforeRetry, platform, reportReachable, reportUnreachable, server } from '../platform';
import { session } from '../session';

/** The server closes with these; every other code is the network's doing and only means: try again. */
const TOKEN_EXPIRED = 4401;
const FORBIDDEN = 4403;
/** The server restarts, and spreads the return of those it sends away: "Reconnect after 1200 ms". */
const SERVICE_RESTART = 1012;
const LONGEST_WAIT_MS = 10_000;
const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 8_000;

let client: Client | undefined;
let sentAwayForMs = 0;
let pongTimer: ReturnType<typeof setTimeout> | undefined;

/** One socket for the tab, opened at the first subscription and reopened for as long as somebody listens. */
export function socket(): Client {
  client ??= createClient({
    url: `${(server || location.origin).replace(/^http/, 'ws')}/graphql`,
    connectionParams: async () => ({ accessToken: await session.accessToken() }),
    keepAlive: PING_EVERY_MS,
    retryAttempts: Infinity,
    shouldRetry: () => session.status.value === 'signed-in',
    retryWait: async (retries) => {
      if (away()) await whenBack();
      else await pauseBeforeRetry(retries === 0 && sentAwayForMs > 0 ? sentAwayForMs : backoff(retries)).over;
    },
    on: {
      connected: reportReachable,
      // A network that changed under the socket leaves it open and silent: only a missing pong tells.
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client?.terminate(), PONG_WITHIN_MS);
      },
      pong: () => clearTimeout(pongTimer),
      closed: (event) => {
        clearTimeout(pongTimer);
        const { code, reason } = event instanceof CloseEvent ? event : { code: 0, reason: '' };
        sentAwayForMs = code === SERVICE_RESTART ? Math.min(Number(/\d+/.exec(reason)?.[0] ?? 0), LONGEST_WAIT_MS) : 0;
        if (code === TOKEN_EXPIRED || code === FORBIDDEN) void session.refresh().catch(() => undefined);
        // Who is sent away is expected elsewhere: no reason for a banner yet.
        else if (code !== 1000 && code !== SERVICE_RESTART && !away()) reportUnreachable();
      },
    },
  });
  return client;
}

watch(platform.online, (online) => {
  // What was open before the network went is dead, though the browser may take minutes to notice.
  if (online) client?.terminate();
});

const away = () => platform.app?.away.value ?? false;

const whenBack = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = watch(away, () => {
      stop();
      resolve();
    });
  });

watch(away, (gone) => {
  // Whoever left comes back by the same socket's next life, and hears everything from the last number on.
  if (gone) client?.terminate();
});

export function closeSocket(): void {
  // One that never opened rejects with the event that closed it.
  Promise.resolve(client?.dispose()).catch(() => undefined);
  client = undefined;
}
