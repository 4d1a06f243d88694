import { Agent } from 'node:http';
import { Readable } from 'node:stream';
import { BUCKET, KEYS, stamp, startBench, type Answer, type Bench } from './test-bench.js';
import { signatureOf } from './signature/canonical.js';

const KEY = 'incoming/photo.jpg';
const TYPE = 'image/jpeg';

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(() => bench.stop());
afterEach(async () => {
  expect((await bench.files()).filter((file) => file.startsWith('incoming'))).toEqual([]);
  await bench.call(`DELETE /${BUCKET}/${KEY}`);
});

type Condition = string | number | readonly (string | number)[] | Record<string, string>;

interface Form {
  conditions?: Condition[];
  expiration?: string;
  fields?: Record<string, string>;
  without?: string;
  /** The policy as it stands, instead of one that is made. */
  policy?: string;
  keys?: Partial<typeof KEYS>;
}

const AN_HOUR = 3_600_000;

/** A form that is right, but for what `form` says. */
function fieldsOf({ conditions = [], expiration, fields = {}, without, policy, keys }: Form = {}): [string, string][] {
  const { accessKey, secretKey, region } = { ...KEYS, ...keys };
  const timestamp = stamp(Date.now());
  const scope = { day: timestamp.slice(0, 8), region };
  const signed = {
    bucket: BUCKET,
    key: KEY,
    'Content-Type': TYPE,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${accessKey}/${scope.day}/${region}/s3/aws4_request`,
    'x-amz-date': timestamp,
  };
  const document = {
    expiration: expiration ?? new Date(Date.now() + AN_HOUR).toISOString(),
    conditions: [
      ...Object.entries(signed).map(([name, value]) => ['eq', `$${name}`, value]),
      ['content-length-range', 5, 1_000],
      ...conditions,
    ],
  };
  const base64 = policy ?? Buffer.from(JSON.stringify(document)).toString('base64');
  const all = { ...signed, policy: base64, 'x-amz-signature': signatureOf(base64, secretKey, scope), ...fields };
  return Object.entries(all).filter(([name]) => name !== without);
}

const BORDER = '----border';
const part = (disposition: string, content: string | Buffer) => [
  Buffer.from(`--${BORDER}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
  Buffer.from(content),
  Buffer.from('\r\n'),
];
const fieldPart = ([name, value]: [string, string]) => part(`name="${name}"`, value);
const filePart = (content: string | Buffer, filename = 'été.jpg') => part(`name="file"; filename="${filename}"`, content);
const END = Buffer.from(`--${BORDER}--\r\n`);

const send = (body: Buffer[], more: Record<string, string> = {}, path: `/${string}` = `/${BUCKET}`, agent?: Agent): Promise<Answer> =>
  bench.raw(`POST ${path}`, {
    body: Buffer.concat(body),
    headers: { 'content-type': `multipart/form-data; boundary=${BORDER}`, ...more },
    ...(agent && { agent }),
  });

const post = (fields: [string, string][], file: string | Buffer = 'content', filename?: string) =>
  send([...fields.flatMap(fieldPart), ...filePart(file, filename), END]);

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
const stored = async (key = KEY) => bench.call(`GET /${BUCKET}/${key}`);

describe('a form', () => {
  it('puts its file under its key, as the type it was signed for', async () => {
    const answer = await post(fieldsOf());
    expect(answer).toMatchObject({
      status: 204,
      headers: { etag: '"9a0364b9e99bb480dd25e1f0284c8555"', location: `${bench.server.url}/${BUCKET}/${KEY}` },
    });
    expect(await stored()).toMatchObject({ text: 'content', headers: { 'content-type': TYPE } });
  });

  it('takes whatever bytes a file has, its own border among them', async () => {
    const content = Buffer.from(`\r\n--${BORDER.slice(0, -1)}\r\n\r\n\0\xff--\r\n`, 'latin1');
    expect((await post(fieldsOf(), content)).status).toBe(204);
    expect((await stored()).body.equals(content)).toBe(true);
  });

  it('is read in whatever pieces it arrives', async () => {
    const whole = Buffer.concat([...fieldsOf().flatMap(fieldPart), ...filePart('content'), END]);
    const body = Readable.from(Array.from(whole, (byte) => Buffer.of(byte)));
    const headers = { 'content-type': `multipart/form-data; boundary="${BORDER}"`, 'content-length': String(whole.length) };
    expect(await bench.raw(`POST /${BUCKET}`, { body, headers })).toMatchObject({ status: 204 });
    expect((await stored()).text).toBe('content');
  });

  it('answers as it asks, and fills in the name of its file', async () => {
    const key = 'incoming/${filename}';
    const conditions = [['starts-with', '$key', 'incoming/'], { success_action_status: '201' }];
    const fields = fieldsOf({ conditions, fields: { success_action_status: '201' } });
    expect((await post(fields)).text).toContain(`<Key>${KEY}</Key>`);
    const unpinned = fieldsOf({
      policy: policyOf([{ bucket: BUCKET }, ['starts-with', '$key', 'incoming/'], ...COVERED]),
      fields: { key },
    });
    expect((await post(unpinned, 'content', 'photo.jpg')).status).toBe(204);
    expect((await stored()).text).toBe('content');
  });

  it('may carry what nobody reads', async () => {
    expect((await post(fieldsOf({ fields: { 'x-ignore-me': 'whatever' } }))).status).toBe(204);
  });
});

const COVERED: Condition[] = ['Content-Type', 'x-amz-algorithm', 'x-amz-credential', 'x-amz-date'].map((name) => [
  'starts-with',
  `$${name}`,
  '',
]);
const policyOf = (conditions: unknown, expiration: unknown = new Date(Date.now() + AN_HOUR).toISOString()) =>
  Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');

describe('a form is refused', () => {
  it.each<[string, string, Form & { file?: string | Buffer }]>([
    ['when it is larger than it may be', '400 EntityTooLarge', { file: Buffer.alloc(1_001) }],
    ['when it is smaller than it must be', '400 EntityTooSmall', { file: '1234' }],
    ['when two ranges leave it no room', '400 EntityTooLarge', { conditions: [['content-length-range', 0, 6]] }],
    ['when its time is over', '403 AccessDenied', { expiration: new Date(Date.now() - 1_000).toISOString() }],
    ['with another key', '403 AccessDenied', { fields: { key: 'incoming/other.jpg' } }],
    ['with a key that begins as another', '403 AccessDenied', { fields: { key: `${KEY}/../x` } }],
    ['with another type', '403 AccessDenied', { fields: { 'Content-Type': 'text/html' } }],
    ['without the type it was signed for', '403 AccessDenied', { without: 'Content-Type' }],
    ['with a type of several, of which one is another', '403 AccessDenied', listOfTypes('image/png, text/html')],
    ['with a field that no condition covers', '403 AccessDenied', { fields: { 'x-amz-meta-note': 'hello' } }],
    ['with a header that no condition covers', '403 AccessDenied', { fields: { 'Cache-Control': 'public' } }],
    ['without a signature', '400 InvalidArgument', { without: 'x-amz-signature' }],
    ['without a credential', '400 InvalidArgument', { without: 'x-amz-credential' }],
    ['without a policy', '403 AccessDenied', { without: 'policy' }],
    ['without a key', '403 AccessDenied', { without: 'key' }],
    ['signed with another secret', '403 SignatureDoesNotMatch', { keys: { secretKey: 'guessed' } }],
    ['signed by an unknown key', '403 InvalidAccessKeyId', { keys: { accessKey: 'AKOTHER' } }],
    ['signed for another region', '400 InvalidArgument', { keys: { region: 'eu-west-3' } }],
    ['for another bucket', '400 InvalidArgument', { fields: { bucket: 'another-bucket' } }],
    ['with a policy that was changed', '403 SignatureDoesNotMatch', { fields: { policy: policyOf([]) } }],
    ['with a policy for any bucket', '403 AccessDenied', { policy: policyOf([['eq', '$key', KEY], ...COVERED]), without: 'bucket' }],
    ['with a policy for any key', '403 AccessDenied', { policy: policyOf([{ bucket: BUCKET }, ...COVERED]) }],
    ['with a policy that is none', '400 InvalidPolicyDocument', { policy: 'e30=' }],
    ['with a policy without end', '400 InvalidPolicyDocument', { policy: policyOf([], 'never') }],
    ['with a condition of another kind', '400 InvalidPolicyDocument', { policy: policyOf([['ends-with', '$key', 'jpg']]) }],
    ['with a range of words', '400 InvalidPolicyDocument', { policy: policyOf([['content-length-range', '0', 'much']]) }],
    ['when it asks for what is not done', '501 NotImplemented', { conditions: [{ acl: 'public-read' }], fields: { acl: 'public-read' } }],
  ])('%s', async (_when, expected, form) => {
    expect(refusal(await post(fieldsOf(form), form.file))).toBe(expected);
    expect((await stored()).status).toBe(404);
  });

  function listOfTypes(types: string): Form {
    const conditions = [{ bucket: BUCKET }, { key: KEY }, ['starts-with', '$Content-Type', 'image/'], ...COVERED.slice(1)];
    return { policy: policyOf(conditions), fields: { 'Content-Type': types } };
  }

  const file = () => filePart('content');

  it.each<[string, string, () => Buffer[]]>([
    ['without a file', '400 InvalidArgument', () => [...fieldsOf().flatMap(fieldPart), END]],
    ['whose file stands before its policy', '403 AccessDenied', () => [...file(), ...fieldsOf().flatMap(fieldPart), END]],
    [
      'with two keys',
      '400 InvalidArgument',
      () => [...[...fieldsOf(), ['KEY', 'other'] as [string, string]].flatMap(fieldPart), ...file(), END],
    ],
    ['that stops in the middle', '400 MalformedPOSTRequest', () => [...fieldsOf().flatMap(fieldPart), ...file()].slice(0, -1)],
    ['with a field without a name', '400 MalformedPOSTRequest', () => [...part('', 'x'), ...file(), END]],
    ['that is all fields', '400 MaxPostPreDataLengthExceeded', () => [...part('name="x"', 'x'.repeat(200_000)), ...file(), END]],
  ])('%s', async (_what, expected, body) => {
    expect(refusal(await send(body()))).toBe(expected);
    expect((await stored()).status).toBe(404);
  });

  it('that is not one', async () => {
    expect(refusal(await send([Buffer.from('{}')], { 'content-type': 'application/json' }))).toBe('412 PreconditionFailed');
  });

  it('on a bucket that is not there, when it was signed for it', async () => {
    const policy = policyOf([{ bucket: 'no-such-bucket' }, { key: KEY }, ...COVERED]);
    const body = [...fieldsOf({ policy, fields: { bucket: 'no-such-bucket' } }).flatMap(fieldPart), ...file(), END];
    expect(refusal(await send(body, {}, '/no-such-bucket'))).toBe('404 NoSuchBucket');
  });

  it('as soon as it is too large, and the connection goes on', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const large = [...fieldsOf().flatMap(fieldPart), ...filePart(Buffer.alloc(20 * 1_024 * 1_024)), END];
    const refused = await send(large, {}, `/${BUCKET}`, agent);
    expect(refusal(refused)).toBe('400 EntityTooLarge');
    const right = [...fieldsOf().flatMap(fieldPart), ...filePart('content'), END];
    expect(await send(right, {}, `/${BUCKET}`, agent)).toMatchObject({ status: 204, port: refused.port });
    agent.destroy();
  });
});
