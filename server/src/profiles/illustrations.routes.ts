import type { FastifyInstance } from 'fastify';
import { isIllustration, renderIllustration } from './illustrations.js';

/** `GET /illustrations/h01.svg`: the portraits, for everybody, cached for good because a key never changes its drawing. */
export function illustrationRoutes(app: FastifyInstance, _options: object, done: () => void): void {
  app.get<{ Params: { key: string } }>('/illustrations/:key.svg', (request, reply) => {
    const { key } = request.params;
    if (!isIllustration(key)) return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .header('cross-origin-resource-policy', 'cross-origin')
      .type('image/svg+xml')
      .send(renderIllustration(key));
  });
  done();
}
