import { BUCKET, md5, startBench, type Answer, type Bench } from './test-bench.js';

const MiB = 1_024 * 1_024;

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(() => bench.stop());

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
/** As a query writes it. */
const asked = (text: string) => encodeURIComponent(text);

describe('a list', () => {
  const keys = (answer: Answer) => [...answer.text.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);
  const names = ['a/1', 'a/2', 'a/3', 'b/é', 'b/z', '\u{1f48c}', '\uffee'];
  beforeAll(async () => {
    for (const name of names) await bench.call(`PUT /${BUCKET}/${name.split('/').map(encodeURIComponent).join('/')}`, { body: name });
  });
  afterAll(async () => {
    for (const name of names) await bench.call(`DELETE /${BUCKET}/${name.split('/').map(encodeURIComponent).join('/')}`);
  });
  const list = (query: string) => bench.call(`GET /${BUCKET}?list-type=2${query}`);

  it('is in the order of bytes, page by page', async () => {
    expect(keys(await list(''))).toEqual(['a/1', 'a/2', 'a/3', 'b/z', 'b/é', '\uffee', '\u{1f48c}']);
    expect(keys(await list('&prefix=a%2F'))).toEqual(['a/1', 'a/2', 'a/3']);
    expect(keys(await list('&start-after=a%2F3&max-keys=1'))).toEqual(['b/z']);
    expect(keys(await list('&prefix=b%2F&encoding-type=url'))).toEqual(['b%2Fz', 'b%2F%C3%A9']);
    const all: (string | undefined)[] = [];
    for (let token: string | undefined = ''; token !== undefined;) {
      const page: Answer = await list(`&max-keys=2${token && `&continuation-token=${asked(token)}`}`);
      all.push(...keys(page));
      token = /<NextContinuationToken>(.*?)</.exec(page.text)?.[1];
      expect(page.text).toContain(`<IsTruncated>${token !== undefined}</IsTruncated>`);
    }
    expect(all).toHaveLength(names.length);
  });

  it('refuses what it does not know', async () => {
    expect(refusal(await list('&continuation-token=nonsense'))).toBe('400 InvalidArgument');
    expect(refusal(await list('&max-keys=many'))).toBe('400 InvalidArgument');
    expect(refusal(await list('&delimiter=%2F'))).toBe('501 NotImplemented');
    expect(refusal(await bench.call(`GET /${BUCKET}`))).toBe('501 NotImplemented');
    expect(refusal(await bench.call('GET /no-such-bucket?list-type=2'))).toBe('404 NoSuchBucket');
  });

  const remove = (body: string, headers: Record<string, string> = { 'content-md5': md5(body) }) =>
    bench.call(`POST /${BUCKET}?delete`, { body, headers });

  it('of keys removes them, whether or not they are there', async () => {
    await bench.call(`PUT /${BUCKET}/photo.jpg`, { body: 'photo' });
    const body = '<Delete><Object><Key>photo.jpg</Key></Object><Object><Key>a &amp; b</Key></Object></Delete>';
    expect((await remove(body)).text).toContain('<Deleted><Key>photo.jpg</Key></Deleted><Deleted><Key>a &amp; b</Key></Deleted>');
    expect((await bench.call(`GET /${BUCKET}/photo.jpg`)).status).toBe(404);
  });

  it.each<[string, string, string, ...Record<string, string>[]]>([
    ['without a digest', '400 InvalidRequest', '<Delete><Object><Key>a/1</Key></Object></Delete>', {}],
    ['with another digest', '400 BadDigest', '<Delete><Object><Key>a/1</Key></Object></Delete>', { 'content-md5': md5('other') }],
    ['of nothing', '400 MalformedXML', '<Delete></Delete>'],
    ['of more than a thousand', '400 MalformedXML', `<Delete>${'<Object><Key>a/1</Key></Object>'.repeat(1_001)}</Delete>`],
    ['that stops in the middle', '400 MalformedXML', '<Delete><Object><Key>a/1</Key></Object>'],
    ['with entities of its own', '400 MalformedXML', '<!DOCTYPE x [<!ENTITY e "a/1">]><Delete><Object><Key>&e;</Key></Object></Delete>'],
    ['of versions', '400 MalformedXML', '<Delete><Object><Key>a/1</Key><VersionId>1</VersionId></Object></Delete>'],
    ['of three megabytes', '400 MalformedXML', `<Delete><Object><Key>${'x'.repeat(3 * MiB)}</Key></Object></Delete>`],
  ])('of keys %s removes none', async (_what, expected, body, ...headers) => {
    expect(refusal(await remove(body, ...headers))).toBe(expected);
    expect(keys(await list('&prefix=a'))).toEqual(['a/1', 'a/2', 'a/3']);
  });
});
