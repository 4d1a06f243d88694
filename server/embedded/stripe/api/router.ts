import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ApiError } from '../errors.js';
import { parseForm, type Form } from '../form.js';
import { newId } from '../ids.js';
import { forget } from '../state.js';
import { API_VERSION } from '../webhooks/events.js';
import type { World } from '../world.js';
import { catalogueRoutes } from './catalogue.js';
import { checkoutRoutes } from './checkout.js';
import { customerRoutes } from './customers.js';
import { eventRoutes } from './events.js';
import { expand } from './expand.js';
import { invoiceRoutes } from './invoices.js';
import { paymentRoutes } from './payments.js';
import { portalRoutes } from './portal.js';
import type { Route } from './route.js';
import { subscriptionRoutes } from './subscriptions.js';

const ROUTES: Route[] = [
  ...catalogueRoutes,
  ...customerRoutes,
  ...checkoutRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...paymentRoutes,
  ...portalRoutes,
  ...eventRoutes,
];
const ANSWERS_KEPT_FOR = 24 * 3_600;

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One call of the API, from its headers to its JSON. */
export function answerApi(world: World, request: IncomingMessage, url: URL, body: string): Answer {
  const requestId = newId('req');
  const headers = { 'content-type': 'application/json', 'request-id': requestId, 'stripe-version': API_VERSION };
  const key = header(request, 'idempotency-key');
  try {
    authenticate(request);
    checkVersion(request);
    const run = () => perform(world, request, url, body, { id: requestId, idempotency_key: key ?? null });
    if (key === undefined || request.method !== 'POST') return { status: 200, headers, body: run() };
    const known = remembered(world, key, fingerprint(request, url, body));
    if (known) return { ...known, headers: { ...headers, 'idempotency-key': key, 'idempotent-replayed': 'true' } };
    const answer = attempt(run, requestId);
    // Refused parameters are not remembered by Stripe: the corrected call may use the same key.
    if (answer.status < 400 || answer.status === 402) {
      world.state.answers[key] = { ...answer, fingerprint: fingerprint(request, url, body), at: world.now() };
    }
    return { ...answer, headers: { ...headers, 'idempotency-key': key } };
  } catch (error) {
    return { ...asAnswer(error, requestId), headers };
  }
}

interface Cause {
  id: string;
  idempotency_key: string | null;
}

function perform(world: World, request: IncomingMessage, url: URL, body: string, cause: Cause): string {
  const { route, path } = routeFor(request.method ?? 'GET', url.pathname);
  const { expand: paths, ...form } = parseForm([url.search.slice(1), body].filter(Boolean).join('&'));
  world.events.request = route.method === 'GET' ? { id: null, idempotency_key: null } : cause;
  try {
    const answer = route.answer({ world, path, form: form as Form });
    return JSON.stringify(expand(world, answer, expansions(paths)), null, 2);
  } finally {
    world.events.request = { id: null, idempotency_key: null };
  }
}

function routeFor(method: string, pathname: string): { route: Route; path: string[] } {
  const parts = pathname.split('/');
  for (const route of ROUTES) {
    const pattern = route.pattern.split('/');
    if (route.method !== method || pattern.length !== parts.length) continue;
    if (pattern.every((part, index) => part.startsWith(':') || part === parts[index])) {
      return { route, path: parts.filter((_, index) => pattern[index]?.startsWith(':')).map(decodeURIComponent) };
    }
  }
  throw new ApiError(`Unrecognized request URL (${method}: ${pathname}).`, { status: 404 });
}

function expansions(paths: Form[string] | undefined): string[] {
  if (paths === undefined) return [];
  if (Array.isArray(paths) && paths.every((path) => typeof path === 'string')) return paths;
  throw new ApiError('Invalid array', { param: 'expand' });
}

function authenticate(request: IncomingMessage): void {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  const key = scheme.toLowerCase() === 'basic' ? (Buffer.from(value, 'base64').toString().split(':')[0] ?? '') : value;
  if (key === '') {
    throw new ApiError('You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.', {
      status: 401,
    });
  }
  if (!/^[sr]k_test_\w+$/.test(key)) throw new ApiError(`Invalid API Key provided: ${key.slice(0, 8)}***`, { status: 401 });
}

/** The simulator speaks one version: a client that asks for another would read shapes that are not there. */
function checkVersion(request: IncomingMessage): void {
  const version = header(request, 'stripe-version');
  if (version !== undefined && version !== API_VERSION) {
    throw new ApiError(`Invalid Stripe API version: ${version}. The simulator speaks ${API_VERSION}.`);
  }
}

function remembered(world: World, key: string, wanted: string): { status: number; body: string } | undefined {
  for (const [old, answer] of Object.entries(world.state.answers)) {
    if (answer.at + ANSWERS_KEPT_FOR < world.now()) forget(world.state.answers, old);
  }
  const known = Object.hasOwn(world.state.answers, key) ? world.state.answers[key] : undefined;
  if (known && known.fingerprint !== wanted) {
    throw new ApiError(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      { type: 'idempotency_error' },
    );
  }
  return known && { status: known.status, body: known.body };
}

function attempt(run: () => string, requestId: string): { status: number; body: string } {
  try {
    return { status: 200, body: run() };
  } catch (error) {
    return asAnswer(error, requestId);
  }
}

function asAnswer(error: unknown, requestId: string): { status: number; body: string } {
  const known =
    error instanceof ApiError
      ? error
      : new ApiError(`The simulator failed: ${error instanceof Error ? error.message : String(error)}`, { type: 'api_error', status: 500 });
  return { status: known.status, body: JSON.stringify(known.body(requestId), null, 2) };
}

function fingerprint(request: IncomingMessage, url: URL, body: string): string {
  return createHash('sha256').update(`${request.method} ${url.pathname}\n${request.headers.authorization}\n${body}`).digest('hex');
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
