import type { IncomingMessage } from 'node:http';
import { readRequest } from './request.js';
import { canonicalRequest, signatureOf, stringToSign } from './signature/canonical.js';
import { BUCKET, KEYS, presigned, sha256, signed, stamp, startBench, type Answer, type Bench, type Call } from './test-bench.js';

const minutes = (n: number) => n * 60_000;
const KEY = `/${BUCKET}/private/photo.jpg`;

let bench: Bench;
let host: string;
beforeAll(async () => {
  bench = await startBench();
  host = new URL(bench.server.url).host;
});
afterAll(() => bench.stop());
beforeEach(async () => {
  expect(await bench.call(`PUT ${KEY}`, { body: 'private' })).toMatchObject({ status: 200 });
});

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
const kept = async () => (await bench.call(`GET ${KEY}`)).text;

describe('what Amazon documents', () => {
  const NOTHING = sha256('');
  const EXAMPLE = { host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z' };
  const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const BODY = sha256('Welcome to Amazon S3.');

  it.each<[string, Record<string, string>, string, string]>([
    ['GET /test.txt', { range: 'bytes=0-9' }, NOTHING, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'],
    [
      'PUT /test%24file.text',
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      BODY,
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET /?lifecycle', {}, NOTHING, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['GET /?max-keys=2&prefix=J', {}, NOTHING, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('is what is computed for %s', (line, more, payload, expected) => {
    const headers: Record<string, string> = { ...EXAMPLE, ...more, 'x-amz-content-sha256': payload };
    expect(signature(line, headers, payload)).toBe(expected);
  });

  it('is what is computed for a presigned address', () => {
    const query =
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
      '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host';
    const expected = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
    const { host } = EXAMPLE;
    expect(signature(`GET /test.txt?${query}`, { host }, 'UNSIGNED-PAYLOAD')).toBe(expected);
    expect(signature(`GET /test.txt?${query}&X-Amz-Signature=${expected}`, { host }, 'UNSIGNED-PAYLOAD')).toBe(expected);
  });

  function signature(line: string, headers: Record<string, string>, payload: string): string {
    const [method, url] = line.split(' ');
    const request = readRequest({ method, url, headers, iterator: () => undefined } as unknown as IncomingMessage);
    const scope = { day: '20130524', region: 'us-east-1' };
    const text = stringToSign(canonicalRequest(request, Object.keys(headers).sort(), payload), '20130524T000000Z', scope);
    return signatureOf(text, SECRET, scope);
  }
});

describe('a stranger', () => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE'] as const)('is refused on an object: %s', async (method) => {
    expect(await bench.raw(`${method} ${KEY}`)).toMatchObject({ status: 403 });
    expect(await kept()).toBe('private');
  });

  it.each([
    'GET /',
    `GET /${BUCKET}`,
    `GET /${BUCKET}?list-type=2`,
    `GET /${BUCKET}?cors`,
    `GET /${BUCKET}?uploads`,
    `PUT /${BUCKET}?cors`,
    `POST /${BUCKET}?delete`,
    'PUT /another-bucket',
    `POST ${KEY}?uploads`,
    `POST ${KEY}?uploadId=u`,
  ] as const)('is refused alike whether or not it exists: %s', async (line) => {
    expect(refusal(await bench.raw(line))).toBe('403 AccessDenied');
    expect(refusal(await bench.raw(line.replaceAll(BUCKET, 'no-such-bucket') as typeof line))).toBe('403 AccessDenied');
  });
});

describe('a signature in the header', () => {
  it.each<[string, string, Call]>([
    ['made with another secret', '403 SignatureDoesNotMatch', { keys: { secretKey: 'guessed' } }],
    ['of an unknown key', '403 InvalidAccessKeyId', { keys: { accessKey: 'AKOTHER' } }],
    ['for another region', '400 AuthorizationHeaderMalformed', { keys: { region: 'eu-west-3' } }],
    ['for another service', '400 AuthorizationHeaderMalformed', { service: 'iam' }],
    ['of too long ago', '403 RequestTimeTooSkewed', { at: Date.now() - minutes(16) }],
    ['of times to come', '403 RequestTimeTooSkewed', { at: Date.now() + minutes(16) }],
    ['over chunks, each with its own', '501 NotImplemented', { payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }],
    ['over a body that is no hash', '400 InvalidArgument', { payload: 'whatever' }],
    ['over another body', '400 XAmzContentSHA256Mismatch', { payload: sha256('another') }],
  ])('%s is refused', async (_how, expected, call) => {
    expect(refusal(await bench.call(`PUT ${KEY}`, { body: 'overwritten', ...call }))).toBe(expected);
    expect(refusal(await bench.call(`GET ${KEY}`, { ...call }))).toBe(expected);
    expect(await kept()).toBe('private');
  });

  it('is believed within a quarter of an hour', async () => {
    for (const at of [Date.now() - minutes(14), Date.now() + minutes(14)])
      expect((await bench.call(`GET ${KEY}`, { at })).status).toBe(200);
  });

  const tampered = async (line: `GET /${string}` | `DELETE /${string}`, change: (headers: Record<string, string>) => object) => {
    const headers = signed(`GET ${KEY}`, {}, host);
    return bench.raw(line, { headers: { ...headers, ...change(headers) } as Record<string, string> });
  };

  it.each<[string, `GET /${string}` | `DELETE /${string}`, (headers: Record<string, string>) => object]>([
    ['another key', `GET /${BUCKET}/private/other.jpg`, () => ({})],
    ['another bucket', `GET /another-bucket/private/photo.jpg`, () => ({})],
    ['another method', `DELETE ${KEY}`, () => ({})],
    ['another query', `GET ${KEY}?uploadId=1`, () => ({})],
    ['another time', `GET ${KEY}`, () => ({ 'x-amz-date': stamp(Date.now() - 1_000) })],
    ['another host', `GET ${KEY}`, () => ({ host: 'elsewhere' })],
    ['another body', `GET ${KEY}`, () => ({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' })],
    [
      'one digit changed',
      `GET ${KEY}`,
      ({ authorization = '' }) => ({ authorization: authorization.replace(/.$/, (d) => (d === '0' ? '1' : '0')) }),
    ],
  ])('does not serve for %s', async (_what, line, change) => {
    expect(refusal(await tampered(line, change))).toBe('403 SignatureDoesNotMatch');
    expect(await kept()).toBe('private');
  });

  it.each<[string, string, (headers: Record<string, string>) => object]>([
    ['a header of Amazon’s that it does not cover', '403 AccessDenied', () => ({ 'x-amz-acl': 'public-read' })],
    ['no date', '403 AccessDenied', () => ({ 'x-amz-date': 'yesterday' })],
    ['the day of another', '400 AuthorizationHeaderMalformed', () => ({ 'x-amz-date': stamp(Date.now() - 86_400_000) })],
    ['half of itself', '400 AuthorizationHeaderMalformed', ({ authorization = '' }) => ({ authorization: authorization.slice(0, 60) })],
    ['version 2', '400 InvalidRequest', () => ({ authorization: 'AWS AKTEST:frJIUN8DYpKDtOLCwo//yllqDzg=' })],
    ['a password', '400 InvalidRequest', () => ({ authorization: 'Basic QUtURVNUOng=' })],
    ['none over the host', '403 AccessDenied', ({ authorization = '' }) => ({ authorization: authorization.replace('host;', '') })],
  ])('is refused with %s', async (_what, expected, change) => {
    expect(refusal(await tampered(`GET ${KEY}`, change))).toBe(expected);
  });

  it('does not cover what is asked twice', async () => {
    const line = `GET /${BUCKET}?list-type=2&prefix=a` as const;
    expect(refusal(await bench.raw(`${line}&prefix=private`, { headers: signed(line, {}, host) }))).toBe('400 InvalidArgument');
  });
});

describe('a presigned address', () => {
  const open = (path: string, headers = {}) => bench.raw(`GET ${path as `/${string}`}`, { headers });
  const get = (call: Parameters<typeof presigned>[1] = {}) => presigned(`GET ${KEY}`, call, host);

  it('opens for whoever has it, for as long as it says', async () => {
    expect(await open(get())).toMatchObject({ status: 200, text: 'private' });
    expect(await open(get({ at: Date.now() - 58_000 }))).toMatchObject({ status: 200 });
  });

  it.each<[string, string, Parameters<typeof presigned>[1]]>([
    ['that expired', '403 AccessDenied', { at: Date.now() - 61_000 }],
    ['that is to come', '403 AccessDenied', { at: Date.now() + minutes(16) }],
    ['made with another secret', '403 SignatureDoesNotMatch', { keys: { secretKey: 'guessed' } }],
    ['of an unknown key', '403 InvalidAccessKeyId', { keys: { accessKey: 'AKOTHER' } }],
    ['for another region', '400 AuthorizationQueryParametersError', { keys: { region: 'eu-west-3' } }],
    ['for another service', '400 AuthorizationQueryParametersError', { service: 'iam' }],
    ['for longer than a week', '400 AuthorizationQueryParametersError', { expires: 604_801 }],
    ['for no time', '400 AuthorizationQueryParametersError', { expires: 0 }],
    ['for a time that is none', '400 AuthorizationQueryParametersError', { expires: '1e9' }],
  ])('%s is refused', async (_how, expected, call) => {
    expect(refusal(await open(get(call)))).toBe(expected);
  });

  it.each<[string, string, (path: string) => string]>([
    ['another key', '403 SignatureDoesNotMatch', (path) => path.replace('photo', 'other')],
    ['another bucket', '403 SignatureDoesNotMatch', (path) => path.replace(BUCKET, 'another-bucket')],
    ['a longer life', '403 SignatureDoesNotMatch', (path) => path.replace('Expires=60', 'Expires=600')],
    ['another query', '403 SignatureDoesNotMatch', (path) => `${path}&response-content-type=text%2Fhtml`],
    ['a life said twice', '400 InvalidArgument', (path) => `${path}&X-Amz-Expires=600`],
    ['half of what it needs', '400 AuthorizationQueryParametersError', (path) => path.replace(/X-Amz-Expires=60&/, '')],
    ['an algorithm of its own', '400 AuthorizationQueryParametersError', (path) => path.replace('HMAC-SHA256&', 'NONE&')],
  ])('does not open with %s', async (_what, expected, change) => {
    expect(refusal(await open(change(get())))).toBe(expected);
  });

  it('serves for its own method only, and not beside another signature', async () => {
    expect(refusal(await bench.raw(`PUT ${get() as `/${string}`}`, { body: 'overwritten' }))).toBe('403 SignatureDoesNotMatch');
    expect(refusal(await open(get(), signed(`GET ${KEY}`, {}, host)))).toBe('400 InvalidArgument');
    expect(await kept()).toBe('private');
  });

  it('wants the headers that it signed, and none of Amazon’s beside them', async () => {
    const path = presigned(`PUT ${KEY}`, { headers: { 'content-length': '7' } }, host) as `/${string}`;
    expect(refusal(await bench.raw(`PUT ${path}`, { body: '12345678' }))).toBe('403 SignatureDoesNotMatch');
    expect(refusal(await bench.raw(`PUT ${path}`, { body: '1234567', headers: { 'x-amz-meta-note': 'hi' } }))).toBe('403 AccessDenied');
    expect(await bench.raw(`PUT ${path}`, { body: '1234567' })).toMatchObject({ status: 200 });
    expect(await kept()).toBe('1234567');
  });
});

it('says which region it wants', async () => {
  expect((await bench.call(`GET ${KEY}`, { keys: { region: 'eu-west-3' } })).text).toContain(`<Region>${KEYS.region}</Region>`);
});
