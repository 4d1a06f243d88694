import type { IncomingMessage } from 'node:http';
import { createContext, type Context, type RequestInfo, type SessionCookies, type Viewer } from '../graphql/context.js';
import { UserError, type ErrorCode } from '../errors.js';
import { newId } from '../ids.js';

export const REFRESH_COOKIE = 'pp_refresh';
/** Proves the session to /media, and nothing else to anybody. */
export const MEDIA_COOKIE = 'pp_media';
/** Says that its owner has signed in on this device before. */
export const DEVICE_COOKIE = 'pp_device';
/** The same in the app, where no cookie comes back. */
const DEVICE_HEADER = 'x-device';
const COOKIE_LIFE_SECONDS = 60 * 24 * 3_600;
const DEVICE_LIFE_SECONDS = 365 * 24 * 3_600;
/** The tokens are made of letters, digits, `-`, `_` and `.`: nothing in them needs to be written otherwise in a cookie. */
const heldIn = (name: string): RegExp => new RegExp(`(?:^|; ?)${name}=([\\w.-]+)`);
const REFRESH = heldIn(REFRESH_COOKIE);
const MEDIA = heldIn(MEDIA_COOKIE);
const DEVICE = heldIn(DEVICE_COOKIE);

export interface Authenticator {
  /** Throws UserError UNAUTHENTICATED when the token is not (or no longer) good. */
  viewerOf(accessToken: string): Promise<Viewer>;
  /** When the token ends, for closing its socket in time. */
  expiryOf(accessToken: string): Promise<Date>;
  /** The viewer of a session that was proven otherwise. Throws like `viewerOf`. */
  viewerOfSession(userId: string, sessionId: string): Promise<Viewer>;
  /** Those of these sessions that have ended, in whatever process, or whose account may do nothing any more. */
  endedAmong(sessionIds: string[]): Promise<string[]>;
}

/** How a request came, and how its answer leaves. */
export interface Way {
  secure: boolean;
  ipOf: (request: IncomingMessage) => string;
  /** The device that this token is of, when it was made for this address. */
  deviceIn: (token: string, email: string) => string | null;
  /** Sends a cookie with the answer. */
  setCookie: (cookie: string) => void;
}

/** The context of one HTTP request. A bad token makes a stranger with a reason, so that public fields still answer. */
export function httpContext(request: IncomingMessage, way: Way, auth: Authenticator): Promise<Context> {
  return contextOf(bearerOf(request.headers.authorization), auth, new HttpRequest(request, way));
}

/** What a request tells of itself is read when somebody asks: few operations do. */
class HttpRequest implements RequestInfo {
  private made: string | undefined;

  constructor(
    private readonly request: IncomingMessage,
    private readonly way: Way,
  ) {}

  get id(): string {
    return (this.made ??= newId());
  }

  get ip(): string {
    return this.way.ipOf(this.request);
  }

  get client(): 'web' | 'app' {
    return this.request.headers['x-client'] === 'app' ? 'app' : 'web';
  }

  get userAgent(): string {
    return this.request.headers['user-agent'] ?? '';
  }

  get refreshCookie(): string | undefined {
    return REFRESH.exec(this.request.headers.cookie ?? '')?.[1];
  }

  deviceOf(email: string): string | null {
    const held = DEVICE.exec(this.request.headers.cookie ?? '')?.[1] ?? this.request.headers[DEVICE_HEADER];
    return typeof held === 'string' ? this.way.deviceIn(held, email) : null;
  }

  setSessionCookies(cookies: SessionCookies | null): void {
    const { secure, setCookie } = this.way;
    const [life, rest] = [`Max-Age=${cookies ? COOKIE_LIFE_SECONDS : 0}`, `HttpOnly${secure ? '; Secure' : ''}; SameSite=Strict`];
    setCookie(`${REFRESH_COOKIE}=${cookies?.refresh ?? ''}; ${life}; Path=/graphql; ${rest}`);
    setCookie(`${MEDIA_COOKIE}=${cookies?.media ?? ''}; ${life}; Path=/media; ${rest}`);
    if (cookies?.device) setCookie(`${DEVICE_COOKIE}=${cookies.device}; Max-Age=${DEVICE_LIFE_SECONDS}; Path=/graphql; ${rest}`);
  }
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
    deviceOf: () => null,
    setSessionCookies: () => undefined,
  });
}

async function contextOf(token: string | null, auth: Authenticator, info: RequestInfo): Promise<Context> {
  if (token === null) return createContext(null, null, () => Promise.resolve(null), info);
  const { viewer, refusal } = await viewerOrRefusal(token, auth);
  return createContext(viewer, refusal, () => auth.viewerOf(token).catch(strangerIfRefused), info);
}

async function viewerOrRefusal(token: string, auth: Authenticator): Promise<{ viewer: Viewer | null; refusal: ErrorCode | null }> {
  try {
    return { viewer: await auth.viewerOf(token), refusal: null };
  } catch (err) {
    strangerIfRefused(err);
    return { viewer: null, refusal: (err as UserError).extensions.code as ErrorCode };
  }
}

function strangerIfRefused(err: unknown): null {
  if (err instanceof UserError) return null;
  throw err;
}

/** What the cookie of a session for media says; empty without one. */
export const mediaCookieOf = (header: string | undefined): string => MEDIA.exec(header ?? '')?.[1] ?? '';

export function bearerOf(header: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;
}
