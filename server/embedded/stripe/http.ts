import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string | Buffer;
}

const BODY_LIMIT = 1_000_000;

export class TooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
  }
  // Read to its end all the same: breaking off would reset the connection before the answer is seen.
  if (size > BODY_LIMIT) throw new TooLarge();
  return Buffer.concat(chunks).toString('utf8');
}

export function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  response.writeHead(status, {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

export const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value ?? null),
});

export const seeOther = (location: string): Reply => ({ status: 303, headers: { location }, body: '' });

/** Loopback names only, or the public one: a page elsewhere cannot reach us by a name it controls. */
export function isOurHost(request: IncomingMessage, publicUrl: string): boolean {
  const host = request.headers.host ?? '';
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host) || host === new URL(publicUrl).host;
}

/** Forms and control calls act only for our own pages, or for programs, which send no Origin. */
export function isSameOrigin(request: IncomingMessage, publicUrl: string): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return ['same-origin', 'none', undefined].includes(request.headers['sec-fetch-site'] as string | undefined);
  return origin === `http://${request.headers.host ?? ''}` || origin === new URL(publicUrl).origin;
}
