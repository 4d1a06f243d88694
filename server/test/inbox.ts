import { socket, type Caller } from './client.js';

export interface Event {
  __typename:
    | 'ConversationOpened'
    | 'MessageSent'
    | 'MessagesRead'
    | 'ConversationClosed'
    | 'MediaAllowedChanged'
    | 'MembershipChanged'
    | 'Tombstone';
  number: number;
  conversation?: { id: string; unread: number; mediaAllowed?: boolean };
  conversationId?: string;
  message?: { id: string; text: string; from: 'ME' | 'THEM' };
  upTo?: string;
  by?: 'ME' | 'THEM';
}

const INBOX = `subscription ($after: Int!) { inbox(after: $after) { __typename number at
  ... on ConversationOpened { conversation { id unread with { __typename } } }
  ... on MessageSent { conversation { id unread } message { id text from } }
  ... on MessagesRead { conversation { id unread } upTo by }
  ... on ConversationClosed { conversationId }
  ... on MediaAllowedChanged { conversation { id unread mediaAllowed } }
  ... on MembershipChanged { membership { hasAccess } } } }`;

interface Answer<T> {
  data?: T | null;
  errors?: readonly { extensions?: Record<string, unknown> }[];
}

/** A subscription on a socket of its own, taken event by event. */
export class Stream<T> {
  private readonly client;
  private readonly answers: AsyncIterableIterator<Answer<Record<string, T>>>;

  constructor(caller: Caller, query: string, variables: Record<string, unknown>) {
    this.client = socket(caller);
    this.answers = this.client.iterate<Record<string, T>>({ query, variables }) as AsyncIterableIterator<Answer<Record<string, T>>>;
  }

  async next(): Promise<T> {
    const { value, done } = (await this.answers.next()) as IteratorResult<Answer<Record<string, T>>, undefined>;
    const [event] = done ? [] : Object.values(value.data ?? {});
    if (event === undefined || event === null) throw new Error(`No event: ${JSON.stringify(done ? 'the stream ended' : value.errors)}`);
    return event;
  }

  async take(count: number): Promise<T[]> {
    const events: T[] = [];
    while (events.length < count) events.push(await this.next());
    return events;
  }

  /** The code with which it was refused. */
  async refusal(): Promise<unknown> {
    const { value } = (await this.answers.next()) as IteratorResult<Answer<Record<string, T>>, undefined>;
    return value?.errors?.[0]?.extensions?.code;
  }

  /** Resolves when the server ends it; fails when it says something else first. */
  async ended(): Promise<void> {
    const { value, done } = await this.answers.next();
    if (!done) throw new Error(`Expected the end, got ${JSON.stringify(value)}`);
  }

  async close(): Promise<void> {
    await this.answers.return?.();
    await this.client.dispose();
  }
}

export const inboxOf = (caller: Caller, after = 0): Stream<Event> => new Stream<Event>(caller, INBOX, { after });
