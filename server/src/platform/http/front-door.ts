import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Context } from '../graphql/context.js';
import type { OperationRequest } from '../graphql/documents.js';
import type { Origins } from './origins.js';
import type { Trusted } from './trusted.js';

const MOST_BYTES = 64 * 1_024;

export interface FrontDoor {
  trusted: Trusted;
  origins: Origins;
  contextOf: (request: IncomingMessage, setCookie: (cookie: string) => void) => Promise<Context>;
  isStopping: () => boolean;
}

/**
 * Stands before Fastify and answers what our own clients send most: a trusted document, whole, in a body of known length,
 * from an origin of ours. Routing, hooks and plugins cost as much as such an answer. Whatever is in any way unlike that, and
 * every refusal of it, is Fastify's, which gets the request as if nobody had looked at it.
 */
export async function openFrontDoor(app: FastifyInstance, door: FrontDoor): Promise<void> {
  const [behind] = app.server.listeners('request') as [RequestListener];
  const headers = await headersOfAll(app);
  app.server.removeListener('request', behind).on('request', (request, response) => {
    const length = lengthOf(request);
    if (length === 0 || !door.origins.allows(request.headers.origin) || door.isStopping()) {
      behind(request, response);
      return;
    }
    read(request, length, (body) => {
      const operation = operationIn(body);
      if (operation && door.trusted.knows(operation)) {
        void answer(door, headers, operation, request, response);
        return;
      }
      request.unshift(body);
      behind(request, response);
    });
  });
}

/** How long the body will be; 0 when it is not for us. */
function lengthOf({ method, url, headers }: IncomingMessage): number {
  if (method !== 'POST' || url !== '/graphql' || headers['content-type']?.startsWith('application/json') !== true) return 0;
  const length = Number(headers['content-length']);
  return length <= MOST_BYTES ? length : 0;
}

/** Calls back with the body once it is there, before the request has noticed that it ended: so it can be put back. */
function read(request: IncomingMessage, length: number, then: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let got = 0;
  const take = (chunk: Buffer): void => {
    chunks.push(chunk);
    got += chunk.length;
    if (got < length) return;
    request.removeListener('data', take).pause();
    then(chunks.length === 1 ? chunk : Buffer.concat(chunks));
  };
  request.on('data', take);
}

function operationIn(body: Buffer): OperationRequest | null {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}

async function answer(
  { trusted, contextOf }: FrontDoor,
  headers: readonly string[],
  operation: OperationRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const cookies: string[] = [];
  const { status, text } = await trusted.answer(operation, () => contextOf(request, (cookie) => cookies.push('set-cookie', cookie)));
  const { origin } = request.headers;
  const cors = origin === undefined ? [] : ['access-control-allow-origin', origin, 'access-control-allow-credentials', 'true'];
  response.writeHead(status, [...headers, ...cors, ...cookies, 'content-length', String(Buffer.byteLength(text))]).end(text);
  // What is left of the request is its end: until that is read the connection takes no other.
  request.resume();
}

/** What every answer of ours bears, read off one that Fastify gave: so it is written in one place. */
async function headersOfAll(app: FastifyInstance): Promise<string[]> {
  const { headers } = await app.inject({ method: 'POST', url: '/graphql', payload: {} });
  return Object.entries(headers).flatMap(([name, value]) => (OF_THIS_ONE.has(name) ? [] : [name, String(value)]));
}

const OF_THIS_ONE = new Set(['content-length', 'date', 'connection', 'keep-alive']);
