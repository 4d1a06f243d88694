import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { readAsset } from './assets.js';
import { takeSms, type SmsAccount } from './sms.js';
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

export async function listenForReaders(store: MailStore, sms: SmsAccount, port: number, host: string): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    // A hostile site may point a name of its own at 127.0.0.1 to read the mails as if they were its own.
    if (!isLoopback(request.headers.host)) send(response, refusal(421, 'Loopback only.'));
    else if (request.url === '/api/events') follow(store, response);
    else {
      answer(store, sms, request).then(
        (ready) => {
          send(response, ready);
        },
        () => response.destroy(),
      );
    }
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

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
  policy?: string;
}

async function answer(store: MailStore, sms: SmsAccount, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://mailbox');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /api/messages') return json(store.list(url.searchParams.get('to') ?? undefined));
  if (route === 'DELETE /api/messages') {
    await store.clear();
    return json({ cleared: true });
  }
  if (request.method === 'POST') {
    const { status, body } = await takeSms(store, sms, request);
    return { ...json(body), status };
  }
  if (request.method !== 'GET') return refusal(405, 'Not here.');

  const [, folder, id, form] = url.pathname.split('/');
  if (folder === 'messages' && id !== undefined && form === 'html') {
    const html = store.find(id)?.html;
    if (typeof html !== 'string') return refusal(404, 'No such mail.');
    const body = `<!doctype html><meta charset="utf-8"><base target="_blank">${html}`;
    return { status: 200, type: 'text/html', body, policy: MAIL_POLICY };
  }
  const asset = await readAsset(url.pathname);
  return asset ? { status: 200, type: asset.type, body: asset.content, policy: PAGE_POLICY } : refusal(404, 'Nothing here.');
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

function json(body: unknown): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(body) };
}

function refusal(status: number, body: string): Answer {
  return { status, type: 'text/plain', body };
}

function send(response: ServerResponse, { status, type, body, policy }: Answer): void {
  const contentType = type.startsWith('font/') ? type : `${type}; charset=utf-8`;
  const headers = { ...COMMON_HEADERS, 'content-type': contentType, ...(policy && { 'content-security-policy': policy }) };
  response.writeHead(status, headers).end(body);
}
