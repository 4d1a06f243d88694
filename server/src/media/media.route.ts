import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fileViewer, type Tokens } from '../accounts/index.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Authenticator } from '../platform/http/request-context.js';
import { isId } from '../platform/ids.js';
import { NotFound, type Storage } from '../platform/storage/index.js';
import type { MediaAccess } from './access.service.js';
import type { FilmTickets, Ticket } from './film-tickets.js';
import type { Links } from './links.js';
import { ShownFiles, variantKey } from './objects.js';

/** Rights are asked again before each piece of a film. */
const PIECE = 1_024 * 1_024;
const NAMES = new Set(['small', 'medium', 'large', 'film']);

export interface MediaRouteParts {
  storage: Storage;
  links: Links;
  tickets: FilmTickets;
  access: MediaAccess;
  auth: Authenticator;
  tokens: Tokens;
}

interface Found {
  viewer: Viewer;
  /** Seconds that the address still lives. */
  life: number;
  ticket: Ticket | null;
}

interface Asked {
  Params: { id: string; name: string };
  Querystring: { e?: string; s?: string; t?: string };
}

/**
 * `GET /media/ID/small|medium|large|film`: the only way to a file of a person. The store's own addresses never leave us. Whatever
 * is wrong (no such thing, not for you, too late, another session's address) is one answer: 404.
 */
export function mediaRoutes(app: FastifyInstance, parts: MediaRouteParts): void {
  const { links, tickets, access, storage, auth } = parts;
  const files = new ShownFiles(storage);

  /** The app has a token, a browser its cookie: the address alone is nobody's, but for that of a film in the app. */
  async function viewerOf({ headers, query, params }: FastifyRequest<Asked>): Promise<Found | null> {
    const ticket = params.name === 'film' && typeof query.t === 'string' ? tickets.read(params.id.toLowerCase(), query.t) : null;
    if (ticket) return { viewer: await auth.viewerOfSession(ticket.userId, ticket.sessionId), life: ticket.life, ticket };
    const viewer = await fileViewer(headers, parts.tokens, auth);
    const life = viewer && links.lifeOf(viewer.sessionId, query.e, query.s);
    return viewer && life !== null ? { viewer, life, ticket: null } : null;
  }

  async function serve(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    const { id, name } = request.params;
    const found = isId(id) && NAMES.has(name) ? await viewerOf(request) : null;
    const shown = found && (await access.shownTo(found.viewer, id.toLowerCase()));
    if (!found || !shown || (name === 'film' && shown.kind !== 'VIDEO')) return gone(reply);
    // The app's pages are of another origin than ours.
    if (found.ticket) reply.header('cross-origin-resource-policy', 'cross-origin');
    if (found.ticket?.begun === false)
      return reply.code(302).header('cache-control', 'no-store').header('location', tickets.watch(id.toLowerCase(), found.ticket)).send();
    const file = name === 'film' ? 'film.mp4' : `${name}.${(request.headers.accept ?? '').includes('image/webp') ? 'webp' : 'jpg'}`;
    const key = variantKey(id.toLowerCase(), file);
    const object = await files.about(key);
    reply
      .header('cache-control', `private, max-age=${found.life}`)
      .header('vary', 'accept, authorization, cookie, origin')
      .header('accept-ranges', 'bytes')
      .header('etag', `"${object.etag}"`)
      .header('content-disposition', 'inline')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-type', object.contentType);
    if (request.headers['if-none-match'] === `"${object.etag}"`) return reply.code(304).send();
    const range = rangeOf(request.headers.range, object.size);
    if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${object.size}`).send();
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${object.size}`);
    const { start, end } = range ?? { start: 0, end: object.size - 1 };
    reply.header('content-length', end - start + 1);
    if (request.method === 'HEAD') return reply.send();
    const mayGoOn = async (): Promise<boolean> => {
      const viewer = await auth.viewerOfSession(found.viewer.id, found.viewer.sessionId);
      return (await access.shownTo(viewer, id.toLowerCase())) !== null;
    };
    return reply.send(Readable.from(pieces(storage, key, start, end, mayGoOn), { objectMode: false }));
  }

  app.route<Asked>({
    method: ['GET', 'HEAD'],
    url: '/media/:id/:name',
    handler: async (request, reply) => {
      try {
        return await serve(request, reply);
      } catch (err) {
        if (err instanceof NotFound || isRefusal(err)) return gone(reply);
        throw err;
      }
    },
  });
}

/** One megabyte after the other; where the right ends, so does the answer, in the middle of a film too. */
async function* pieces(storage: Storage, key: string, start: number, end: number, mayGoOn: () => Promise<boolean>): AsyncGenerator<Buffer> {
  for (let at = start; at <= end; at += PIECE) {
    if (at > start && !(await mayGoOn())) throw new Error('The right to see this has ended.');
    const piece = await storage.read(key, { start: at, end: Math.min(end, at + PIECE - 1) });
    for await (const chunk of piece as AsyncIterable<Buffer>) yield chunk;
  }
}

type Range = { start: number; end: number };

/** One range, cut to a piece: a player asks for the next. Several at once, or another unit, are answered whole. */
function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [first, last] = [match[1], match[2]];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size || end < start) return 'unsatisfiable';
  return { start, end: Math.min(end, start + PIECE - 1) };
}

const isRefusal = (err: unknown): boolean => typeof (err as { extensions?: { code?: unknown } }).extensions?.code === 'string';

function gone(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Not found');
}
