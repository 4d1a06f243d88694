import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

/** Which pages may call us with the user's cookie or open a socket. */
export class Origins {
  private readonly allowed: Set<string>;

  constructor({ publicUrl, allowedOrigins }: Config['http']) {
    this.allowed = new Set([publicUrl, ...allowedOrigins].map((url) => new URL(url).origin));
  }

  /** Programs send no origin; a browser always does where it matters. */
  allows(origin: string | undefined): boolean {
    return origin === undefined || this.allowed.has(origin);
  }
}

/** What pages of other origins may ask: the app has its own, and fetches photos with its token. */
const OPEN = /^\/(graphql$|media\/)/;

/** CORS for the origins of the configuration, and for no other. */
export function corsRoutes(app: FastifyInstance, origins: Origins): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    // By the route as matched, not by the address as written: `/%67raphql` is the API too. A preflight matches none.
    if (!OPEN.test(request.routeOptions.url ?? request.url.split('?')[0] ?? '')) return;
    reply.header('vary', 'origin');
    if (origin === undefined) return;
    if (!origins.allows(origin)) {
      await reply.code(403).send({ errors: [{ message: 'This origin may not call the API.', extensions: { code: 'FORBIDDEN' } }] });
      return;
    }
    reply.header('access-control-allow-origin', origin).header('access-control-allow-credentials', 'true');
    if (request.method === 'OPTIONS') {
      reply
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', 'authorization, content-type, x-client, x-device')
        .header('access-control-max-age', '7200');
      await reply.code(204).send();
    }
  });
}
