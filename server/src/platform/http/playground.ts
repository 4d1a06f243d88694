import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * GraphiQL at /playground, from files of our own. Its editor makes styles and workers of its own and brings its fonts
 * inside the style sheet; scripts come from here only, and none is evaluated from text.
 */
export async function playgroundRoutes(app: FastifyInstance, root: string, publicUrl: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) {
    app.get('/playground', (_request, reply) =>
      reply.code(404).type('text/plain').send('Not found. (The playground is not built: npm run build:playground.)'),
    );
    return;
  }
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', policy);
    });
    scope.get('/playground', (_request, reply) => reply.redirect('/playground/'));
    await scope.register(fastifyStatic, {
      root,
      prefix: '/playground/',
      decorateReply: false,
      setHeaders: (reply, path) => {
        void reply.header('cache-control', path.startsWith(join(root, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  });
}
