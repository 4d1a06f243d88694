import type { ErrorCode } from '../errors.js';

export type Role = 'MAN' | 'WOMAN' | 'MODERATOR' | 'ADMIN';
export type AccountStatus = 'ACTIVE' | 'SUSPENDED' | 'BANNED' | 'LEAVING' | 'DELETED';
export type Locale = 'FR' | 'EN';

/** Who asks, as the database said at most 5 seconds ago. */
export interface Viewer {
  readonly id: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly status: AccountStatus;
  readonly verified: boolean;
  /** Whether they accepted the terms and the privacy page in force. */
  readonly termsAccepted: boolean;
  /** A woman with access; always false for the others. */
  readonly subscribed: boolean;
  readonly locale: Locale;
  /** When the account was made. */
  readonly joinedAt: Date;
  /** Whether a telephone number of theirs was proven by a code. */
  readonly numberProven: boolean;
}

export interface SessionCookies {
  refresh: string;
  media: string;
  /** Outlives the session: says that its address has signed in on this device before, and opens nothing. */
  device?: string;
}

export interface RequestInfo {
  readonly id: string;
  readonly ip: string;
  /** The app keeps its refresh token itself; the web has it in an httpOnly cookie. */
  readonly client: 'web' | 'app';
  readonly userAgent: string;
  readonly refreshCookie: string | undefined;
  /** Which device of this address's owner is asking, by what an earlier sign-in left there; null for any other. */
  deviceOf(email: string): string | null;
  /** Sets (or with null clears) the cookies of a session on the web; does nothing on a socket. */
  setSessionCookies(cookies: SessionCookies | null): void;
}

export interface Context {
  /** As known when the operation began; guards ask `currentViewer` again for each event of a subscription. */
  readonly viewer: Viewer | null;
  /** Why there is no viewer although a token was sent. */
  readonly refusal: ErrorCode | null;
  currentViewer(): Promise<Viewer | null>;
  readonly request: RequestInfo;
  /** DataLoaders and other things to be made once per request. */
  readonly once: <T>(key: symbol, make: () => T) => T;
}

/** What a resolver behind `@auth` receives. */
export interface SignedIn extends Context {
  readonly viewer: Viewer;
}

export function createContext(
  viewer: Viewer | null,
  refusal: ErrorCode | null,
  currentViewer: () => Promise<Viewer | null>,
  request: RequestInfo,
): Context {
  const made = new Map<symbol, unknown>();
  return {
    viewer,
    refusal,
    currentViewer,
    request,
    once: <T>(key: symbol, make: () => T): T => {
      if (!made.has(key)) made.set(key, make());
      return made.get(key) as T;
    },
  };
}
