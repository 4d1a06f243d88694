import type { FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { createContext, type Context, type RequestInfo, type Viewer } from '../graphql/context.js';
import { UserError, type ErrorCode } from '../errors.js';
import { newId } from '../ids.js';

export const REFRESH_COOKIE = 'pp_refresh';
const COOKIE_LIFE_SECONDS = 60 * 24 * 3_600;

export interface Authenticator {
  /** Throws UserError UNAUTHENTICATED when the token is not (or no longer) good. */
  viewerOf(accessToken: string): Promise<Viewer>;
  /** When the token ends, for closing its socket in time. */
  expiryOf(accessToken: string): Promise<Date>;
  /** Those of these sessions that have ended, in whatever process. */
  endedAmong(sessionIds: string[]): Promise<string[]>;
}

/** The context of one HTTP request. A bad token makes a stranger with a reason, so that public fields still answer. */
export async function httpContext(request: FastifyRequest, reply: FastifyReply, auth: Authenticator, secure: boolean): Promise<Context> {
  const token = bearerOf(request.headers.authorization);
  const info: RequestInfo = {
    id: request.id,
    ip: request.ip,
    client: request.headers['x-client'] === 'app' ? 'app' : 'web',
    userAgent: request.headers['user-agent'] ?? '',
    refreshCookie: request.cookies[REFRESH_COOKIE],
    setRefreshCookie: (value) => {
      const options = {
        path: '/graphql',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        maxAge: value === null ? 0 : COOKIE_LIFE_SECONDS,
      } as const;
      reply.setCookie(REFRESH_COOKIE, value ?? '', options);
    },
  };
  return contextOf(token, auth, info);
}

/** The context of one operation on a socket: the viewer is asked for anew each time. */
export function socketContext(token: string | null, request: IncomingMessage, ip: string, auth: Authenticator): Promise<Context> {
  return contextOf(token, auth, {
    id: newId(),
    ip,
    // A browser cannot mark its sockets as the app's, so no refresh token ever leaves on one opened by a page.
    client: request.headers['x-client'] === 'app' ? 'app' : 'web',
    userAgent: request.headers['user-agent'] ?? '',
    refreshCookie: undefined,
    setRefreshCookie: () => undefined,
  });
}

async function contextOf(token: string | null, auth: Authenticator, info: RequestInfo): Promise<Context> {
  if (token === null) return createContext(null, null, () => Promise.resolve(null), info);
  const { viewer, refusal } = await viewerOrRefusal(token, auth);
  return createContext(viewer, refusal, async () => (await viewerOrRefusal(token, auth)).viewer, info);
}

async function viewerOrRefusal(token: string, auth: Authenticator): Promise<{ viewer: Viewer | null; refusal: ErrorCode | null }> {
  try {
    return { viewer: await auth.viewerOf(token), refusal: null };
  } catch (err) {
    if (!(err instanceof UserError)) throw err;
    return { viewer: null, refusal: err.extensions.code as ErrorCode };
  }
}

export function bearerOf(header: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;
}
