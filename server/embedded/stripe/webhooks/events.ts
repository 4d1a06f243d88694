import type Stripe from 'stripe';
import { newId } from '../ids.js';
import { forget, type State } from '../state.js';

export const API_VERSION = '2026-10-28.endive';
const KEPT_EVENTS = 1_000;

export interface EventSink {
  /** The API call being served, named in the events it causes. */
  request: { id: string | null; idempotency_key: string | null };
  /** Silences everything: demo data that already happened long ago tells nobody. */
  muted: boolean;
  emit(type: string, object: object, previous?: object): void;
}

interface SinkOptions {
  state: State;
  now(): number;
  /** Queues the event, and says how many endpoints will hear of it. */
  enqueue(event: Stripe.Event): void;
  listening(): boolean;
}

export function makeEventSink({ state, now, enqueue, listening }: SinkOptions): EventSink {
  const sink: EventSink = {
    request: { id: null, idempotency_key: null },
    muted: false,
    emit(type, object, previous) {
      if (sink.muted) return;
      const event = {
        id: newId('evt'),
        object: 'event',
        api_version: API_VERSION,
        created: now(),
        data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
        livemode: false,
        pending_webhooks: listening() ? 1 : 0,
        request: { ...sink.request },
        type,
      } as unknown as Stripe.Event;
      state.events[event.id] = event;
      forgetOldest(state);
      enqueue(event);
    },
  };
  return sink;
}

/** Changes an object and tells what it was before, as `previous_attributes` does. */
export function change<T extends object>(events: EventSink, type: string, object: T, mutate: (object: T) => void): void {
  const before = structuredClone(object);
  mutate(object);
  const previous = difference(before as Record<string, unknown>, object as Record<string, unknown>);
  if (Object.keys(previous).length > 0) events.emit(type, object, previous);
}

function difference(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const previous: Record<string, unknown> = {};
  for (const key of keys) {
    const [was, is] = [before[key], after[key]];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    previous[key] = isHash(was) && isHash(is) && was['object'] !== 'list' ? difference(was, is) : (was ?? null);
  }
  return previous;
}

function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function forgetOldest(state: State): void {
  const ids = Object.keys(state.events);
  for (const id of ids.slice(0, Math.max(0, ids.length - KEPT_EVENTS))) {
    if (!state.deliveries.some((delivery) => delivery.eventId === id && delivery.status === 'pending')) forget(state.events, id);
  }
}
