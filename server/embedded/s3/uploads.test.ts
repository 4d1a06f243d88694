import { createHash, randomBytes } from 'node:crypto';
import { BUCKET, md5, startBench, type Answer, type Bench } from './test-bench.js';

const MiB = 1_024 * 1_024;
const KEY = `/${BUCKET}/video.mp4` as const;

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(() => bench.stop());

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
const get = () => bench.call(`GET ${KEY}`);

async function start(key: `/${string}` = KEY): Promise<string> {
  const { text } = await bench.call(`POST ${key}?uploads`, { headers: { 'content-type': 'video/mp4', 'x-amz-meta-note': 'hello' } });
  return /<UploadId>(.*?)</.exec(text)?.[1] ?? '';
}
const send = (id: string, part: number | string, body: string | Buffer, headers = {}) =>
  bench.call(`PUT ${KEY}?partNumber=${part}&uploadId=${id}`, { body, headers });
const listed = (parts: readonly (readonly [number, string | Buffer])[]) =>
  `<CompleteMultipartUpload>${parts
    .map(([part, body]) => `<Part><PartNumber>${part}</PartNumber><ETag>&quot;${md5(body, 'hex')}&quot;</ETag></Part>`)
    .join('')}</CompleteMultipartUpload>`;
const complete = (id: string, ...parts: (readonly [number, string | Buffer])[]) =>
  bench.call(`POST ${KEY}?uploadId=${id}`, { body: listed(parts) });
const abort = (id: string) => bench.call(`DELETE ${KEY}?uploadId=${id}`);
const ofUploads = async () => (await bench.files()).filter((file) => /uploads|incoming/.test(file));

describe('an upload in parts', () => {
  const large = randomBytes(5 * MiB);

  it('becomes one object, with what was said of it and the ETag that S3 gives', async () => {
    const id = await start();
    await Promise.all([send(id, 7, 'end'), send(id, 2, large)]);
    const answer = await complete(id, [2, large], [7, 'end']);
    const hash = createHash('md5').update(md5(large, 'hex'), 'hex').update(md5('end', 'hex'), 'hex').digest('hex');
    expect(answer.text).toContain(`<ETag>&quot;${hash}-2&quot;</ETag>`);
    const { body, headers } = await get();
    expect(body.equals(Buffer.concat([large, Buffer.from('end')]))).toBe(true);
    expect(headers).toMatchObject({ 'content-type': 'video/mp4', 'x-amz-meta-note': 'hello', etag: `"${hash}-2"` });
    expect(await ofUploads()).toEqual([]);
    await bench.call(`DELETE ${KEY}`);
  });

  it('is ended once by all who want to end it at once', async () => {
    const id = await start();
    await send(id, 1, large);
    const [first, second, given] = await Promise.all([complete(id, [1, large]), complete(id, [1, large]), abort(id)]);
    const ended = [first, second, given].filter(({ status }) => status < 300);
    expect(ended).toHaveLength(1);
    expect((await get()).status).toBe(ended[0] === given ? 404 : 200);
    expect(await ofUploads()).toEqual([]);
    await bench.call(`DELETE ${KEY}`);
  });

  it.each<[string, string, (id: string) => Promise<Answer>]>([
    ['a part too small that is not the last', '400 EntityTooSmall', (id) => complete(id, [1, 'one'], [2, 'two'])],
    ['the ETag of another part', '400 InvalidPart', (id) => complete(id, [1, 'two'])],
    ['a part that never came', '400 InvalidPart', (id) => complete(id, [3, 'three'])],
    ['parts out of order', '400 InvalidPartOrder', (id) => complete(id, [2, 'two'], [1, 'one'])],
    ['a part twice', '400 InvalidPartOrder', (id) => complete(id, [2, 'two'], [2, 'two'])],
    ['no part', '400 MalformedXML', (id) => complete(id)],
    ['a list cut short', '400 MalformedXML', (id) => bench.call(`POST ${KEY}?uploadId=${id}`, { body: listed([[2, 'two']]).slice(0, -5) })],
    ['another key', '404 NoSuchUpload', (id) => bench.call(`POST /${BUCKET}/other.mp4?uploadId=${id}`, { body: listed([[2, 'two']]) })],
  ])('is not completed with %s, and goes on waiting', async (_what, expected, attempt) => {
    const id = await start();
    await send(id, 1, 'one');
    await send(id, 2, 'two');
    expect(refusal(await attempt(id))).toBe(expected);
    expect((await get()).status).toBe(404);
    expect((await complete(id, [2, 'two'])).status).toBe(200);
    expect((await get()).text).toBe('two');
    await bench.call(`DELETE ${KEY}`);
  });

  it('takes parts 1 to 10,000, for the key that it is of, as their digests say', async () => {
    const id = await start();
    for (const part of [0, 10_001, -1, '1.5', 'x', '']) expect(refusal(await send(id, part, 'x'))).toBe('400 InvalidArgument');
    expect(refusal(await send('unknown', 1, 'x'))).toBe('404 NoSuchUpload');
    expect(refusal(await bench.call(`PUT /${BUCKET}/other.mp4?partNumber=1&uploadId=${id}`, { body: 'x' }))).toBe('404 NoSuchUpload');
    expect(refusal(await send(id, 1, 'x', { 'content-md5': md5('y') }))).toBe('400 BadDigest');
    expect((await bench.call(`GET ${KEY}?uploadId=${id}`)).text).not.toContain('<Part>');
    expect((await send(id, 10_000, 'x')).headers.etag).toBe(`"${md5('x', 'hex')}"`);
    await abort(id);
    expect(await ofUploads()).toEqual([]);
  });

  it('lists its parts page by page, each as it came last', async () => {
    const id = await start();
    for (const part of [3, 1, 2, 2]) await send(id, part, `part ${part}`);
    const page = async (query: string) => {
      const { text } = await bench.call(`GET ${KEY}?uploadId=${id}${query}`);
      const numbers = [...text.matchAll(/<PartNumber>(\d+)</g)].map(([, number]) => Number(number));
      return [numbers, /<IsTruncated>(\w+)</.exec(text)?.[1]];
    };
    expect(await page('')).toEqual([[1, 2, 3], 'false']);
    expect(await page('&max-parts=2')).toEqual([[1, 2], 'true']);
    expect(await page('&max-parts=2&part-number-marker=2')).toEqual([[3], 'false']);
    expect((await ofUploads()).filter((file) => !file.endsWith('upload.json'))).toHaveLength(3);
    await abort(id);
    expect(refusal(await abort(id))).toBe('404 NoSuchUpload');
  });

  it('is listed until it ends, by key, page by page', async () => {
    const ids = [await start(`/${BUCKET}/b`), await start(`/${BUCKET}/a`), await start(`/${BUCKET}/b`)];
    const page = async (query = '') => {
      const { text } = await bench.call(`GET /${BUCKET}?uploads${query}`);
      return [...text.matchAll(/<Upload><Key>(.*?)<\/Key><UploadId>(.*?)</g)].map(([, key, id]) => [key, id]);
    };
    const all = await page();
    expect(all.map(([key]) => key)).toEqual(['a', 'b', 'b']);
    expect(all.map(([, id]) => id).sort()).toEqual([...ids].sort());
    expect(await page('&max-uploads=1&prefix=b')).toEqual([all[1]]);
    expect(await page(`&key-marker=b&upload-id-marker=${all[1]?.[1] ?? ''}`)).toEqual([all[2]]);
    expect(await page('&key-marker=a')).toEqual([all[1], all[2]]);
    expect(refusal(await bench.call(`DELETE /${BUCKET}`))).toBe('409 BucketNotEmpty');
    for (const [key, id] of all) await bench.call(`DELETE /${BUCKET}/${key ?? ''}?uploadId=${id ?? ''}`);
    expect(await page()).toEqual([]);
  });

  it('survives a restart between two parts', async () => {
    const id = await start();
    await send(id, 1, large);
    await bench.restart();
    await send(id, 2, 'end');
    expect((await complete(id, [1, large], [2, 'end'])).status).toBe(200);
    expect((await get()).body).toHaveLength(5 * MiB + 3);
    await bench.call(`DELETE ${KEY}`);
  });
});
