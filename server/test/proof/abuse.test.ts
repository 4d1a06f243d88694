import WebSocket from 'ws';
import { ask, send, type Answer } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { LogLines } from '../log-lines.js';
import { aMan, aSubscribedWoman } from '../people.js';

const log = new LogLines();
const json = { 'content-type': 'application/json' };

/** A POST whose body is exactly this. */
async function post(body: string | Buffer, headers: Record<string, string> = json, method = 'POST'): Promise<Answer> {
  const response = await fetch(`${theHouse().url}/graphql`, { method, headers, ...(method === 'GET' ? {} : { body }) });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

const times = (n: number, make: (index: number) => string): string => Array.from({ length: n }, (_, index) => make(index)).join(' ');

/** Man -> conversation -> with -> Man -> … */
const nested = (levels: number): string => (levels === 0 ? '__typename' : `... on Man { conversation { with { ${nested(levels - 1)} } } }`);
const tooDeep = `{ conversations { edges { node { with { ${nested(5)} } } } } }`;
const tooWide = `{ ${times(25, (n) => `r${n}: regions { code departments { code name } }`)} }`;
const aliased = `{ ${times(1_000, (n) => `a${n}: legalVersions { terms }`)} }`;
const aliasedTypenames = `{ ${times(500, (n) => `a${n}: __typename`)} }`;
const fragments = `{ ...f0 } ${times(30, (n) => `fragment f${n} on Query { ${n === 29 ? 'legalVersions { terms }' : `...f${n + 1} x${n}: __typename ...f${n + 1}`} }`)}`;
const cyclic = '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }';

const documents: [string, string][] = [
  ['too deep', tooDeep],
  ['too wide', tooWide],
  ['aliased a thousand times', aliased],
  ['aliased five hundred times in few tokens', aliasedTypenames],
  ['of fragments that double at each level', fragments],
  ['of fragments in a circle', cyclic],
  ['of brackets only', '{'.repeat(900)],
  ['of nothing', ''],
  ['of nonsense', 'Bonjour, je voudrais lire votre base'],
  ['of a thousand directives', `{ legalVersions { terms ${'@include(if: true) '.repeat(600)} } }`],
  ['with a list nested a hundred times', `{ menCount(regionCode: ${'['.repeat(100)}${']'.repeat(100)}) { value } }`],
  ['longer than any of ours', `{ legalVersions { terms } } # ${'x'.repeat(25_000)}`],
];

/** One line at most, no stack of ours in the answer, and the house goes on. */
async function expectRefused(answer: Answer, code = 'BAD_USER_INPUT'): Promise<void> {
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.errors?.[0]?.extensions.code).toBe(code);
  expect(JSON.stringify(answer)).not.toMatch(/at .*\.[jt]s:\d+|node_modules/);
  expect(log.take().length).toBeLessThanOrEqual(1);
  expect(await ask('{ legalVersions { terms } }')).toBeTruthy();
}

describe('over HTTP', () => {
  useHouse({ LOG_LEVEL: 'info' }, { log });
  beforeEach(() => void log.take());

  it.each(documents)('a document %s is refused, and told why', async (_name, query) => {
    await expectRefused(await send(query));
  });

  it('a body of 5 MB is refused', async () => {
    await expectRefused(await post(JSON.stringify({ query: `{ legalVersions { terms } } # ${'x'.repeat(5_000_000)}` })));
  });

  it('a body that promises less than it sends, or more, harms nobody', async () => {
    await expectRefused(await post(Buffer.alloc(5_000_000, 0x7b)));
  });

  it.each([
    ['malformed JSON', '{"query": "{ legal'],
    ['a batch', '[{"query":"{ legalVersions { terms } }"},{"query":"{ legalVersions { terms } }"}]'],
    ['an empty batch', '[]'],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"{ legalVersions { terms } }"'],
    ['nothing', ''],
    ['an object without a query', '{}'],
    ['a query that is an object', '{"query":{"a":1}}'],
    ['variables that are a text', '{"query":"{ legalVersions { terms } }","variables":"x"}'],
    ['extensions that are a number', '{"query":"{ legalVersions { terms } }","extensions":7}'],
    ['an operation name that is none', '{"query":"query A { legalVersions { terms } }","operationName":"B"}'],
    ['a forbidden key', '{"query":"{ legalVersions { terms } }","variables":{"__proto__":{"admin":true}}}'],
    ['a hash nobody knows', `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'0'.repeat(64)}"}}}`],
    [
      'a hash nobody knows beside a query',
      `{"query":"{ legalVersions { terms } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"${'a'.repeat(64)}"}}}`,
    ],
  ])('a body that is %s is refused', async (_name, body) => {
    await expectRefused(await post(body));
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', ''])(
    'a body of type "%s" is refused',
    async (type) => {
      await expectRefused(await post('{"query":"{ legalVersions { terms } }"}', { 'content-type': type }));
    },
  );

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is refused', async (method) => {
    await expectRefused(await post('{"query":"{ legalVersions { terms } }"}', json, method));
  });

  it('a GET with a query in its address is refused', async () => {
    const response = await fetch(`${theHouse().url}/graphql?query=${encodeURIComponent('{ legalVersions { terms } }')}`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it.each(['Bearer', 'Bearer x.y.z', `Bearer ${'a'.repeat(300)}`, 'Basic bGVhOng=', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'])(
    'the credentials "%s" make nobody of a caller',
    async (authorization) => {
      const { errors } = await post('{"query":"{ me { id } }"}', { ...json, authorization });
      expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect(log.take()).toEqual([]);
    },
  );

  it('a page of another site may neither ask nor use the cookie', async () => {
    const response = await fetch(`${theHouse().url}/graphql`, {
      method: 'POST',
      headers: { ...json, origin: 'https://evil.example' },
      body: '{"query":"{ legalVersions { terms } }"}',
    });
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('the tools may read the whole schema here, where the playground is on', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect(
      await ask(
        getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true }),
      ),
    ).toHaveProperty('__schema');
  });

  it('the schema is not read ten times in one document', async () => {
    await expectRefused(await send(`{ ${times(10, (n) => `s${n}: __schema { types { name fields { name } } }`)} }`));
  });
});

describe('over HTTP, with the playground off', () => {
  useHouse({ LOG_LEVEL: 'info', PLAYGROUND: 'false' }, { log });
  beforeEach(() => void log.take());

  it.each(['{ __schema { types { name } } }', '{ __type(name: "Woman") { fields { name } } }'])('%s is refused', async (query) => {
    await expectRefused(await send(query));
  });

  it('a wrong guess is not completed with our names', async () => {
    const { errors } = await send('{ legalVersion { terms } }');
    expect(errors?.[0]?.message).not.toContain('legalVersions');
    const [woman] = (await send('{ womn(id: "1") { id } }')).errors ?? [];
    expect(woman?.message).not.toMatch(/woman|Did you mean/);
    const { errors: inside } = await send('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', {
      input: { email: 'a@b.fr', passwor: 'x' },
    });
    expect(JSON.stringify(inside)).not.toContain('Did you mean');
  });

  it('there is no playground', async () => {
    const response = await fetch(`${theHouse().url}/playground`);
    expect(response.status).toBe(404);
  });

  it('neither over a socket', async () => {
    const wire = await Wire.open();
    wire.send({ type: 'subscribe', id: '1', payload: { query: '{ __schema { types { name } } }' } });
    expect(codeOf(await wire.next())).toBe('BAD_USER_INPUT');
    const guess = {
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
      variables: { input: { email: 'a@b.fr', passwor: 'x' } },
    };
    for (const payload of [{ query: '{ legalVersion { terms } }' }, guess]) {
      wire.send({ type: 'subscribe', id: payload.query, payload });
      const frame = await wire.next();
      expect(codeOf(frame)).toBe('BAD_USER_INPUT');
      expect(JSON.stringify(frame)).not.toContain('Did you mean');
    }
    wire.close();
  });
});

type Frame = { type: string; id?: string; payload?: unknown } | { closed: number };

function codeOf(frame: Frame): string | undefined {
  if (!('payload' in frame)) return undefined;
  const errors = Array.isArray(frame.payload) ? frame.payload : (frame.payload as { errors?: unknown[] }).errors;
  return (errors?.[0] as { extensions?: { code?: string } } | undefined)?.extensions?.code;
}

/** A socket spoken by hand, so that it may be spoken badly. */
class Wire {
  private readonly frames: Frame[] = [];
  private waiting: ((frame: Frame) => void) | undefined;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.arrived(JSON.parse(data.toString()) as Frame));
    socket.on('close', (code) => this.arrived({ closed: code }));
  }

  static async open({ init = true, accessToken }: { init?: boolean; accessToken?: string } = {}): Promise<Wire> {
    const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const wire = new Wire(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    if (!init) return wire;
    wire.send({ type: 'connection_init', payload: accessToken ? { accessToken } : {} });
    await wire.next();
    return wire;
  }

  send(frame: object | string | Buffer): void {
    this.socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  next(): Promise<Frame> {
    const first = this.frames.shift();
    return first ? Promise.resolve(first) : new Promise((resolve) => (this.waiting = resolve));
  }

  close(): void {
    this.socket.terminate();
  }

  private arrived(frame: Frame): void {
    const resolve = this.waiting;
    this.waiting = undefined;
    if (resolve) resolve(frame);
    else this.frames.push(frame);
  }
}

describe('over a socket', () => {
  useHouse({ LOG_LEVEL: 'info' }, { log });
  beforeEach(() => void log.take());

  afterEach(async () => {
    expect(log.take().length).toBeLessThanOrEqual(1);
    expect(await ask('{ legalVersions { terms } }')).toBeTruthy();
  });

  it.each(documents)('a document %s is refused, and told why', async (_name, query) => {
    const wire = await Wire.open();
    wire.send({ type: 'subscribe', id: '1', payload: { query } });
    const frame = await wire.next();
    expect('closed' in frame ? 'BAD_USER_INPUT' : codeOf(frame)).toBe('BAD_USER_INPUT');
    expect('closed' in frame ? frame.closed : 4400).toBe(4400);
    wire.close();
  });

  it('a hash nobody knows is refused', async () => {
    const wire = await Wire.open();
    wire.send({
      type: 'subscribe',
      id: '1',
      payload: { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
    });
    expect(codeOf(await wire.next())).toBe('BAD_USER_INPUT');
    wire.close();
  });

  it.each([
    ['malformed JSON', '{"type":'],
    ['an unknown kind', '{"type":"shutdown"}'],
    ['a batch', '[{"type":"ping"}]'],
    ['null', 'null'],
    ['an operation without a name', '{"type":"subscribe","payload":{"query":"{ legalVersions { terms } }"}}'],
    ['a payload that is a text', '{"type":"subscribe","id":"1","payload":"{ legalVersions { terms } }"}'],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00])],
  ])('a message that is %s closes the socket', async (_name, frame) => {
    const wire = await Wire.open();
    wire.send(frame);
    expect(await wire.next()).toEqual({ closed: 4400 });
  });

  it('a message of 5 MB closes the socket', async () => {
    const wire = await Wire.open();
    wire.send({ type: 'subscribe', id: '1', payload: { query: 'x'.repeat(5_000_000) } });
    expect(await wire.next()).toEqual({ closed: 1009 });
  });

  it('nothing is answered before the greeting', async () => {
    const wire = await Wire.open({ init: false });
    wire.send({ type: 'subscribe', id: '1', payload: { query: '{ legalVersions { terms } }' } });
    expect(await wire.next()).toEqual({ closed: 4401 });
  });

  it('greeting twice, or the same operation twice, closes the socket', async () => {
    const twice = await Wire.open();
    twice.send({ type: 'connection_init' });
    expect(await twice.next()).toEqual({ closed: 4429 });
    const hugo = await aMan();
    const same = await Wire.open({ accessToken: hugo.accessToken });
    const inbox = { type: 'subscribe', id: '1', payload: { query: 'subscription { inbox(after: 0) { number } }' } };
    same.send(inbox);
    same.send(inbox);
    expect(await same.next()).toEqual({ closed: 4409 });
  });

  it('a language we do not speak is refused', async () => {
    const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'soap');
    const end = await new Promise((resolve) => socket.once('error', (err) => resolve(err.message)).once('message', resolve));
    expect(end).toBe('Server sent no subprotocol');
  });

  it('a page of another site gets no socket', async () => {
    const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      origin: 'https://evil.example',
    });
    const status = await new Promise((resolve) =>
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)).once('open', () => resolve('open')),
    );
    expect(status).toBe(401);
    socket.on('error', () => undefined).terminate();
  });

  it('a token that is none closes the socket', async () => {
    const wire = await Wire.open({ init: false });
    wire.send({ type: 'connection_init', payload: { accessToken: 'x.y.z' } });
    expect(await wire.next()).toEqual({ closed: 4401 });
  });

  it('one socket cannot hold a hundred operations', async () => {
    const lea = await aSubscribedWoman();
    const wire = await Wire.open({ accessToken: lea.accessToken });
    for (let n = 0; n < 100; n += 1)
      wire.send({ type: 'subscribe', id: String(n), payload: { query: 'subscription { inbox(after: 0) { number } }' } });
    const refused: Frame[] = [];
    while (refused.length < 40) refused.push(await wire.next());
    expect(new Set(refused.map(codeOf))).toEqual(new Set(['RATE_LIMITED']));
    wire.close();
  });
});
