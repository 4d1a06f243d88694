import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as send, type Agent, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { bootS3, type S3Options, type S3Server } from './index.js';
import { readRequest } from './request.js';
import { canonicalRequest, signatureOf, stringToSign } from './signature/canonical.js';

export const KEYS = { accessKey: 'AKTEST', secretKey: 'secret-of-the-bench', region: 'us-east-1' };
export const BUCKET = 'bench-bucket';

export interface Call {
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
  /** x-amz-content-sha256 as claimed; the hash of the body when nothing is said. */
  payload?: string;
  keys?: Partial<typeof KEYS>;
  service?: string;
  /** Milliseconds since 1970. */
  at?: number;
}

interface Raw extends Pick<Call, 'headers' | 'body'> {
  /** Keeps the connection; without one, each request has its own. */
  agent?: Agent;
}

export interface Answer {
  /** The caller's end of the connection. */
  port: number | undefined;
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  text: string;
  /** Of a refusal. */
  code: string | undefined;
}

export interface Bench {
  server: S3Server;
  folder: string;
  /** A request signed as it should be, but for what `call` says. */
  call(line: `${string} /${string}`, call?: Call): Promise<Answer>;
  /** A request as it is. */
  raw(line: `${string} /${string}`, call?: Raw): Promise<Answer>;
  /** Every file of the bucket and of what is arriving, e.g. to see that nothing stayed. */
  files(): Promise<string[]>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
export const md5 = (data: string | Buffer, encoding: 'hex' | 'base64' = 'base64'): string =>
  createHash('md5').update(data).digest(encoding);
export const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

export async function startBench(options: Partial<S3Options> = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 's3-bench-'));
  const boot = (port: number) => bootS3({ folder, port, ...KEYS, ...options });
  let server = await boot(0);
  const bench: Bench = {
    server,
    folder,
    call: (line, call = {}) => bench.raw(line, { ...call, headers: signed(line, call, new URL(bench.server.url).host) }),
    raw: (line, call = {}) => exchange(bench.server.port, line, call),
    files: async () => {
      const inside = await readdir(folder, { recursive: true, withFileTypes: true });
      return inside.filter((entry) => entry.isFile()).map(({ name, parentPath }) => join(parentPath, name).slice(folder.length + 1));
    },
    restart: async () => {
      await server.stop();
      server = bench.server = await boot(server.port);
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
  await bench.call(`PUT /${BUCKET}`);
  return bench;
}

/** The headers of a request, with its signature among them. */
export function signed(line: string, { headers = {}, body = '', at = Date.now(), ...call }: Call, host: string): Record<string, string> {
  const payload = call.payload ?? sha256(body instanceof Readable ? '' : body);
  const all: Record<string, string> = { host, 'x-amz-date': stamp(at), 'x-amz-content-sha256': payload, ...headers };
  const names = Object.keys(all).sort();
  const { scope, signature } = prove(line, all, names, payload, call, stamp(at));
  const proof = [`Credential=${scope}`, `SignedHeaders=${names.join(';')}`, `Signature=${signature}`];
  return { ...all, authorization: `AWS4-HMAC-SHA256 ${proof.join(', ')}` };
}

/** A presigned path; `headers` are signed, and have to be sent. */
export function presigned(
  line: string,
  { headers = {}, at = Date.now(), ...call }: Call & { expires?: number | string },
  host: string,
): string {
  const [method = '', path = ''] = line.split(' ');
  const names = ['host', ...Object.keys(headers)].sort();
  const scope = scopeOf(call, stamp(at));
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': scope,
    'X-Amz-Date': stamp(at),
    'X-Amz-Expires': String(call.expires ?? 60),
    'X-Amz-SignedHeaders': names.join(';'),
  });
  const whole = `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`;
  const { signature } = prove(`${method} ${whole}`, { host, ...headers }, names, 'UNSIGNED-PAYLOAD', call, stamp(at));
  return `${whole}&X-Amz-Signature=${signature}`;
}

function prove(line: string, headers: Record<string, string>, names: string[], payload: string, call: Call, timestamp: string) {
  const [method, url] = line.split(' ');
  const request = readRequest({ method, url, headers, iterator: () => undefined } as unknown as IncomingMessage);
  const { region, secretKey } = { ...KEYS, ...call.keys };
  const scope = { day: timestamp.slice(0, 8), region };
  return {
    scope: scopeOf(call, timestamp),
    signature: signatureOf(stringToSign(canonicalRequest(request, names, payload), timestamp, scope), secretKey, scope),
  };
}

function scopeOf({ keys, service = 's3' }: Call, timestamp: string): string {
  const { accessKey, region } = { ...KEYS, ...keys };
  return `${accessKey}/${timestamp.slice(0, 8)}/${region}/${service}/aws4_request`;
}

/** Sends the path as it is written: `fetch` would tidy up what is to be tried. */
function exchange(port: number, line: string, { headers = {}, body = '', agent }: Raw): Promise<Answer> {
  const [method, path] = line.split(' ');
  const whole: OutgoingHttpHeaders = body instanceof Readable ? headers : { 'content-length': Buffer.byteLength(body), ...headers };
  return new Promise((resolve, reject) => {
    const request = send({ port, host: '127.0.0.1', method, path, headers: whole, agent: agent ?? false }, (response) => {
      const { localPort } = response.socket;
      buffer(response).then((content) => {
        const text = content.toString();
        const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
        resolve({ port: localPort, status: response.statusCode ?? 0, headers: response.headers, body: content, text, code });
      }, reject);
    });
    request.on('error', reject);
    if (body instanceof Readable) body.pipe(request);
    else request.end(body);
  });
}
