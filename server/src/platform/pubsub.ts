import type { Counter } from 'prom-client';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics/metrics.js';

/**
 * Hints between requests, sockets and processes. They may be lost, late or doubled: PostgreSQL is the truth, and
 * whoever receives one reads again. Each feature declares its channels by merging into `Channels`; `key` names the entity.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Channels {}

export type Channel = keyof Channels & string;
type Listener = (message: never) => void;

/** The key of what every process wants to hear. */
export const EVERYWHERE = '*';

export interface Subscription {
  /** Resolves once what other processes publish is heard here too: who reads after it misses nothing. It never rejects. */
  readonly heard: Promise<void>;
  end(): void;
}

export interface PubSub {
  start(): void;
  stop(): Promise<void>;
  publish<C extends Channel>(channel: C, key: string, message: Channels[C]): void;
  subscribe<C extends Channel>(channel: C, key: string, listener: (message: Channels[C]) => void): Subscription;
  /** How long, in ms, to listen for what other processes answer; 0 where there is no other. */
  readonly answersWithin: number;
  /** Called when hints of other processes may have been missed, and come again: time to look for oneself. */
  onGap(listener: () => void): void;
}

export const topicOf = (channel: string, key: string): string => `${channel}:${key}`;

const PUBLISHED = { way: 'published' } as const;

/** Within one process. */
export class LocalPubSub implements PubSub {
  readonly answersWithin = 0;
  private readonly listeners = new Map<string, Set<Listener>>();

  /** What became of hints: published here, heard from other processes, lost on the way to them. */
  readonly hints: Counter<'way'>;

  constructor(
    private readonly log: Logger,
    metrics: Metrics,
  ) {
    this.hints = metrics.counter(
      'premierpas_hints_total',
      'Hints published here, received from other processes, and lost on the way to them.',
      ['way'],
    );
    for (const way of ['published', 'received', 'lost']) this.hints.inc({ way }, 0);
  }

  start(): void {
    // Nothing to connect to.
  }

  async stop(): Promise<void> {
    // Nothing to close.
  }

  onGap(): void {
    // Nothing is missed inside a process.
  }

  publish<C extends Channel>(channel: C, key: string, message: Channels[C]): void {
    this.hints.inc(PUBLISHED);
    this.deliver(topicOf(channel, key), message);
  }

  /** Hands a message to whoever listens here. */
  deliver(topic: string, message: unknown): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) {
      // One subscriber's fault must not keep the hint from the next.
      try {
        listener(message as never);
      } catch (err) {
        this.log.error({ err, topic }, 'a subscriber failed');
      }
    }
  }

  subscribe<C extends Channel>(channel: C, key: string, listener: (message: Channels[C]) => void): Subscription {
    const topic = topicOf(channel, key);
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener as Listener));
    return {
      heard: Promise.resolve(),
      end: () => {
        set.delete(listener as Listener);
        if (set.size === 0 && this.listeners.get(topic) === set) this.listeners.delete(topic);
      },
    };
  }
}
