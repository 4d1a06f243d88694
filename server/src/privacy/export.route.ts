import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileViewer, type Tokens } from '../accounts/index.js';
import { record } from '../audit/index.js';
import type { Database } from '../platform/db/database.js';
import { UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Authenticator } from '../platform/http/request-context.js';
import type { Storage } from '../platform/storage/index.js';
import type { ExportService } from './export.service.js';

export interface ExportRouteParts {
  db: Database;
  storage: Storage;
  exports: ExportService;
  tokens: Tokens;
  auth: Authenticator;
}

type Asked = FastifyRequest<{ Params: { id: string } }>;

/** `GET /media/exports/ID`: below `/media`, because that is where a browser shows the cookie that proves a session. */
export function exportRoute(app: FastifyInstance, { db, storage, exports, tokens, auth }: ExportRouteParts): void {
  async function viewerOf({ headers }: Asked): Promise<Viewer | null> {
    try {
      return await fileViewer(headers, tokens, auth);
    } catch (err) {
      if (err instanceof UserError) return null;
      throw err;
    }
  }

  app.get('/media/exports/:id', async (request: Asked, reply: FastifyReply) => {
    const viewer = await viewerOf(request);
    const key = viewer && (await exports.fileOf(viewer.id, request.params.id));
    if (!viewer || !key) return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Not found');
    await db.transaction((tx) => record(tx, viewer.id, viewer.id, { kind: 'export.read', details: {} }));
    const { size } = await storage.stat(key);
    return reply
      .header('cache-control', 'no-store')
      .header('content-type', 'application/zip')
      .header('content-length', size)
      .header('content-disposition', 'attachment; filename="premier-pas.zip"')
      .send(await storage.read(key));
  });
}
