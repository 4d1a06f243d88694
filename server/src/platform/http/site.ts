import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The built site. Unknown paths get its index page: the router in the browser knows them. */
export async function siteRoutes(app: FastifyInstance, root: string): Promise<void> {
  if (!existsSync(join(root, 'index.html'))) {
    app.setNotFoundHandler((_request, reply) =>
      reply.code(404).type('text/plain').send('Not found. (The site is not built: npm run build:web.)'),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root,
    preCompressed: true,
    // What the build tells its own tools (.vite) is for nobody else.
    dotfiles: 'ignore',
    setHeaders: (reply, path) => {
      // Vite names assets by their content; everything else must be asked for again.
      void reply.header('cache-control', path.startsWith(join(root, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage = ['GET', 'HEAD'].includes(request.method) && (request.headers.accept ?? '').includes('text/html');
    return isPage ? reply.header('cache-control', 'no-cache').sendFile('index.html') : reply.code(404).send({ error: 'Not found' });
  });
}
