import type { Logger } from './logger.js';

/**
 * Hints between requests, sockets and processes. They may be lost, late or doubled: PostgreSQL is the truth, and
 * whoever receives one reads again. Each feature declares its channels by merging into `Channels`; `key` names the entity.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Channels {}

type Channel = keyof Channels & string;
type Listener = (message: never) => void;

export interface PubSub {
  publish<C extends Channel>(channel: C, key: string, message: Channels[C]): void;
  /** Returns the way to unsubscribe. `key` '*' receives every key's. */
  subscribe<C extends Channel>(channel: C, key: string, listener: (message: Channels[C]) => void): () => void;
}

export class LocalPubSub implements PubSub {
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(private readonly log: Logger) {}

  publish<C extends Channel>(channel: C, key: string, message: Channels[C]): void {
    for (const topic of [`${channel}:${key}`, `${channel}:*`]) {
      for (const listener of [...(this.listeners.get(topic) ?? [])]) {
        // One subscriber's fault must not keep the hint from the next.
        try {
          listener(message as never);
        } catch (err) {
          this.log.error({ err, channel }, 'a subscriber failed');
        }
      }
    }
  }

  subscribe<C extends Channel>(channel: C, key: string, listener: (message: Channels[C]) => void): () => void {
    const topic = `${channel}:${key}`;
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener as Listener));
    return () => {
      set.delete(listener as Listener);
      if (set.size === 0) this.listeners.delete(topic);
    };
  }
}
