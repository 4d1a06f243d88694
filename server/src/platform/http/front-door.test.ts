import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { theHouse, useHouse } from '../../../test/harness.js';
import { aPerson, PASSWORD } from '../../../test/people.js';
import { hashOf } from '../../../test/statements.js';

useHouse({ ALLOWED_ORIGINS: 'https://app.premierpas.example' });

const trusted = (operation: string, variables: object = {}) =>
  JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(operation) } } });
const PLANS = trusted('LandingPlans');
const TERMS = '{"query":"{ legalVersions { terms } }"}';

interface Answered {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Whole when its length is told; in chunks of unknown length it goes around the front door. */
async function post(body: string, headers: Record<string, string> = {}, whole = true): Promise<Answered> {
  const { hostname, port } = new URL(theHouse().url);
  const length: Record<string, number> = whole ? { 'content-length': Buffer.byteLength(body) } : {};
  const sent = request({
    hostname,
    port,
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json', ...length, ...headers },
  });
  sent.write(body);
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

const lines = (body: string) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(theHouse().url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

/** Reads until so many answers have come, and gives their bodies' beginnings. */
async function answersOn(socket: Socket, count: number): Promise<string[]> {
  let heard = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    heard += chunk.toString();
    const bodies = [...heard.matchAll(/\r\n\r\n(\{"(?:data|errors)":.{4,24})/g)].map(([, body]) => body ?? '');
    if (bodies.length === count) return bodies;
  }
  throw new Error(`The connection ended: ${heard}`);
}

describe('at the front door', () => {
  it('a trusted document is answered with the headers that every answer has', async () => {
    const [here, behind] = [await post(PLANS), await post(PLANS, {}, false)];
    const named = ({ headers }: Answered) => ({ ...headers, date: '' });
    expect(named(here)).toEqual(named(behind));
    expect([here.status, here.body]).toEqual([200, behind.body]);
    expect(here.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', vary: 'origin' });
  });

  it('pages of our origins may read the answer, and others get none', async () => {
    const ours = await post(PLANS, { origin: 'https://app.premierpas.example' });
    expect(ours.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.premierpas.example',
      'access-control-allow-credentials': 'true',
    });
    expect((await post(PLANS, { origin: 'https://evil.example' })).status).toBe(403);
  });

  it.each([
    ['a document of somebody else', TERMS, 200],
    ['a hash that we do not know', '{"extensions":{"persistedQuery":{"sha256Hash":"f"}}}', 400],
    ['half a text', '{"query":', 400],
    ['null', 'null', 400],
    ['more than we read', JSON.stringify({ query: 'x'.repeat(70_000) }), 413],
  ])('%s is answered as it is behind it', async (_what, body, status) => {
    const [here, behind] = [await post(body), await post(body, {}, false)];
    expect([here.status, here.body]).toEqual([behind.status, behind.body]);
    expect(here.status).toBe(status);
  });

  it('one connection takes everything in turn, however it is cut into pieces', async () => {
    const socket = await open();
    for (const piece of [PLANS, TERMS, PLANS, TERMS]
      .map(lines)
      .join('')
      .match(/[^]{1,700}/g) ?? []) {
      socket.write(piece);
      await new Promise(setImmediate);
    }
    const [one, two, three, four] = await answersOn(socket, 4);
    expect([one, two]).toEqual([three, four]);
    expect([one, two]).toEqual([expect.stringContaining('plans'), expect.stringContaining('legal')]);
    socket.destroy();
  });

  it('who goes away in the middle of a word disturbs nobody', async () => {
    const socket = await open();
    socket.write(lines(PLANS).slice(0, -20));
    await new Promise(setImmediate);
    socket.resetAndDestroy();
    expect((await post(PLANS)).status).toBe(200);
  });

  it('signing in sets the cookie, and the cookie renews the session', async () => {
    const lea = await aPerson('WOMAN');
    const signedIn = await post(trusted('SignIn', { input: { email: lea.email, password: PASSWORD } }));
    const [cookie = ''] = signedIn.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^pp_refresh=[\w.-]+; Max-Age=5184000; Path=\/graphql; HttpOnly; SameSite=Strict$/);
    const renewed = await post(trusted('RefreshSession'), { cookie: `theme=dark; ${cookie.split(';')[0]}; other=1` });
    expect(JSON.parse(renewed.body)).toMatchObject({ data: { refreshSession: { accessToken: expect.any(String) } } });
  });
});
