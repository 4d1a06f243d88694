import type { IncomingHttpHeaders } from 'node:http';
import type { Viewer } from '../platform/graphql/context.js';
import { bearerOf, mediaCookieOf, type Authenticator } from '../platform/http/request-context.js';
import type { Tokens } from './tokens.js';

/** Who asks for a file: an app shows its token, a browser its cookie. Null for a stranger; throws like `Authenticator` for a bad one. */
export async function fileViewer(headers: IncomingHttpHeaders, tokens: Tokens, auth: Authenticator): Promise<Viewer | null> {
  const token = bearerOf(headers.authorization);
  if (token) return auth.viewerOf(token);
  const holder = tokens.holderOf(mediaCookieOf(headers.cookie));
  return holder && auth.viewerOfSession(holder.userId, holder.sessionId);
}
