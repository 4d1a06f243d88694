import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { BUCKET, md5, presigned, signed, startBench, type Answer, type Bench } from './test-bench.js';

const MiB = 1_024 * 1_024;
const KEY = `/${BUCKET}/photo.jpg` as const;

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(() => bench.stop());
afterEach(() => bench.call(`DELETE ${KEY}`));

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
const put = (body: Buffer) => bench.call(`PUT ${KEY}`, { body });
const get = () => bench.call(`GET ${KEY}`);

/** A request whose two bodies pass through our hands. */
function byHand(method: 'GET' | 'PUT', headers: Record<string, string> = {}, { server } = bench): ClientRequest {
  const { host, hostname, port } = new URL(server.url);
  const sending = request({ hostname, port, method, path: presigned(`${method} ${KEY}`, {}, host), headers, agent: false });
  return sending.on('error', () => undefined);
}

async function answerTo(sending: ClientRequest): Promise<IncomingMessage> {
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return response;
}

const reading = () => answerTo(byHand('GET').end());

async function isArriving({ files } = bench): Promise<boolean> {
  return (await files()).some((file) => file.startsWith('incoming'));
}

/** A body of which only the beginning was sent, and has arrived. */
async function half(length: number, at = bench): Promise<ClientRequest> {
  const sending = byHand('PUT', { 'content-length': String(length) }, at);
  sending.write('half');
  while (!(await isArriving(at))) await new Promise(setImmediate);
  return sending;
}

describe('a body', () => {
  it('that is cut off leaves nothing', async () => {
    (await half(1_000)).destroy();
    while (await isArriving()) await new Promise(setImmediate);
    expect(refusal(await get())).toBe('404 NoSuchKey');
  });

  it('that is announced and does not come is not waited for', async () => {
    const impatient = await startBench({ patience: 100 });
    const sending = await half(1_024 * MiB, impatient);
    await new Promise((resolve) => sending.on('close', resolve));
    while (await isArriving(impatient)) await new Promise(setImmediate);
    expect(refusal(await impatient.call(`GET ${KEY}`))).toBe('404 NoSuchKey');
    await impatient.stop();
  });

  it('has a length that is said, and is not too much', async () => {
    const headers = signed(`PUT ${KEY}`, { payload: 'UNSIGNED-PAYLOAD' }, new URL(bench.server.url).host);
    expect(refusal(await bench.raw(`PUT ${KEY}`, { headers, body: Readable.from(['photo']) }))).toBe('411 MissingContentLength');
    const sending = byHand('PUT', { 'content-length': String(6 * 1_024 * MiB) });
    sending.flushHeaders();
    expect((await buffer(await answerTo(sending))).toString()).toContain('<Code>EntityTooLarge</Code>');
    sending.destroy();
  });

  it('is never there by half: it is read as it was while another takes its place, or none', async () => {
    const [before, after] = [randomBytes(16 * MiB), randomBytes(16 * MiB)];
    await put(before);
    const first = await reading();
    await put(after);
    expect((await buffer(first)).equals(before)).toBe(true);
    const second = await reading();
    await bench.call(`DELETE ${KEY}`);
    expect((await buffer(second)).equals(after)).toBe(true);
  });

  it('is one of those that were put at once, whole', async () => {
    const contents = Array.from({ length: 20 }, (_, n) => Buffer.alloc(50_000, n));
    await Promise.all(contents.map((content) => put(content)));
    const { body, headers } = await get();
    expect(contents.some((content) => content.equals(body))).toBe(true);
    expect(headers.etag).toBe(`"${md5(body, 'hex')}"`);
    expect((await bench.files()).filter((file) => file.includes('blobs'))).toHaveLength(1);
    await bench.restart();
    expect((await get()).body.equals(body)).toBe(true);
  });

  it('whose reader leaves harms nobody', async () => {
    await put(randomBytes(16 * MiB));
    (await reading()).destroy();
    expect((await get()).status).toBe(200);
  });

  it('passes through without being held: 200 MB in and out', async () => {
    const piece = randomBytes(MiB);
    const held = () => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
    const before = held();
    let most = before;
    const watched = function* () {
      for (let n = 0; n < 200; n++) {
        most = Math.max(most, held());
        yield piece;
      }
    };
    const sending = byHand('PUT', { 'content-length': String(200 * MiB) });
    Readable.from(watched()).pipe(sending);
    const answer = await answerTo(sending);
    expect(answer.resume().statusCode).toBe(200);
    let read = 0;
    for await (const chunk of (await reading()) as AsyncIterable<Buffer>) {
      read += chunk.length;
      most = Math.max(most, held());
    }
    expect(read).toBe(200 * MiB);
    expect(most - before).toBeLessThan(100 * MiB);
  });
});
