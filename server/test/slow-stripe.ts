import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { theHouse } from './harness.js';

export interface HeldAnswer {
  /** Stripe has answered; the answer is on its way. */
  held: Promise<unknown>;
  /** Lets it arrive. */
  release(): void;
}

/** A way to Stripe on which one answer can be held back, as a slow network does. */
export async function aSlowWayToStripe(): Promise<{ url: string; holdNext(): HeldAnswer; stop(): Promise<void> }> {
  let next: { arrived: () => void; released: Promise<unknown> } | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url = '/', headers } = request;
      const body = await text(request);
      const answer = await fetch(`${theHouse().stripe.url}${url}`, {
        method,
        headers: { authorization: headers.authorization ?? '', 'content-type': 'application/x-www-form-urlencoded' },
        ...(method !== 'GET' && { body }),
      });
      const said = await answer.text();
      const hold = next;
      next = undefined;
      hold?.arrived();
      await hold?.released;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(said);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdNext() {
      const { promise: held, resolve: arrived } = Promise.withResolvers<undefined>();
      const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
      next = { arrived: () => arrived(undefined), released };
      return { held, release: () => release(undefined) };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
