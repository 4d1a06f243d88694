import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { bootS3 } from './index.js';
import { BUCKET, KEYS, md5, sha256, startBench, type Answer, type Bench } from './test-bench.js';

const KEY = `/${BUCKET}/photo.jpg` as const;

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(() => bench.stop());
afterEach(() => bench.call(`DELETE ${KEY}`));

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
const put = (body: string | Buffer, headers: Record<string, string> = {}) => bench.call(`PUT ${KEY}`, { body, headers });
const get = (headers: Record<string, string> = {}) => bench.call(`GET ${KEY}`, { headers });
const arriving = async () => (await bench.files()).filter((file) => file.startsWith('incoming'));

describe('an object', () => {
  it('comes back with what was said of it', async () => {
    const said = {
      'content-type': 'image/jpeg',
      'cache-control': 'private',
      'content-disposition': 'inline',
      'x-amz-meta-note': 'hello',
    };
    expect(await put('photo', said)).toMatchObject({ status: 200, headers: { etag: `"${md5('photo', 'hex')}"` } });
    const read = await get();
    expect(read).toMatchObject({ status: 200, text: 'photo' });
    expect(read.headers).toMatchObject({ ...said, 'content-length': '5', 'accept-ranges': 'bytes', etag: `"${md5('photo', 'hex')}"` });
    const head = await bench.call(`HEAD ${KEY}`);
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers).toMatchObject({ ...said, 'content-length': '5', 'last-modified': read.headers['last-modified'] });
  });

  it('may be empty', async () => {
    await put('');
    expect(await get()).toMatchObject({ status: 200, text: '', headers: { 'content-length': '0' } });
    expect(refusal(await get({ range: 'bytes=0-' }))).toBe('416 InvalidRange');
  });

  it('is gone once it is removed, which may be said again', async () => {
    await put('photo');
    expect((await bench.call(`DELETE ${KEY}`)).status).toBe(204);
    expect((await bench.call(`DELETE ${KEY}`)).status).toBe(204);
    expect(refusal(await get())).toBe('404 NoSuchKey');
    expect((await bench.call(`HEAD ${KEY}`)).status).toBe(404);
    expect((await bench.files()).filter((file) => file.includes('blobs'))).toEqual([]);
  });

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-50', '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
  ])('gives %s', async (range, text, contentRange) => {
    await put('0123456789');
    const read = await get({ range });
    expect(read).toMatchObject({ status: 206, text });
    expect(read.headers).toMatchObject({ 'content-range': contentRange, 'content-length': String(text.length) });
  });

  it('gives no range that it does not have, and ignores what is none', async () => {
    await put('0123456789');
    for (const range of ['bytes=10-', 'bytes=10-20', 'bytes=-0']) expect(refusal(await get({ range }))).toBe('416 InvalidRange');
    for (const range of ['bytes=4-2', 'bytes=-', 'lines=1-2', 'bytes=a-b']) expect((await get({ range })).status).toBe(200);
    expect(refusal(await get({ range: 'bytes=0-1,3-4' }))).toBe('501 NotImplemented');
  });

  it('is read on conditions', async () => {
    await put('photo');
    const { etag = '', 'last-modified': modified = '' } = (await get()).headers;
    const status = async (headers: Record<string, string>) => (await get(headers)).status;
    expect(await status({ 'if-none-match': etag })).toBe(304);
    expect(await status({ 'if-none-match': '"other"' })).toBe(200);
    expect(await status({ 'if-match': etag })).toBe(200);
    expect(await status({ 'if-match': '"other"' })).toBe(412);
    expect(await status({ 'if-modified-since': modified })).toBe(304);
    expect(await status({ 'if-unmodified-since': new Date(0).toUTCString() })).toBe(412);
    expect(await status({ 'if-match': etag, 'if-unmodified-since': new Date(0).toUTCString() })).toBe(200);
    expect(await status({ 'if-none-match': '"other"', 'if-modified-since': modified })).toBe(200);
  });

  it('is written on conditions, also by many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => put(`photo ${n}`, { 'if-none-match': '*' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(412)]);
    const { etag = '' } = (await get()).headers;
    expect(refusal(await put('other', { 'if-match': '"other"' }))).toBe('412 PreconditionFailed');
    expect((await put('photo', { 'if-match': etag })).status).toBe(200);
    await bench.call(`DELETE ${KEY}`);
    expect(refusal(await put('photo', { 'if-match': etag }))).toBe('404 NoSuchKey');
  });

  it('is what its digests say', async () => {
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32('photo'));
    const right = {
      'content-md5': md5('photo'),
      'x-amz-checksum-sha256': Buffer.from(sha256('photo'), 'hex').toString('base64'),
      'x-amz-checksum-crc32': checksum.toString('base64'),
    };
    expect((await put('photo', right)).status).toBe(200);
    for (const [name, value] of Object.entries(right)) {
      expect(refusal(await put('other', { [name]: value }))).toBe('400 BadDigest');
      expect(refusal(await put('photo', { [name]: 'short' }))).toBe('400 InvalidDigest');
    }
    expect(refusal(await put('photo', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }))).toBe('501 NotImplemented');
    expect((await get()).text).toBe('photo');
    expect(await arriving()).toEqual([]);
  });

  it('says no more of itself than it may', async () => {
    expect(refusal(await put('photo', { 'x-amz-meta-note': 'x'.repeat(2_048) }))).toBe('400 MetadataTooLarge');
  });
});

describe('a key', () => {
  const ODD = [
    '../../../etc/passwd',
    '..',
    '.',
    'a/../b',
    'a//b',
    'a/',
    '/a',
    'été 💌',
    'a+b c&d=e%f',
    '%2e%2e%2f',
    'con',
    '<b>"\'&',
    'a\\..\\b',
    'x'.repeat(1_024),
  ];

  it.each(ODD)('is a name and nothing else: %s', async (key) => {
    const path = `/${BUCKET}/${key.split('/').map(encodeURIComponent).join('/')}` as const;
    expect((await bench.call(`PUT ${path}`, { body: key })).status).toBe(200);
    expect((await bench.call(`GET ${path}`)).text).toBe(key);
    expect((await bench.call(`GET /${BUCKET}?list-type=2&prefix=${encodeURIComponent(key)}`)).status).toBe(200);
    expect((await bench.files()).every((file) => /^buckets\/bench-bucket\/(blobs|meta)\/[0-9a-f-]+$/.test(file))).toBe(true);
    expect((await bench.call(`DELETE ${path}`)).status).toBe(204);
    expect(refusal(await bench.call(`GET ${path}`))).toBe('404 NoSuchKey');
  });

  it('never leaves its bucket, however it is written', async () => {
    await bench.call('PUT /other-bucket');
    await bench.call('PUT /other-bucket/secret', { body: 'secret' });
    for (const way of [
      `/${BUCKET}/../other-bucket/secret`,
      `/${BUCKET}/%2e%2e/other-bucket/secret`,
      `/${BUCKET}/..%2fother-bucket%2fsecret`,
    ] as const) {
      expect((await bench.call(`GET ${way}`)).status).not.toBe(200);
    }
  });

  it('has an end, and is text', async () => {
    expect(refusal(await bench.raw(`PUT /${BUCKET}/${'%C3%A9'.repeat(513)}`))).toBe('400 KeyTooLongError');
    expect(refusal(await bench.raw(`GET /${BUCKET}/%ff`))).toBe('400 InvalidURI');
  });
});

describe('a store', () => {
  it('does not pretend to do what it does not', async () => {
    for (const query of ['acl', 'policy', 'versioning', 'tagging', 'encryption', 'lifecycle', 'website']) {
      expect(refusal(await bench.call(`GET /${BUCKET}?${query}`))).toBe('501 NotImplemented');
      expect(refusal(await bench.call(`PUT ${KEY}?${query}`, { body: 'x' }))).toBe('501 NotImplemented');
    }
    for (const header of ['x-amz-acl', 'x-amz-server-side-encryption', 'x-amz-copy-source', 'x-amz-tagging']) {
      expect(refusal(await put('photo', { [header]: 'x' }))).toBe('501 NotImplemented');
    }
    expect(refusal(await bench.call(`PATCH ${KEY}`))).toBe('405 MethodNotAllowed');
    expect(refusal(await bench.call('GET /'))).toBe('501 NotImplemented');
    expect((await get()).status).toBe(404);
  });

  it('makes a bucket once, by a name that is one, in its own region', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => bench.call('PUT /made-once')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await bench.call('HEAD /made-once')).toMatchObject({ status: 200, headers: { 'x-amz-bucket-region': 'us-east-1' } });
    expect((await bench.call('GET /made-once?location')).text).toContain('<LocationConstraint');
    for (const name of ['Ab', 'no', '..', '%2e%2e', 'a..b', '-ab', '192.168.1.1', 'x'.repeat(64)] as const) {
      expect(refusal(await bench.call(`PUT /${name}`))).toBe('400 InvalidBucketName');
    }
    const elsewhere = '<CreateBucketConfiguration><LocationConstraint>eu-west-3</LocationConstraint></CreateBucketConfiguration>';
    expect(refusal(await bench.call('PUT /elsewhere', { body: elsewhere }))).toBe('400 IllegalLocationConstraintException');
    expect((await bench.call('HEAD /elsewhere')).status).toBe(404);
  });

  it('removes a bucket only when it is empty', async () => {
    await bench.call('PUT /to-remove');
    await bench.call('PUT /to-remove/photo', { body: 'photo' });
    expect(refusal(await bench.call('DELETE /to-remove'))).toBe('409 BucketNotEmpty');
    await bench.call('DELETE /to-remove/photo');
    expect((await bench.call('DELETE /to-remove')).status).toBe(204);
    expect(refusal(await bench.call('DELETE /to-remove'))).toBe('404 NoSuchBucket');
    await bench.restart();
    expect((await bench.call('HEAD /to-remove')).status).toBe(404);
  });

  it('keeps everything over a restart, but for what a crash left half done', async () => {
    await put('photo', { 'content-type': 'image/jpeg' });
    const inside = join(bench.folder, 'buckets', BUCKET);
    await writeFile(join(bench.folder, 'incoming', 'half'), 'half');
    await writeFile(join(inside, 'blobs', 'orphan'), 'blob without a meta file');
    await writeFile(join(inside, 'meta', 'half.new'), '{"key":');
    await mkdir(join(inside, 'uploads', 'uhalf'));
    const before = await bench.files();
    await bench.restart();
    const left = before.filter((file) => !/half|orphan/.test(file));
    expect((await bench.files()).sort()).toEqual(left.sort());
    expect(await get()).toMatchObject({ text: 'photo', headers: { 'content-type': 'image/jpeg' } });
  });

  it('is none in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(bootS3({ folder: bench.folder, ...KEYS })).rejects.toThrow('never runs with NODE_ENV=production');
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
