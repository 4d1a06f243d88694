import { ask, send, type Answer } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { LogLines } from '../log-lines.js';
import { codeOf, Wire } from '../wire.js';
import { documents, times } from './abusive-documents.js';

const log = new LogLines();
const json = { 'content-type': 'application/json' };

/** A POST whose body is exactly this. */
async function post(body: string | Buffer, headers: Record<string, string> = json, method = 'POST'): Promise<Answer> {
  const response = await fetch(`${theHouse().url}/graphql`, { method, headers, ...(method === 'GET' ? {} : { body }) });
  return { status: response.status, headers: response.headers, ...((await response.json()) as object) };
}

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
