import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

export interface Listening {
  url: string;
  stop(): Promise<void>;
}

/** A small server on a port of its own, which is handed each request with its whole body. What its handler throws is a 400. */
export async function listen(handle: (request: IncomingMessage, body: Buffer, response: ServerResponse) => unknown): Promise<Listening> {
  const server = createServer((request, response) => {
    void request
      .toArray()
      .then((chunks: Buffer[]) => handle(request, Buffer.concat(chunks), response))
      .catch((err: unknown) => response.writeHead(400).end(String(err)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
