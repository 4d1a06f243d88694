import type Stripe from 'stripe';
import type { State } from '../state.js';
import { post, succeeded, type Attempt, type Delivery } from './delivery.js';
import { ordered, type Order } from './order.js';

export interface Webhooks {
  /** Holds every delivery back until resume(). */
  pause(): void;
  resume(): void;
  readonly paused: boolean;
  /** What waits, in the order it would leave. */
  pending(): readonly Delivery[];
  /** Everything sent lately, newest last, with each attempt. */
  log(): readonly Delivery[];
  /** Sends this waiting event now, even while paused. */
  deliver(eventId: string): Promise<Attempt>;
  /** Sends an event again, whatever became of it before. */
  resend(eventId: string): Promise<Attempt>;
  /** Each event to come is sent this many times; 1 is normal. */
  duplicate(times: number): void;
  readonly copies: number;
  /** Each event to come waits this long before it leaves. */
  delay(milliseconds: number): void;
  /** Puts what waits in a disorder that the seed decides. */
  shuffle(seed: number): void;
  /** Sends all that waits, one after the other, even while paused. */
  deliverAll(order?: Order): Promise<Attempt[]>;
  /** Gives up all that waits, as Stripe does after days of failures; says how many. */
  drop(): number;
  /** Resolves when nothing is under way: all delivered, held by pause(), or waiting for a retry. */
  settled(): Promise<void>;
  setUrl(url: string | undefined): void;
}

interface QueueOptions {
  state: State;
  secret: string;
  url: string | undefined;
  /** Milliseconds before each further try. After the last one the delivery is given up. */
  retryDelays: readonly number[];
  /** Resolves once what is known is on disk: nobody hears of what a crash could still undo. */
  saved(): Promise<void>;
  onError(error: unknown): void;
}

const KEPT_DELIVERIES = 500;

export interface Queue extends Webhooks {
  enqueue(event: Stripe.Event): void;
  listening(): boolean;
  stop(): Promise<void>;
}

export function makeQueue({ state, secret, url, retryDelays, saved, onError }: QueueOptions): Queue {
  let target = url;
  let paused = false;
  let copies = 1;
  let wait = 0;
  let stopped = false;
  let unsaved = false;
  let running: Promise<void> | undefined;
  const notBefore = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();

  const pending = (): Delivery[] => state.deliveries.filter((delivery) => delivery.status === 'pending');
  const isDue = (delivery: Delivery): boolean => (notBefore.get(delivery.eventId) ?? 0) <= Date.now();

  function wakeAfter(milliseconds: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timer.unref();
    timers.add(timer);
  }

  function hold(delivery: Delivery, milliseconds: number): void {
    notBefore.set(delivery.eventId, Date.now() + milliseconds);
    wakeAfter(milliseconds + 1);
  }

  async function send(eventId: string): Promise<Attempt> {
    const event = state.events[eventId];
    if (!event) throw new Error(`No such event: ${eventId}`);
    if (target === undefined) throw new Error('No webhook endpoint is set');
    return post(target, secret, event);
  }

  async function attempt(delivery: Delivery): Promise<Attempt> {
    // Marked before it leaves, so that a wake-up does not send it beside this one.
    notBefore.set(delivery.eventId, Number.POSITIVE_INFINITY);
    try {
      let last = await send(delivery.eventId);
      delivery.attempts.push(last);
      for (let copy = 1; copy < copies && succeeded(last); copy += 1) {
        last = await send(delivery.eventId);
        delivery.attempts.push(last);
      }
      if (delivery.attempts.some(succeeded)) settle(delivery, 'delivered');
      else retry(delivery);
      return last;
    } catch (error) {
      notBefore.delete(delivery.eventId);
      if (!state.events[delivery.eventId]) settle(delivery, 'dropped');
      throw error;
    }
  }

  function retry(delivery: Delivery): void {
    const backoff = retryDelays[delivery.attempts.length - 1];
    if (backoff === undefined) settle(delivery, 'failed');
    else hold(delivery, backoff);
  }

  function settle(delivery: Delivery, status: Delivery['status']): void {
    delivery.status = status;
    notBefore.delete(delivery.eventId);
    const event = state.events[delivery.eventId];
    if (event) event.pending_webhooks = 0;
    const settled = state.deliveries.filter((other) => other.status !== 'pending');
    const surplus = new Set(settled.slice(0, Math.max(0, settled.length - KEPT_DELIVERIES)));
    if (surplus.size > 0) state.deliveries = state.deliveries.filter((other) => !surplus.has(other));
  }

  function work(): void {
    if (running || paused || stopped || target === undefined) return;
    running = drain()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
  }

  const canLeave = (): boolean => !paused && !stopped && target !== undefined && pending().some(isDue);

  async function drain(): Promise<void> {
    while (canLeave()) {
      await sendDue();
      await saved();
    }
  }

  async function sendDue(): Promise<void> {
    for (;;) {
      if (unsaved) {
        unsaved = false;
        await saved();
      }
      const next = paused || stopped ? undefined : pending().find(isDue);
      if (!next) return;
      await attempt(next);
    }
  }

  function waiting(eventId: string): Delivery {
    const delivery = pending().find((candidate) => candidate.eventId === eventId);
    if (!delivery) throw new Error(`Nothing waits under ${eventId}`);
    return delivery;
  }

  const queue: Queue = {
    get paused() {
      return paused;
    },
    get copies() {
      return copies;
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      work();
    },
    pending,
    log: () => state.deliveries,
    deliver: (eventId) => attempt(waiting(eventId)),
    async resend(eventId) {
      const known = state.deliveries.find((delivery) => delivery.eventId === eventId);
      if (known?.status === 'pending') return attempt(known);
      const sent = await send(eventId);
      known?.attempts.push(sent);
      if (known && succeeded(sent)) settle(known, 'delivered');
      return sent;
    },
    duplicate(times) {
      copies = Math.max(1, Math.floor(times));
    },
    delay(milliseconds) {
      wait = Math.max(0, milliseconds);
    },
    shuffle(seed) {
      const others = state.deliveries.filter((delivery) => delivery.status !== 'pending');
      state.deliveries = [...others, ...ordered(pending(), { seed })];
    },
    async deliverAll(order = 'created') {
      const attempts: Attempt[] = [];
      for (const delivery of ordered(pending(), order)) {
        if (delivery.status === 'pending') attempts.push(await attempt(delivery));
      }
      return attempts;
    },
    drop() {
      const all = pending();
      all.forEach((delivery) => settle(delivery, 'dropped'));
      return all.length;
    },
    async settled() {
      while (running || canLeave()) await (running ?? new Promise(setImmediate));
    },
    setUrl(next) {
      target = next;
      work();
    },
    enqueue(event) {
      if (target === undefined) return;
      const delivery: Delivery = { eventId: event.id, type: event.type, status: 'pending', attempts: [] };
      state.deliveries.push(delivery);
      unsaved = true;
      if (wait > 0) hold(delivery, wait);
      // The rule that made the event is still running: it ends, and is saved, before anybody hears of it.
      setImmediate(work);
    },
    listening: () => target !== undefined,
    async stop() {
      stopped = true;
      timers.forEach((timer) => clearTimeout(timer));
      await running;
    },
  };
  setImmediate(work);
  return queue;
}
