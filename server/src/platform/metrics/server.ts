import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Metrics } from './metrics.js';

/** GET /metrics on a port of its own, which the world never reaches. Returns the way to stop. */
export async function serveMetrics(metrics: Metrics, address: { host: string; port: number }): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    request.resume();
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': CONTENT_TYPE }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(address.port, address.host);
  await once(server, 'listening');
  return async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
}

const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';
