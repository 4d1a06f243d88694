import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type RedisClientType } from 'redis';
import { seconds } from './clock.js';
import { newId } from './ids.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics/metrics.js';
import { LocalPubSub, topicOf, type Channel, type Channels, type PubSub, type Subscription } from './pubsub.js';

const PREFIX = 'premierpas:';
/** How long a subscriber waits to be heard of before it reads anyway; what it may miss then heals by its heartbeat. */
const PATIENCE = seconds(1);
/** We publish to ourselves this often: hearing it proves both connections, which a silent network would not deny. */
const BEAT_EVERY = seconds(3);
const DEAF_AFTER = seconds(9);

interface Connections {
  publisher: RedisClientType;
  subscriber: RedisClientType;
}

/**
 * Hints across processes, by sharded pub/sub (Redis 7 or Valkey). Within the process they go straight, whatever Redis does;
 * without Redis the others are late until a heartbeat heals them, and nothing is lost: no truth passes through here.
 */
export class RedisPubSub implements PubSub {
  readonly answersWithin = 300;
  private readonly local: LocalPubSub;
  private readonly origin = newId();
  private readonly wanted = new Map<string, { count: number; heard: Promise<void> }>();
  private readonly gapListeners: (() => void)[] = [];
  private connections: Connections | null = null;
  private timer: NodeJS.Timeout | undefined;
  private lastBeat = 0;
  private reachable = true;

  constructor(
    private readonly url: string,
    private readonly log: Logger,
    metrics: Metrics,
  ) {
    this.local = new LocalPubSub(log, metrics);
    metrics.gauge('premierpas_redis_reachable', 'Whether hints of other processes are heard, 1 or 0.', () => (this.reachable ? 1 : 0));
  }

  start(): void {
    this.open();
    this.timer = setInterval(() => this.beat(), BEAT_EVERY).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.close();
  }

  onGap(listener: () => void): void {
    this.gapListeners.push(listener);
  }

  publish<C extends Channel>(channel: C, key: string, message: Channels[C]): void {
    this.local.publish(channel, key, message);
    void this.send(topicOf(channel, key), message).then((sent) => sent || this.local.hints.inc({ way: 'lost' }));
  }

  subscribe<C extends Channel>(channel: C, key: string, listener: (message: Channels[C]) => void): Subscription {
    const topic = topicOf(channel, key);
    const here = this.local.subscribe(channel, key, listener);
    const entry = this.wanted.get(topic) ?? { count: 0, heard: this.listen(topic) };
    entry.count += 1;
    this.wanted.set(topic, entry);
    let ended = false;
    return {
      heard: entry.heard,
      end: () => {
        if (ended) return;
        ended = true;
        here.end();
        entry.count -= 1;
        if (entry.count > 0) return;
        this.wanted.delete(topic);
        this.connections?.subscriber.sUnsubscribe(PREFIX + topic, this.receive).catch(ignore);
      },
    };
  }

  /** Whether it left. */
  private async send(topic: string, message: unknown): Promise<boolean> {
    if (!this.connections) return false;
    try {
      await this.connections.publisher.sPublish(PREFIX + topic, JSON.stringify([this.origin, message]));
      return true;
    } catch {
      return false;
    }
  }

  private async listen(topic: string): Promise<void> {
    const { subscriber } = this.connections ?? {};
    if (!subscriber?.isReady) return;
    const subscribed = subscriber.sSubscribe(PREFIX + topic, this.receive).catch(ignore);
    await Promise.race([subscribed, wait(PATIENCE, undefined, { ref: false })]);
  }

  private readonly receive = (text: string, channel: string): void => {
    const topic = channel.slice(PREFIX.length);
    if (topic === this.origin) {
      this.lastBeat = performance.now();
      return;
    }
    // Unsubscribed while the connection was down, which the client has subscribed to again.
    if (!this.wanted.has(topic)) this.connections?.subscriber.sUnsubscribe(channel, this.receive).catch(ignore);
    const [origin, message] = JSON.parse(text) as [string, unknown];
    if (origin === this.origin) return;
    this.local.hints.inc({ way: 'received' });
    this.local.deliver(topic, message);
  };

  private open(): void {
    this.lastBeat = performance.now();
    const [publisher, subscriber] = [this.client(), this.client()];
    this.connections = { publisher, subscriber };
    subscriber.on('ready', () => void this.ready(subscriber));
    for (const client of [publisher, subscriber]) {
      client.on('error', (err: unknown) => this.gone(err));
      client.connect().catch(ignore);
    }
  }

  private client(): RedisClientType {
    return createClient({
      url: this.url,
      // A hint that cannot leave now is worth nothing later.
      disableOfflineQueue: true,
      commandsQueueMaxLength: 10_000,
      // A timer for each hint costs more than the hint; `beat` finds a silent connection.
      commandOptions: { timeout: 0 },
      socket: { connectTimeout: seconds(1), reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 500) },
    });
  }

  /** After a first or a later connection: everything wanted is subscribed to, then whoever listens looks for themselves. */
  private async ready(subscriber: RedisClientType): Promise<void> {
    try {
      await subscriber.sSubscribe(
        [this.origin, ...this.wanted.keys()].map((topic) => PREFIX + topic),
        this.receive,
      );
    } catch (err) {
      this.gone(err);
      return;
    }
    if (this.connections?.subscriber !== subscriber) return;
    this.lastBeat = performance.now();
    if (!this.reachable) this.log.info('Redis is back');
    this.reachable = true;
    for (const listener of this.gapListeners) listener();
  }

  private gone(err: unknown): void {
    if (this.reachable && this.connections) this.log.warn({ err }, 'Redis cannot be reached: hints between processes are late');
    if (this.connections) this.reachable = false;
  }

  private beat(): void {
    if (performance.now() - this.lastBeat > DEAF_AFTER) {
      this.gone(new Error('nothing is heard'));
      this.close();
      this.open();
    }
    void this.send(this.origin, null);
  }

  private close(): void {
    const { publisher, subscriber } = this.connections ?? {};
    this.connections = null;
    for (const client of [publisher, subscriber]) if (client?.isOpen) client.destroy();
  }
}

const ignore = (): void => undefined;
