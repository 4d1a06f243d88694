import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Client } from 'minio';
import { bootS3 } from '../../../embedded/s3/index.js';
import { minutes, seconds } from '../clock.js';
import type { Config } from '../config.js';
import { testLogger } from '../../../test/log/logger.js';
import { S3Client } from './client.js';
import { NotFound, Storage, StorageError, type PostToSign } from './index.js';

const MiB = 1_024 * 1_024;
const ORIGIN = 'https://premierpas.example';
const ORIGINS = [ORIGIN, 'http://localhost:3000'];
const PHOTO = 'image/jpeg';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'storage-'))));
afterAll(() => rm(folder, { recursive: true }));

interface Server {
  config: Config['storage'];
  stop(): Promise<unknown>;
}

const keys = { region: 'us-east-1', accessKey: 'key', secretKey: 'secret' };
const bucket = `premierpas-test-${randomBytes(6).toString('hex')}`;

async function embedded(): Promise<Server> {
  const server = await bootS3({ folder: join(folder, 's3'), ...keys });
  return { config: { endpoint: server.url, publicEndpoint: server.url, bucket, ...keys }, stop: () => server.stop() };
}

/** Any S3, whose key may make a bucket. */
async function given(endpoint: string): Promise<Server> {
  const env = (name: string, fallback = '') => process.env[`S3_${name}`] ?? fallback;
  const access = { region: env('REGION', keys.region), accessKey: env('ACCESS_KEY'), secretKey: env('SECRET_KEY') };
  return { config: { endpoint, publicEndpoint: endpoint, bucket, ...access }, stop: () => Promise.resolve() };
}

const GIVEN = process.env.S3_ENDPOINT;
const SERVERS: [string, () => Promise<Server>][] = [
  ['the embedded server', embedded],
  ...(GIVEN ? [[GIVEN, () => given(GIVEN)] as [string, () => Promise<Server>]] : []),
];

const log = testLogger('silent');

describe.each(SERVERS)('storage on %s', (_name, boot) => {
  let server: Server;
  let storage: Storage;
  beforeAll(async () => {
    server = await boot();
    storage = new Storage(server.config, log);
    // As two processes that start at once.
    await Promise.all([storage.ensureReady(ORIGINS), storage.ensureReady(ORIGINS)]);
  });
  afterAll(async () => {
    for await (const { key, uploadId } of storage.listIncomplete('')) await storage.abortMultipart(key, uploadId);
    await storage.remove((await collected(storage.list(''))).map(({ key }) => key));
    const { hostname, port, protocol } = new URL(server.config.endpoint);
    await new Client({ ...server.config, endPoint: hostname, port: Number(port), useSSL: protocol === 'https:' }).removeBucket(bucket);
    storage.close();
    await server.stop();
  });

  const aKey = (name = 'photo.jpg') => `${randomUUID()}/${name}`;
  const put = async (content: Buffer, key = aKey()) => {
    await storage.put(key, content, { contentType: PHOTO });
    return key;
  };
  const read = async (...args: Parameters<Storage['read']>) => buffer(await storage.read(...args));

  it('is ready however often it is asked', async () => {
    await storage.ensureReady(ORIGINS.map((origin) => `${origin}/`));
  });

  it('lets our pages upload, and nobody else’s', async () => {
    const ask = async (origin: string, method: string) => {
      const headers = { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' };
      const answer = await fetch(`${server.config.publicEndpoint}/${bucket}/photo.jpg`, { method: 'OPTIONS', headers });
      return answer.headers.get('access-control-allow-origin');
    };
    for (const origin of ORIGINS) {
      expect([await ask(origin, 'PUT'), await ask(origin, 'POST')]).toEqual([origin, origin]);
    }
    expect(await ask('https://evil.example', 'PUT')).toBeNull();
    expect(await ask(ORIGIN, 'DELETE')).toBeNull();
  });

  it.each([0, 1, 70_000, 8 * MiB, 17 * MiB + 1])('gives back %i bytes as they were put', async (size) => {
    const content = randomBytes(size);
    const key = await put(content);
    expect((await read(key)).equals(content)).toBe(true);
    expect(await storage.stat(key)).toMatchObject({ size, contentType: PHOTO, etag: expect.stringMatching(/^[0-9a-f]{32}/) });
  });

  it('takes a stream, in parts when it is large', async () => {
    for (const size of [70_000, 17 * MiB]) {
      const [key, content] = [aKey('video.mp4'), randomBytes(size)];
      await storage.put(key, Readable.from(cut(content, 65_536)), { contentType: 'video/mp4', size });
      expect((await read(key)).equals(content)).toBe(true);
      expect(await storage.stat(key)).toMatchObject({ size, contentType: 'video/mp4' });
    }
  });

  it.each([1_000, 9 * MiB])('keeps nothing of a stream of %i bytes that is not as long as announced, or breaks', async (size) => {
    const key = aKey();
    const content = () => cut(randomBytes(size), 65_536);
    const about = { contentType: PHOTO };
    await expect(storage.put(key, Readable.from(content()), { ...about, size: size + 1 })).rejects.toThrow(RangeError);
    await expect(storage.put(key, Readable.from(content()), { ...about, size: size - 1 })).rejects.toThrow(RangeError);
    const broken = Readable.from(breaking(content()));
    await expect(storage.put(key, broken, about)).rejects.toThrow('broken');
    expect(broken.destroyed).toBe(true);
    await expect(storage.stat(key)).rejects.toThrow(NotFound);
    expect(await collected(storage.listIncomplete(key))).toEqual([]);
  });

  it('gives a range, both ends included, up to the last byte there is', async () => {
    const content = randomBytes(1_000);
    const key = await put(content);
    for (const [start, end] of [
      [0, 0],
      [10, 19],
      [990, 5_000],
    ] as const) {
      expect((await read(key, { start, end })).equals(content.subarray(start, end + 1))).toBe(true);
    }
    await expect(storage.read(key, { start: 1_000, end: 1_010 })).rejects.toMatchObject({ code: 'InvalidRange' });
    await expect(storage.read(key, { start: 2, end: 1 })).rejects.toThrow(RangeError);
  });

  it('says what is not there as what is not there', async () => {
    for (const call of [
      storage.stat('nothing'),
      storage.read('nothing'),
      storage.readToFile('nothing', join(folder, 'nothing')),
      storage.listParts('nothing', randomUUID()),
      storage.completeMultipart('nothing', randomUUID(), [{ part: 1, etag: 'e' }]),
    ]) {
      await expect(call).rejects.toThrow(NotFound);
    }
  });

  it('replaces an object, and writes one to a file', async () => {
    const key = await put(Buffer.from('first'));
    await put(Buffer.from('second'), key);
    await storage.readToFile(key, join(folder, 'second'));
    expect(await readFile(join(folder, 'second'), 'utf8')).toBe('second');
  });

  it('lists and removes more than fits into one answer, and what was removed already', async () => {
    const prefix = `${randomUUID()}/`;
    const wanted = Array.from({ length: 1_003 }, (_, n) => `${prefix}${String(n).padStart(5, '0')}`);
    for (let n = 0; n < wanted.length; n += 50) await Promise.all(wanted.slice(n, n + 50).map((key) => put(Buffer.from('x'), key)));
    const listed = await collected(storage.list(prefix));
    expect(listed.map(({ key }) => key)).toEqual(wanted);
    expect(listed[0]).toEqual({ key: wanted[0], size: 1, modified: expect.any(Date) });
    await storage.remove([...wanted, `${prefix}never`]);
    await storage.remove(wanted);
    await storage.remove([]);
    expect(await collected(storage.list(prefix))).toEqual([]);
  });

  const aPost = (more: Partial<PostToSign> = {}) =>
    storage.presignedPost({ key: aKey(), contentType: PHOTO, minBytes: 10, maxBytes: 5_000, expires: minutes(5), ...more });
  const post = (url: string, fields: Record<string, string>, file: Buffer) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Uint8Array.from(file)]), 'photo.jpg');
    return fetch(url, { method: 'POST', body: form, headers: { origin: ORIGIN } });
  };

  it('takes what a form sends that was signed for it', async () => {
    const { url, fields } = await aPost();
    const content = randomBytes(5_000);
    expect((await post(url, fields, content)).ok).toBe(true);
    expect((await read(fields.key!)).equals(content)).toBe(true);
    expect(await storage.stat(fields.key!)).toMatchObject({ contentType: PHOTO });
  });

  it.each<[string, Record<string, string>, number]>([
    ['a file too large', {}, 5_001],
    ['a file too small', {}, 9],
    ['another type', { 'Content-Type': 'text/html' }, 100],
    ['another key', { key: 'elsewhere' }, 100],
    ['another bucket', { bucket: 'elsewhere' }, 100],
    ['a field nobody signed', { 'x-amz-meta-note': 'hello' }, 100],
    ['another signature', { 'x-amz-signature': '0'.repeat(64) }, 100],
  ])('refuses a form with %s', async (_what, more, size) => {
    const { url, fields } = await aPost();
    expect((await post(url, { ...fields, ...more }, randomBytes(size))).status).toBeGreaterThanOrEqual(400);
    await expect(storage.stat(fields.key!)).rejects.toThrow(NotFound);
    await expect(storage.stat('elsewhere')).rejects.toThrow(NotFound);
  });

  it('refuses a form when its time is over', async () => {
    const { url, fields } = await aPost({ expires: -seconds(1) });
    expect((await post(url, fields, randomBytes(100))).status).toBeGreaterThanOrEqual(400);
    await expect(storage.stat(fields.key!)).rejects.toThrow(NotFound);
  });

  async function upload(key: string, contents: readonly Buffer[]) {
    const uploadId = await storage.startMultipart(key, 'video/mp4');
    for (const [index, content] of contents.entries()) {
      const url = storage.presignedPart({ key, uploadId, part: index + 1, bytes: content.length, expires: minutes(5) });
      expect(await send(url, content)).toBe(200);
    }
    return uploadId;
  }
  const send = async (url: string, content: Buffer) => (await fetch(url, { method: 'PUT', body: Uint8Array.from(content) })).status;

  it('joins the parts a browser put, once', async () => {
    const contents = [randomBytes(5 * MiB), randomBytes(1_000)];
    const key = aKey('video.mp4');
    const uploadId = await upload(key, contents);
    expect(await collected(storage.listIncomplete(key))).toEqual([{ key, uploadId, startedAt: expect.any(Date) }]);
    const parts = await storage.listParts(key, uploadId);
    expect(parts).toEqual(
      contents.map(({ length }, index) => ({ part: index + 1, etag: expect.stringMatching(/^[0-9a-f]{32}$/), size: length })),
    );
    await storage.completeMultipart(key, uploadId, [...parts].reverse());
    expect((await read(key)).equals(Buffer.concat(contents))).toBe(true);
    expect(await storage.stat(key)).toMatchObject({ contentType: 'video/mp4', size: 5 * MiB + 1_000 });
    expect(await collected(storage.listIncomplete(key))).toEqual([]);
  });

  it('takes a part again, and the last one counts', async () => {
    const key = aKey('video.mp4');
    const uploadId = await upload(key, [Buffer.from('first')]);
    expect(await send(storage.presignedPart({ key, uploadId, part: 1, bytes: 6, expires: minutes(5) }), Buffer.from('second'))).toBe(200);
    await storage.completeMultipart(key, uploadId, await storage.listParts(key, uploadId));
    expect((await read(key)).toString()).toBe('second');
  });

  it('refuses a part of another length, number, upload or key than was signed, or too late', async () => {
    const key = aKey('video.mp4');
    const uploadId = await storage.startMultipart(key, 'video/mp4');
    const signed = (more: object = {}) => storage.presignedPart({ key, uploadId, part: 1, bytes: 100, expires: minutes(5), ...more });
    const bytes = randomBytes(100);
    for (const [url, content] of [
      [signed(), randomBytes(101)],
      [signed(), randomBytes(99)],
      [signed().replace('partNumber=1', 'partNumber=2'), bytes],
      [signed().replace('video.mp4', 'other.mp4'), bytes],
      [signed().replace(uploadId, `${uploadId}0`), bytes],
      [signed({ expires: minutes(5) }).replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'), bytes],
    ] as [string, Buffer][]) {
      expect(await send(url, content)).toBeGreaterThanOrEqual(400);
    }
    expect(await storage.listParts(key, uploadId)).toEqual([]);
    expect(await send(signed(), bytes)).toBe(200);
    await storage.abortMultipart(key, uploadId);
  });

  it('refuses parts that are not there, are others or are too small, and goes on waiting', async () => {
    const key = aKey('video.mp4');
    const uploadId = await upload(key, [Buffer.from('small'), Buffer.from('last')]);
    const parts = await storage.listParts(key, uploadId);
    for (const wrong of [parts, [...parts.slice(1), { part: 9, etag: parts[0]!.etag }], [{ part: 2, etag: parts[0]!.etag }]]) {
      const refusal = await storage.completeMultipart(key, uploadId, wrong).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(StorageError);
      expect(refusal).not.toBeInstanceOf(NotFound);
    }
    await expect(storage.stat(key)).rejects.toThrow(NotFound);
    await storage.completeMultipart(key, uploadId, parts.slice(1));
    expect((await read(key)).toString()).toBe('last');
  });

  it('forgets an upload that was given up, however often', async () => {
    const key = aKey('video.mp4');
    const uploadId = await upload(key, [Buffer.from('part')]);
    await storage.abortMultipart(key, uploadId);
    await storage.abortMultipart(key, uploadId);
    await expect(storage.listParts(key, uploadId)).rejects.toThrow(NotFound);
    expect(await send(storage.presignedPart({ key, uploadId, part: 1, bytes: 4, expires: minutes(5) }), Buffer.from('part'))).toBe(404);
  });

  it('shows nothing to whoever has no key, or a wrong one', async () => {
    const key = await put(Buffer.from('private'));
    expect((await fetch(`${server.config.endpoint}/${bucket}/${key}`)).status).toBe(403);
    expect((await fetch(`${server.config.endpoint}/${bucket}?list-type=2`)).status).toBe(403);
    const stranger = new Storage({ ...server.config, secretKey: 'guessed' }, log);
    await expect(stranger.read(key)).rejects.toMatchObject({ code: expect.stringMatching(/^(SignatureDoesNotMatch|AccessDenied)$/) });
    await expect(stranger.put(key, Buffer.from('mine'), { contentType: PHOTO })).rejects.toThrow(StorageError);
    expect((await read(key)).toString()).toBe('private');
    stranger.close();
  });
});

describe('a store that is not well', () => {
  const config = (port: number) => ({
    endpoint: `http://127.0.0.1:${port}`,
    publicEndpoint: 'https://media.premierpas.example',
    bucket,
    ...keys,
  });
  const listening = async (onConnection: Parameters<typeof createServer>[1]) => {
    const server = createServer(onConnection).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { server, port: (server.address() as AddressInfo).port };
  };

  it('is not waited for for ever', async () => {
    const { server, port } = await listening((socket) => socket.on('error', () => undefined));
    const client = new S3Client(config(port), config(port).endpoint, 50);
    await expect(client.statObject(bucket, 'key')).rejects.toThrow('The store does not answer.');
    client.close();
    server.close();
  });

  it('is a fault, and not an absence', async () => {
    const { server, port } = await listening((socket) => socket.end('HTTP/1.1 503 Slow Down\r\ncontent-length: 0\r\n\r\n'));
    const storage = new Storage(config(port), log);
    const fault = await storage.stat('key').catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Error);
    expect(fault).not.toBeInstanceOf(NotFound);
    storage.close();
    server.close();
  });

  it('breaks the reading that it cuts short', async () => {
    const { server, port } = await listening((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf', () => socket.destroy()),
    );
    const storage = new Storage(config(port), log);
    await expect(storage.readToFile('key', join(folder, 'half'))).rejects.toThrow();
    storage.close();
    server.close();
  });

  it('is not asked when something is signed for browsers, who get the address that they reach', async () => {
    const storage = new Storage(config(1), log);
    const { url } = await storage.presignedPost({ key: 'k', contentType: PHOTO, minBytes: 1, maxBytes: 2, expires: minutes(1) });
    expect(url).toBe(`https://media.premierpas.example/${bucket}`);
    const part = storage.presignedPart({ key: 'a/é', uploadId: 'u', part: 1, bytes: 1, expires: minutes(1) });
    expect(part).toMatch(`https://media.premierpas.example/${bucket}/a/%C3%A9?X-Amz-Algorithm=`);
    storage.close();
  });
});

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function* cut(content: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

function* breaking(pieces: Iterable<Buffer>): Generator<Buffer> {
  yield* pieces;
  throw new Error('broken');
}
