import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { ACCESS_TOKEN_LIFE } from '../server/src/accounts/tokens.js';
import { clock } from '../server/src/platform/clock.js';
import { ask } from '../server/test/client.js';
import type { Match, Person } from '../server/test/people.js';
import { say } from '../server/test/talking.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';

const INBOX = 'subscription ($after: Int!) { inbox(after: $after) { __typename number ... on MessageSent { message { text } } } }';
const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
const app = { headers: { 'x-client': 'app' } };
const TOKEN_EXPIRED = 4401;
const TIMES = 2;

export interface Expired {
  /** From the end of a token to the closing of its socket. */
  closedMs: number[];
  /** From there to the next thing that was shown. */
  backMs: number[];
  words: number;
  violations: string[];
}

/** Her access token ends within her socket, more than once, while he writes: she renews, comes back and has missed nothing. */
export async function expiring(stage: Stage, { woman, man, conversationId }: Match, random: Random): Promise<Expired> {
  const { tokens } = stage.house.app.accounts;
  const found: Expired = { closedMs: [], backMs: [], words: 0, violations: [] };
  const said: string[] = [];
  const heard: { number: number; text?: string }[] = [];
  let { accessToken, refreshToken } = woman;
  let expiresAt = 0;
  let closedAt: number | null = null;
  let renewing: Promise<unknown> = Promise.resolve();

  /** A token of her session that has not long to live. */
  async function short(): Promise<string> {
    const { userId, sessionId } = await tokens.verifyAccess(accessToken);
    clock.travel(random.between(1_200, 2_500) - ACCESS_TOKEN_LIFE);
    const signing = tokens.signAccess(userId, sessionId);
    clock.reset();
    const signed = await signing;
    // Tokens count in whole seconds.
    expiresAt = performance.now() + Math.floor(signed.expiresAt.getTime() / 1_000) * 1_000 - Date.now();
    return signed.token;
  }

  async function renew(): Promise<void> {
    const { refreshSession } = await ask<{ refreshSession: Person }>(
      REFRESH,
      { token: refreshToken },
      { ...app, url: random.pick(stage.urls) },
    );
    ({ accessToken, refreshToken } = refreshSession);
  }

  const client = createClient({
    url: () => `${random.pick(stage.urls).replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: async () => {
      await renewing;
      return { accessToken: found.closedMs.length < TIMES ? await short() : accessToken };
    },
    retryAttempts: Infinity,
    retryWait: () => Promise.resolve(),
    shouldRetry: () => true,
    on: {
      closed: (event) => {
        const { code } = event as { code?: number };
        if (code === 1000 || code === 1005) return;
        if (code !== TOKEN_EXPIRED) found.violations.push(`a socket was closed with ${code}`);
        closedAt = performance.now();
        found.closedMs.push(closedAt - expiresAt);
        renewing = renew();
      },
    },
  });
  const variables = () => ({ after: heard.at(-1)?.number ?? 0 });
  const payload = {
    query: INBOX,
    get variables() {
      return variables();
    },
  };
  let release = (): void => undefined;
  const follow = (): void => {
    release = client.subscribe<{ inbox: { number: number; message?: { text: string } } }>(payload, {
      next: ({ data, errors }) => {
        if (errors) found.violations.push(`her inbox was refused: ${JSON.stringify(errors)}`);
        if (!data) return;
        if (closedAt !== null) found.backMs.push(performance.now() - closedAt);
        closedAt = null;
        heard.push({ number: data.inbox.number, ...data.inbox.message });
      },
      // As on the site: the end of a token ends what was asked with it, and it is asked again.
      error: (cause) => {
        if (Array.isArray(cause)) found.violations.push(`her inbox was refused: ${JSON.stringify(cause)}`);
        else follow();
      },
      complete: () => undefined,
    });
  };
  follow();

  const until = performance.now() + 20_000;
  while (found.backMs.length < TIMES && performance.now() < until) {
    const text = `Mot ${said.length}`;
    await say({ ...man, url: random.pick(stage.urls) }, conversationId, text);
    said.push(text);
    await wait(20);
  }
  if (found.backMs.length < TIMES)
    found.violations.push(`her token ended ${found.closedMs.length} times, and she came back ${found.backMs.length} times`);
  while (heard.at(-1)?.text !== said.at(-1) && performance.now() < until + 20_000) await wait(10);
  release();
  await client.dispose();
  const texts = heard.flatMap(({ text }) => text ?? []);
  if (texts.join() !== said.join()) found.violations.push(`of ${said.length} words she was shown ${texts.length}`);
  if (heard.some(({ number }, n) => number !== n + 1)) found.violations.push('the numbers of her inbox have holes');
  found.words = said.length;
  return found;
}
