import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { readAsset } from './assets.js';
import type { MailStore } from './store.js';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail is a stranger's document: no script, no request, no place to go but a new tab that a person opens. */
const MAIL_POLICY = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export async function listenForReaders(store: MailStore, port: number, host: string): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(store, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A hostile site may point a name of its own at 127.0.0.1 to read the mails as if they were its own.
  if (!isLoopback(request.headers.host)) return send(response, 421, 'text/plain', 'Loopback only.');
  const url = new URL(request.url ?? '/', 'http://mailbox');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /api/messages') return sendJson(response, store.list(url.searchParams.get('to') ?? undefined));
  if (route === 'DELETE /api/messages') return store.clear().then(() => sendJson(response, { cleared: true }));
  if (route === 'GET /api/events') return follow(store, response);
  if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Not here.');

  const [, folder, id, form] = url.pathname.split('/');
  if (folder === 'messages' && id !== undefined && form === 'html') {
    const html = store.find(id)?.html;
    if (typeof html !== 'string') return send(response, 404, 'text/plain', 'No such mail.');
    const document = `<!doctype html><meta charset="utf-8"><base target="_blank">${html}`;
    return send(response, 200, 'text/html', document, { 'content-security-policy': MAIL_POLICY });
  }
  const asset = await readAsset(url.pathname);
  if (asset === null) return send(response, 404, 'text/plain', 'Nothing here.');
  send(response, 200, asset.type, asset.content, { 'content-security-policy': PAGE_POLICY });
}

/** Says that something changed, as server-sent events; the page then asks for the list. */
function follow(store: MailStore, response: ServerResponse): void {
  response.writeHead(200, { ...COMMON_HEADERS, 'content-type': 'text/event-stream' });
  const tell = (): void => void response.write('data: change\n\n');
  tell();
  store.changes.on('change', tell);
  response.on('close', () => store.changes.off('change', tell));
}

function isLoopback(host = ''): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

function sendJson(response: ServerResponse, body: unknown): void {
  send(response, 200, 'application/json', JSON.stringify(body));
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  const contentType = type.startsWith('font/') ? type : `${type}; charset=utf-8`;
  response.writeHead(status, { ...COMMON_HEADERS, 'content-type': contentType, ...headers }).end(body);
}
