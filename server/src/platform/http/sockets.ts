import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { CloseCode, type Context as WsContext } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { UserError } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { InvalidDocument, type Documents, type OperationRequest, type Prepared } from '../graphql/documents.js';
import type { ErrorsAtTheEdge } from '../graphql/errors-at-the-edge.js';
import type { Executor } from '../graphql/executor.js';
import { clock, seconds } from '../clock.js';
import type { Logger } from '../logger.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Operations } from '../metrics/operations.js';
import { networkOf } from '../rate-limits.js';
import { BoundedSocket } from './bounded-socket.js';
import type { Origins } from './origins.js';
import { socketContext, type Authenticator } from './request-context.js';

export interface SocketParts {
  schema: GraphQLSchema;
  documents: Documents;
  executor: Executor;
  errors: ErrorsAtTheEdge;
  metrics: Metrics;
  operations: Operations;
  auth: Authenticator;
  origins: Origins;
  ipOf: (request: Extra['request']) => string;
  log: Logger;
}

/** Operations one socket may have under way, so that a single client cannot hold a thousand. */
const MAX_OPERATIONS = 50;
const EXPIRED = 4401;
/** Sockets of one household or office; whoever opens more is no browser. */
const MAX_PER_ADDRESS = 200;
/** How long clients may take to say goodbye when we stop. */
const FAREWELL = seconds(3);
/** Whoever is sent away comes back within this time, each at an instant of its own. */
const COME_BACK_WITHIN = seconds(2);
/** The hint that a session ended may be lost: its sockets outlive it by this at most. */
const CHECKED_EVERY = seconds(20);
const ASKED_AT_ONCE = 500;
const SERVICE_RESTART = 1012;

const SESSION_ENDED = 'Session ended';

interface Peer {
  socket: WebSocket;
  connection: Connection;
  userId: string;
  sessionId: string;
}

interface Params extends Record<string, unknown> {
  accessToken?: unknown;
}

type Ours = Extra & Record<PropertyKey, unknown> & { token?: string | null };
type Connection = WsContext<Params, Ours>;
type Args = ExecutionArgs & { prepared: Prepared; since: number };

/** graphql-transport-ws on /graphql: the same documents, guards and errors as over HTTP. */
export class Sockets {
  private readonly peers = new Map<string, Set<Peer>>();
  private readonly byAddress = new Map<string, number>();
  private draining = false;
  private readonly timer: NodeJS.Timeout;
  private readonly server: WebSocketServer;
  private readonly protocol: { dispose: () => void | Promise<void> };

  constructor(
    http: Server,
    private readonly parts: SocketParts,
  ) {
    this.server = new WebSocketServer({
      server: http,
      path: '/graphql',
      maxPayload: 64 * 1_024,
      WebSocket: BoundedSocket,
      verifyClient: ({ origin, req }: { origin?: string; req: IncomingMessage }, answer: (ok: boolean, status?: number) => void) => {
        const refusal = this.refusalOf(origin, req);
        answer(refusal === null, refusal ?? undefined);
      },
    });
    this.protocol = useServer<Params, Ours>(
      {
        // What breaks inside is told to our log, never to a client as the reason of its end.
        isProd: true,
        connectionInitWaitTimeout: 5_000,
        onConnect: (connection) => this.connect(connection as Connection),
        onSubscribe: (connection, _id, payload) => this.prepare(connection as Connection, payload),
        execute: (args) => this.execute(args as Args),
        subscribe: (args) =>
          parts.executor.follow((args as Args).prepared, (args as Args).variableValues ?? {}, args.contextValue as Context),
        onNext: (_connection, _id, _payload, args, result) => this.format(result, args as Args),
        onError: (_connection, _id, _payload, errors) => errors.map((error) => parts.errors.format(error, 'socket')),
      },
      this.server,
      15_000,
    );
    this.timer = setInterval(() => void this.closeEnded(), CHECKED_EVERY).unref();
    parts.metrics.gauge('premierpas_sockets', 'Open sockets.', () => this.size);
    parts.metrics.gauge('premierpas_accounts_connected', 'Accounts that hold a socket.', () => this.accounts);
    parts.metrics.gauge('premierpas_subscriptions', 'Live subscriptions.', () => this.subscriptions);
    // graphql-ws would print to the console; a frame that is too big or broken has closed the socket by now.
    this.server.on('connection', (socket, request) => {
      this.count(socket, networkOf(parts.ipOf(request)));
      socket.removeAllListeners('error').on('error', (err) => parts.log.info({ reason: err.message }, 'a socket was refused'));
    });
  }

  /** Closes the sockets of an account, or of one of its sessions. */
  close(userId: string, sessionId: string | null): void {
    for (const peer of this.peers.get(userId) ?? []) {
      if (sessionId === null || peer.sessionId === sessionId) peer.socket.close(CloseCode.Forbidden, SESSION_ENDED);
    }
  }

  /** Closes the sockets of sessions that have ended, of one account or of all: what a hint would have told, had it not been lost. */
  async closeEnded(userId?: string): Promise<void> {
    const peers = userId === undefined ? [...this.peers.values()].flatMap((each) => [...each]) : [...(this.peers.get(userId) ?? [])];
    for (let start = 0; start < peers.length; start += ASKED_AT_ONCE) {
      const asked = peers.slice(start, start + ASKED_AT_ONCE);
      const ended = new Set(await this.endedAmong(asked.map(({ sessionId }) => sessionId)));
      for (const { socket, sessionId } of asked) if (ended.has(sessionId)) socket.close(CloseCode.Forbidden, SESSION_ENDED);
    }
  }

  /** Sends everybody elsewhere, one by one over `over` ms, so that they do not all knock at the next process at once. */
  async drain(over: number): Promise<void> {
    this.draining = true;
    const sockets = [...this.server.clients];
    const leaving = sockets.map(async (socket, n) => {
      await wait((over * n) / sockets.length);
      sendAway(socket);
    });
    await Promise.all([wait(over), ...leaving]);
    // Who was being let in when we began.
    this.server.clients.forEach(sendAway);
  }

  get size(): number {
    return this.server.clients.size;
  }

  /** Accounts that hold a socket here. */
  get accounts(): number {
    return this.peers.size;
  }

  /** Those that live now, of all accounts; a query under way has no stream. */
  get subscriptions(): number {
    let live = 0;
    for (const peers of this.peers.values())
      for (const { connection } of peers) live += Object.values(connection.subscriptions).filter(Boolean).length;
    return live;
  }

  /** Says goodbye to all; who does not answer is cut off, so that one dead phone does not hold our end. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    const late = setTimeout(() => this.server.clients.forEach((socket) => socket.terminate()), FAREWELL);
    await this.protocol.dispose();
    clearTimeout(late);
  }

  private async endedAmong(sessionIds: string[]): Promise<string[]> {
    try {
      return await this.parts.auth.endedAmong([...new Set(sessionIds)]);
    } catch (err) {
      this.parts.log.warn({ err }, 'sockets were not checked and will be');
      return [];
    }
  }

  private refusalOf(origin: string | undefined, request: IncomingMessage): number | null {
    if (!this.parts.origins.allows(origin || undefined)) return 401;
    if (this.draining) return 503;
    return (this.byAddress.get(networkOf(this.parts.ipOf(request))) ?? 0) < MAX_PER_ADDRESS ? null : 429;
  }

  private count(socket: WebSocket, address: string): void {
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
    socket.once('close', () => {
      const left = (this.byAddress.get(address) ?? 1) - 1;
      if (left > 0) this.byAddress.set(address, left);
      else this.byAddress.delete(address);
    });
  }

  private async connect(connection: Connection): Promise<boolean> {
    const token = typeof connection.connectionParams?.accessToken === 'string' ? connection.connectionParams.accessToken : null;
    connection.extra.token = token;
    if (token === null) return true;
    try {
      const [viewer, expiry] = await Promise.all([this.parts.auth.viewerOf(token), this.parts.auth.expiryOf(token)]);
      this.register(connection, viewer.id, viewer.sessionId, expiry);
      return true;
    } catch (err) {
      if (!(err instanceof UserError)) this.parts.log.error({ err }, 'a socket could not be opened');
      const [code, reason] =
        err instanceof UserError ? [EXPIRED, 'Unauthenticated'] : [CloseCode.InternalServerError, 'Internal server error'];
      connection.extra.socket.close(code, reason);
      return true;
    }
  }

  private register(connection: Connection, userId: string, sessionId: string, expiry: Date): void {
    const { socket } = connection.extra;
    // Gone while we asked who it is: nobody would tell us again.
    if (socket.readyState !== socket.OPEN) return;
    const peer: Peer = { socket, connection, userId, sessionId };
    const timer = setTimeout(() => socket.close(EXPIRED, 'Token expired'), expiry.getTime() - clock.now().getTime());
    const peers = this.peers.get(userId) ?? new Set();
    this.peers.set(userId, peers.add(peer));
    socket.once('close', () => {
      clearTimeout(timer);
      peers.delete(peer);
      if (peers.size === 0 && this.peers.get(userId) === peers) this.peers.delete(userId);
    });
  }

  private async prepare(connection: Connection, payload: OperationRequest): Promise<Args | readonly GraphQLError[]> {
    const { parts } = this;
    const since = performance.now();
    if (Object.keys(connection.subscriptions).length > MAX_OPERATIONS) return [new UserError('RATE_LIMITED', undefined, { retryAfter: 1 })];
    try {
      const prepared = parts.documents.prepare(payload);
      const { request, token = null } = connection.extra;
      const contextValue = await socketContext(token, request, parts.ipOf(request), parts.auth);
      return {
        schema: parts.schema,
        document: prepared.document,
        operationName: prepared.operation.name?.value,
        variableValues: payload.variables as Record<string, unknown>,
        contextValue,
        prepared,
        since,
      };
    } catch (err) {
      if (err instanceof InvalidDocument) return err.errors;
      // What is not GraphQL's own travels inside a GraphQLError, and `onError` unwraps it.
      return [err instanceof GraphQLError ? err : new GraphQLError('', { originalError: err as Error })];
    }
  }

  private async execute({ prepared, variableValues, contextValue, since }: Args) {
    const outcome = await this.parts.executor.run(prepared, variableValues, contextValue as Context);
    this.parts.operations.done(prepared.label, 'socket', since);
    return outcome as never;
  }

  /** What a subscription's events bring is formatted here; queries and mutations come formatted from the executor. */
  private format(result: { errors?: readonly unknown[] }, { prepared, contextValue }: Args) {
    if (!result.errors) return undefined;
    if (prepared.operation.operation !== 'subscription') return result as never;
    const errors = result.errors.map((error) => this.parts.errors.format(error, (contextValue as Context).request.id));
    return { ...result, errors } as never;
  }
}

function sendAway(socket: WebSocket): void {
  socket.close(SERVICE_RESTART, `Reconnect after ${Math.floor(Math.random() * COME_BACK_WITHIN)} ms`);
}
