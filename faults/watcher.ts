import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

const INBOX = `subscription ($after: Int!) { inbox(after: $after) { __typename number
  ... on MessageSent { message { text } } ... on ConversationClosed { conversationId } } }`;
const SIGNALS = 'subscription ($id: ID!) { signals(conversationId: $id) { __typename } }';

/** Something it was sent, and when. */
export interface Shown {
  at: number;
  type: string;
  number?: number;
  text?: string;
}

export interface Seat {
  url: string;
  accessToken: string;
}

interface Payload {
  __typename: string;
  number?: number;
  message?: { text: string };
}

/** A socket that asks for one stream and never again: what it is sent, and how and when that ends. */
export class Watcher {
  readonly shown: Shown[] = [];
  /** The code of its last error, or of the closing of its socket, and when. */
  end: { how: string; at: number } | null = null;
  closedAt: number | null = null;
  private readonly client: Client;

  private constructor({ url, accessToken }: Seat, query: string, variables: Record<string, unknown>) {
    this.client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { accessToken },
      retryAttempts: 0,
      on: {
        closed: (event) => {
          this.closedAt = performance.now();
          this.ends(String((event as { code?: number }).code));
        },
      },
    });
    this.client.subscribe<Record<string, Payload>>(
      { query, variables },
      {
        next: ({ data, errors }) => {
          if (errors) this.ends(codeOf(errors));
          const [event] = Object.values(data ?? {});
          if (event)
            this.shown.push({
              at: performance.now(),
              type: event.__typename,
              ...(event.number && { number: event.number }),
              ...event.message,
            });
        },
        error: (cause) => this.ends(codeOf(cause)),
        complete: () => this.ends('complete'),
      },
    );
  }

  static inbox(seat: Seat, after = 0): Watcher {
    return new Watcher(seat, INBOX, { after });
  }

  static signals(seat: Seat, id: string): Watcher {
    return new Watcher(seat, SIGNALS, { id });
  }

  get lastAt(): number {
    return this.shown.at(-1)?.at ?? 0;
  }

  leave(): void {
    this.client.terminate();
  }

  private ends(how: string): void {
    this.end ??= { how, at: performance.now() };
  }
}

function codeOf(cause: unknown): string {
  const [error] = Array.isArray(cause) ? (cause as { extensions?: { code?: string } }[]) : [];
  return error?.extensions?.code ?? String((cause as { code?: number }).code ?? cause);
}
