import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { refuseInProduction } from '../local-only.js';
import { empty, type Reply } from './api/call.js';
import { answer } from './api/router.js';
import { corsHeaders, preflight } from './cors.js';
import { Refusal } from './errors.js';
import { postObject } from './post/post-object.js';
import { readRequest, type S3Request } from './request.js';
import { authenticate } from './signature/authenticate.js';
import type { Keys } from './signature/scope.js';
import { Buckets } from './store/buckets.js';

export interface S3Options extends Omit<Keys, 'region'> {
  /** Where everything is kept; one server at a time. */
  folder: string;
  /** 0, the default, takes any free port. */
  port?: number;
  region?: string;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** How long a connection may say nothing, in milliseconds. */
  patience?: number;
  onError?: (error: unknown) => void;
}

export interface S3Server extends Keys {
  url: string;
  port: number;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

export async function bootS3({ folder, port = 0, region = 'us-east-1', accessKey, secretKey, ...options }: S3Options): Promise<S3Server> {
  refuseInProduction('object store');
  const { now = Date.now, patience = 20_000, onError = (error) => console.error('object store:', error) } = options;
  const keys = { accessKey, secretKey, region };
  const buckets = await Buckets.open(folder);

  async function dispatch(request: S3Request): Promise<Reply> {
    const call = { request, buckets, keys, now: now() };
    if (request.method === 'OPTIONS') return empty(200, preflight(request, buckets.get(request.bucket)?.cors ?? []));
    if (isForm(request)) return postObject(call);
    return answer({ ...call, payload: authenticate(request, keys, call.now) });
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    response.setHeader('x-amz-request-id', requestId);
    let request: S3Request | undefined;
    try {
      request = readRequest(incoming);
      const cors = corsHeaders(request, buckets.get(request.bucket)?.cors ?? []);
      if (cors) response.setHeaders(new Map(Object.entries(cors)));
      await send(response, await dispatch(request));
    } catch (error) {
      if (incoming.destroyed && !incoming.complete) return;
      if (response.headersSent) {
        if (!isReaderGone(error)) onError(error);
        return void response.destroy();
      }
      if (!(error instanceof Refusal)) onError(error);
      const refusal = error instanceof Refusal ? error : new Refusal('InternalError');
      const body = `<?xml version="1.0" encoding="UTF-8"?>\n${refusal.body(incoming.url?.split('?')[0] ?? '', requestId)}`;
      await send(response, { status: refusal.status, headers: { 'content-type': 'application/xml' }, body });
    } finally {
      // What was refused half way is read to its end all the same: cutting it off could hide the answer.
      await request?.bytes.return?.();
      incoming.resume();
    }
  }

  // An upload may take as long as it wants, as long as something arrives.
  const server = createServer({ requestTimeout: 0 }, (incoming, response) => void serve(incoming, response).catch(onError));
  server.setTimeout(patience);
  const bound = await listen(server, port);
  return {
    ...keys,
    url: `http://${HOST}:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A POST on a bucket that asks for nothing is an upload by form. */
const isForm = ({ method, key, query }: S3Request): boolean => method === 'POST' && key === '' && query.size === 0;

const isReaderGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';

async function send(response: ServerResponse, { status, headers = {}, body = '' }: Reply): Promise<void> {
  if (typeof body !== 'string') {
    response.writeHead(status, headers);
    return pipeline(body, response);
  }
  // A HEAD says the length of what it does not send.
  const length = 'content-length' in headers || status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length }).end(body);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port'));
      else resolve(address.port);
    });
  });
}
