import { createClient, type Client } from 'graphql-ws';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import { Doors } from './doors.js';
import { Journal } from './journal.js';
import {
  ApiError,
  backoff,
  codeOf,
  createOutbox,
  heldBack,
  hashOf,
  memoryOutboxStore,
  placeOf,
  postOperation,
  type OutboxItem,
  type OutboxStore,
} from './site.js';

/** As in the site's socket.ts. */
const TOKEN_EXPIRED = 4401;
const FORBIDDEN = 4403;
const SERVICE_RESTART = 1012;
const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 8_000;
/** A browser waits for minutes; nothing here is cut without a word for so long. */
const PATIENCE_MS = 20_000;

const SEND = hashOf('SendMessage');
const INBOX = hashOf('Inbox');

interface InboxEvent {
  __typename: string;
  number: number;
  conversation?: { id: string };
  conversationId?: string;
  message?: { id: string; clientId: string };
}

export interface Owner {
  id: string;
  accessToken: string;
}

type Words = Pick<OutboxItem, 'conversationId' | 'clientId' | 'text'>;

export interface DeviceOptions {
  name: string;
  doors: Doors;
  store?: OutboxStore;
  /** The number of the inbox from which it goes on. */
  from?: number;
}

/** One device of a person, by the site's own rules, which writes down all it does and sees. */
export class Device {
  readonly journal: Journal;
  /** The last message it was shown in each conversation. */
  readonly lastShown = new Map<string, string>();
  readonly doors: Doors;
  applied: number;
  private readonly outbox;
  private socket: Client | null = null;
  private release: () => void = () => undefined;
  private failures = 0;
  private turn = 0;
  private sentAwayForMs = 0;
  private stopped = false;

  constructor(
    readonly owner: Owner,
    { name, doors, store = memoryOutboxStore(), from = 0 }: DeviceOptions,
  ) {
    this.doors = doors;
    this.applied = from;
    this.journal = new Journal(name, owner.id, from);
    this.outbox = createOutbox({
      account: owner.id,
      store,
      send: async (item) => {
        await this.deliver(item);
      },
      exclusively: (act) => act(),
      announce: () => undefined,
    });
  }

  start(): void {
    let pong: NodeJS.Timeout | undefined;
    let knocking = 0;
    this.socket = createClient({
      url: () => {
        knocking = this.doors.door;
        return `${this.doors.url.replace('http', 'ws')}/graphql`;
      },
      webSocketImpl: WebSocket,
      connectionParams: { accessToken: this.owner.accessToken },
      keepAlive: PING_EVERY_MS,
      retryAttempts: Infinity,
      shouldRetry: () => !this.stopped,
      retryWait: (retries) => wait(retries === 0 && this.sentAwayForMs > 0 ? this.sentAwayForMs : backoff(retries)),
      on: {
        connected: () => this.journal.add({ did: 'connected', door: knocking }),
        ping: (received) => {
          if (!received) pong = setTimeout(() => this.socket?.terminate(), PONG_WITHIN_MS);
        },
        pong: () => clearTimeout(pong),
        closed: (event) => {
          clearTimeout(pong);
          if (this.stopped) return;
          this.doors.leave(knocking);
          this.wasClosed(event as { code?: number; reason?: string });
        },
      },
    });
    this.follow();
  }

  /** Sends what an earlier life of this device has left in its store. */
  async resume(): Promise<void> {
    await this.outbox.reload();
    await this.outbox.retry();
  }

  /** Words for a conversation: they leave when they can, in the order of writing. Resolves when they are safe on the device. */
  say(conversationId: string, text: string): Promise<void> {
    return this.outbox.add(conversationId, text);
  }

  /** How many words have not been acknowledged yet; those that were refused for good do not wait. */
  get waiting(): number {
    return this.outbox.items.value.filter(({ refused }) => refused === undefined).length;
  }

  /** One of the site's operations, tried until it is answered. */
  async insist(operation: string, variables: object): Promise<Record<string, unknown>> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.post(hashOf(operation), variables);
      } catch (error) {
        const code = codeOf(error);
        if (this.stopped || (code !== 'NETWORK' && code !== 'INTERNAL')) throw error;
        await wait(backoff(attempt));
      }
    }
  }

  /** The same, tried once. */
  ask(operation: string, variables: object): Promise<Record<string, unknown>> {
    return this.post(hashOf(operation), variables);
  }

  /** Ends a conversation for both. */
  async end(conversation: string, operation: 'Block' | 'CloseConversation', variables: object): Promise<void> {
    this.journal.add({ did: 'ending', conversation });
    await this.insist(operation, variables);
    this.journal.add({ did: 'ended', conversation });
  }

  stop(): void {
    this.stopped = true;
    this.outbox.stop();
    this.release();
    Promise.resolve(this.socket?.dispose()).catch(() => undefined);
    this.socket?.terminate();
  }

  /** One try to send a message; what the server says it is. */
  async deliver({ conversationId, clientId, text }: Words, doors = this.doors): Promise<{ id: string }> {
    const about = { conversation: conversationId, clientId };
    const { door } = doors;
    this.journal.add({ did: 'sent', door, ...about });
    try {
      const { sendMessage } = await this.post(SEND, { input: { conversationId, clientId, text } }, doors);
      const { message } = sendMessage as { message: { id: string } };
      this.journal.add({ did: 'acked', door, id: message.id, ...about });
      return message;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'UNAUTHENTICATED') this.journal.add({ did: 'wronged', how: 'taken for a stranger' });
      // Too many at once leave by themselves a little later; what is held back with a reason is refused.
      const passes = code === 'RATE_LIMITED' && !heldBack(error);
      const did = passes || code === 'NETWORK' || code === 'INTERNAL' ? 'failed' : 'refused';
      this.journal.add({ did, code: code ?? String(error), ...about });
      throw error;
    }
  }

  private async post(hash: string, variables: object, doors = this.doors): Promise<Record<string, unknown>> {
    const { door, url } = doors;
    try {
      const { data, errors } = await postOperation(
        { hash, variables },
        {
          accessToken: this.owner.accessToken,
          fetch: (path, init) => fetch(url + path, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }),
        },
      );
      if (errors || !data) throw new ApiError(errors ?? []);
      return data;
    } catch (error) {
      if (codeOf(error) === 'NETWORK') doors.leave(door);
      throw error;
    }
  }

  /** As the site's listen.ts: `after` is asked anew at every connection, and what an abandoned subscription says is not heard. */
  private follow(): void {
    if (this.stopped || !this.socket) return;
    this.release();
    this.turn += 1;
    const { turn } = this;
    const isCurrent = (): boolean => turn === this.turn && !this.stopped;
    const end = (errors?: readonly unknown[]): void => {
      if (isCurrent()) void this.again(errors);
    };
    const variables = (): object => ({ after: this.applied });
    const payload = {
      query: '',
      get variables() {
        return variables() as Record<string, unknown>;
      },
      extensions: { persistedQuery: { version: 1, sha256Hash: INBOX } },
    };
    this.release = this.socket.subscribe<{ inbox: InboxEvent }>(payload, {
      next: ({ data, errors }) => {
        if (!isCurrent()) return;
        if (errors) {
          end(errors);
          return;
        }
        this.failures = 0;
        if (data) this.receive(data.inbox);
      },
      error: (cause) => end(Array.isArray(cause) ? cause : undefined),
      complete: () => end(),
    });
  }

  private async again(errors?: readonly unknown[]): Promise<void> {
    this.turn += 1;
    this.release();
    const code = errors && codeOf(new ApiError(errors));
    if (code && code !== 'INTERNAL') this.journal.add({ did: 'wronged', how: `refused its inbox (${code})` });
    await wait(backoff(this.failures++));
    this.follow();
  }

  private receive(event: InboxEvent): void {
    const place = placeOf(event.number, this.applied);
    if (place === 'known') return;
    if (place === 'gap') {
      this.follow();
      return;
    }
    this.applied = event.number;
    const conversation = event.conversation?.id ?? event.conversationId ?? null;
    const message = event.message ? { id: event.message.id, clientId: event.message.clientId } : null;
    if (conversation && message) this.lastShown.set(conversation, message.id);
    this.journal.add({ did: 'shown', number: event.number, kind: event.__typename, conversation, message });
  }

  private wasClosed({ code = 0, reason = '' }: { code?: number; reason?: string }): void {
    this.journal.add({ did: 'lost', code });
    this.sentAwayForMs = code === SERVICE_RESTART ? Number(/\d+/.exec(reason)?.[0] ?? 0) : 0;
    if (code === TOKEN_EXPIRED || code === FORBIDDEN) this.journal.add({ did: 'wronged', how: `signed out (${code})` });
  }
}
