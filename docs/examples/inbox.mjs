import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ApiError } from './request.mjs';
import { backoff, isFinal } from './retry.mjs';

const INBOX = `subscription ($after: Int!) {
  inbox(after: $after) {
    __typename number at
    ... on ConversationOpened { conversation { id } }
    ... on MessageSent { conversation { id unread } message { id clientId from text quotedPost { text } sentAt } }
    ... on MessagesRead { conversation { id unread } upTo by }
    ... on ConversationClosed { conversationId }
    ... on MembershipChanged { membership { hasAccess } }
  }
}`;

const TOKEN_EXPIRED = 4401;
const SESSION_ENDED = 4403;
const RESTART = 1012;

/**
 * Follows an inbox through lost networks, ended tokens and restarts. `snapshot` loads everything and returns its `inboxVersion`;
 * `apply` gets each event after it, once and in order. Ends only by an error: when nobody is signed in any more.
 */
export async function followInbox(session, { snapshot, apply }) {
  let applied = null;
  for (let failures = 0; ; failures += 1) {
    let wait;
    try {
      applied ??= await snapshot();
      for await (const event of listen(session, applied, () => (failures = 0))) {
        // Known already: the server may send it again, nobody shows it again.
        if (event.number <= applied) continue;
        // A number was jumped: subscribe again from the last one applied.
        if (event.number > applied + 1) break;
        await apply(event);
        applied = event.number;
      }
    } catch (problem) {
      const { code } = problem;
      if (session.over || isFinal(problem)) throw problem;
      if (code === 'RESYNC_REQUIRED') applied = null;
      if ([TOKEN_EXPIRED, SESSION_ENDED, 'UNAUTHENTICATED'].includes(code)) session.expire();
      // Each of us is told another moment, so that we do not all come back at once.
      if (code === RESTART) wait = /after (\d+) ms/.exec(problem.reason)?.[1];
    }
    await pause(Number(wait ?? backoff(failures)));
  }
}

/** The events of one socket. Throws an ApiError when the server refuses, and a close event (`code`, `reason`) when the socket ends. */
async function* listen(session, after, connected) {
  let silence;
  const client = createClient({
    url: `${session.api.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { accessToken: await session.accessToken() },
    // We open the next one ourselves, with a fresh token and the number we have come to.
    retryAttempts: 0,
    // A network that changed leaves the socket open and silent: only a missing pong tells.
    keepAlive: 20_000,
    on: {
      connected,
      ping: (received) => received || (silence = setTimeout(() => client.terminate(), 8_000)),
      pong: () => clearTimeout(silence),
      closed: () => clearTimeout(silence),
    },
  });
  try {
    for await (const { data, errors } of client.iterate({ query: INBOX, variables: { after } })) {
      if (errors) throw new ApiError(errors[0]);
      yield data.inbox;
    }
  } catch (problem) {
    throw Array.isArray(problem) ? new ApiError(problem[0]) : problem;
  } finally {
    await client.dispose();
  }
}
