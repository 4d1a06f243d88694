import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import WebSocket from 'ws';
import { newId } from '../../src/platform/ids.js';
import { as, ask, send, type Answer } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aMan, aSubscribedWoman, type Person } from '../people.js';
import { stored } from '../stored.js';
import { codeOf, Wire } from '../wire.js';

/** What costs us much and them little. Documents that are too deep, wide or long: `proof/abuse`. */
useHouse();

const json = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${theHouse().url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
const code = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'ok';
const codeIn = async (response: Response): Promise<string> => code((await response.json()) as Answer<object>);

let lea: Person;
let hugo: Person;
beforeAll(async () => {
  [lea, hugo] = [await aSubscribedWoman(), await aMan()];
});
afterEach(async () => {
  expect(await ask('{ legalVersions { terms } }')).toBeTruthy();
});

describe('a value that is large', () => {
  const nested = (depth: number, inner = '"x"'): string => `${'['.repeat(depth)}${inner}${']'.repeat(depth)}`;
  const many = (count: number): string => JSON.stringify(Array.from({ length: count }, () => newId()));
  const ARRANGE = 'mutation ($ids: [ID!]!) { arrangeMedia(ids: $ids) { id } }';
  const MEN = 'query ($filter: MenFilter!) { men(filter: $filter) { edges { cursor } } }';

  it.each<[string, string, () => string]>([
    ['a list in a list, thirty thousand times', ARRANGE, () => `{"ids":${nested(30_000)}}`],
    ['objects, five thousand deep', MEN, () => `{"filter":${'{"interests":'.repeat(5_000)}1${'}'.repeat(5_000)}}`],
    ['more ids than anybody has', ARRANGE, () => `{"ids":${many(1_500)}}`],
    ['more tastes than may be asked for', MEN, () => `{"filter":{"interests":${many(1_000)}}}`],
    [
      'a number beyond all numbers',
      'query ($first: Int!) { men(filter: {}, first: $first) { edges { cursor } } }',
      () => '{"first":1e400}',
    ],
    ['a text of a megabyte of nothing', MEN, () => `{"filter":{"cityCode":"${'\\u0000'.repeat(9_000)}"}}`],
  ])('as %s, is refused at once, and nothing is stored', async (_what, query, variables) => {
    const before = await stored();
    const person = query.includes('arrange') ? hugo : lea;
    const body = `{"query":${JSON.stringify(query)},"variables":${variables()}}`;
    expect(await codeIn(await post(body, { authorization: `Bearer ${person.accessToken}` }))).toBe('BAD_USER_INPUT');
    expect(await stored()).toEqual(before);
  });

  it.each([
    [
      'messageIds',
      'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }',
      (ids: string[]) => ({ conversationId: newId(), reason: 'OTHER', messageIds: ids }),
    ],
    [
      'mediaIds of a message',
      'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
      (ids: string[]) => ({ conversationId: newId(), clientId: newId(), mediaIds: ids }),
    ],
    [
      'mediaIds of an ad',
      'mutation ($input: PostInput!) { createPost(input: $input) { post { id } } }',
      (ids: string[]) => ({ text: 'Bonjour', mediaIds: ids }),
    ],
    ['tags', 'mutation ($input: UpdateProfileInput!) { updateMyProfile(input: $input) { id } }', (tags: string[]) => ({ tags })],
  ])('%s are few, however many come', async (_what, query, input) => {
    const ids = Array.from({ length: 500 }, () => newId());
    expect(code(await as(hugo).send(query, { input: input(ids) }))).toBe('BAD_USER_INPUT');
  });
});

describe('a document of many', () => {
  it('runs none when nobody says which', async () => {
    const operations = Array.from({ length: 400 }, (_, n) => `query Q${n} { legalVersions { terms } }`).join(' ');
    expect(code(await send(operations))).toBe('BAD_USER_INPUT');
  });

  it.each([
    [
      'an expensive field by name, with pages within pages',
      '{ men(filter: {}, first: 50) { edges { node { posts(first: 50) { edges { node { media { url } } } } } } } }',
    ],
    [
      'the same hidden in a fragment',
      '{ men(filter: {}, first: 50) { edges { node { ...f } } } } fragment f on Man { posts(first: 50) { edges { node { media { url } } } } }',
    ],
    [
      'pages whose size is in a variable',
      'query ($n: Int! = 1) { men(filter: {}, first: $n) { edges { node { posts(first: $n) { edges { node { media { url } } } } } } } }',
    ],
    [
      'thirty searches under names of their own',
      `{ ${Array.from({ length: 31 }, (_, n) => `s${n}: cities(search: "a") { code }`).join(' ')} }`,
    ],
  ])('is refused when it is %s', async (_what, query) => {
    expect(code(await as(lea).send(query))).toBe('BAD_USER_INPUT');
  });
});

describe('a body', () => {
  it.each(['gzip', 'deflate', 'br', 'zstd'])('that is packed (%s) is not unpacked', async (encoding) => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 0x20));
    expect((await post(bomb, { 'content-encoding': encoding })).status).toBeGreaterThanOrEqual(400);
  });

  /** What the house answers to these bytes, or that it hung up. */
  const bytes = (head: string): Promise<string> => {
    const { port, hostname } = new URL(theHouse().url);
    return new Promise((resolve) => {
      let said = '';
      const socket = connect(Number(port), hostname, () => socket.write(head));
      socket.on('data', (chunk) => (said += chunk.toString()));
      socket.on('error', () => resolve(said || 'cut'));
      socket.on('close', () => resolve(said || 'cut'));
    });
  };

  it.each([
    ['two lengths', 'content-length: 2\r\ncontent-length: 30\r\n\r\n{}'],
    ['a length and chunks', 'content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nPOST /graphql HTTP/1.1\r\n\r\n'],
    ['a length that is none', 'content-length: -1\r\n\r\n{}'],
    ['a header that goes on for ever', `x-a: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['more headers than anybody sends', `${Array.from({ length: 2_500 }, (_, n) => `x-${n}: a\r\n`).join('')}\r\n`],
    ['an obsolete folding', 'x-a: 1\r\n  x-b: 2\r\ncontent-length: 2\r\n\r\n{}'],
  ])('with %s is one request at most, refused, and its connection ends', async (_what, rest) => {
    const said = await bytes(`POST /graphql HTTP/1.1\r\nHost: a\r\nconnection: close\r\ncontent-type: application/json\r\n${rest}`);
    expect(said).toMatch(/^HTTP\/1\.1 4\d\d |^cut$/);
    expect(said.match(/HTTP\/1\.1 /g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});

describe('sockets', () => {
  const open = (headers: Record<string, string>): Promise<WebSocket | number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
      socket.on('error', () => undefined);
      socket.once('open', () => resolve(socket)).once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    });

  it('of one network are two hundred, whatever address of it they say, and as many again when those have gone', async () => {
    const opened = await Promise.all(Array.from({ length: 220 }, (_, n) => open({ 'x-forwarded-for': `2001:db8:1:2::${n.toString(16)}` })));
    const sockets = opened.filter((each) => typeof each !== 'number');
    expect([sockets.length, new Set(opened.filter((each) => typeof each === 'number'))]).toEqual([200, new Set([429])]);
    const elsewhere = await open({ 'x-forwarded-for': '2001:db8:1:3::1' });
    expect(typeof elsewhere).not.toBe('number');
    const gone = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    for (const socket of [...sockets, elsewhere]) if (typeof socket !== 'number') socket.terminate();
    await gone;
    while (theHouse().app.sockets.size > 0) await new Promise(setImmediate);
    const again = await open({ 'x-forwarded-for': '2001:db8:1:2::1' });
    expect(typeof again).not.toBe('number');
    if (typeof again !== 'number') again.terminate();
  });

  it('that ask for thousands of things at once are told that it is too much, and the others go on', async () => {
    const wire = await Wire.open();
    for (let n = 0; n < 3_000; n += 1) wire.send({ type: 'subscribe', id: String(n), payload: { query: '{ legalVersions { terms } }' } });
    const codes = new Set<unknown>();
    for (let answered = 0; answered < 3_000;) {
      const frame = await wire.next();
      if ('closed' in frame || frame.type === 'error') codes.add('closed' in frame ? frame.closed : codeOf(frame));
      if ('closed' in frame) break;
      if (frame.type !== 'next') answered += 1;
    }
    expect([...codes].filter((each) => each !== 'RATE_LIMITED')).toEqual([]);
    wire.close();
  });

  it('that greet and greet and greet are closed at the second time', async () => {
    const wire = await Wire.open({ init: false });
    for (let n = 0; n < 1_000; n += 1) wire.send({ type: 'connection_init', payload: {} });
    let frame = await wire.next();
    while (!('closed' in frame)) frame = await wire.next();
    expect(frame).toEqual({ closed: 4429 });
  });
});
