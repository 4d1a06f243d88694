import type { EventSink } from './webhooks/events.js';
import type { State } from './state.js';

export interface Settings {
  publicUrl: string;
  /** What becomes of a subscription whose last retry failed (a setting of Stripe's dashboard). */
  afterRetries: 'cancel' | 'unpaid' | 'past_due';
}

/** What every rule of the simulator is given first: what is known, what time it is, whom to tell. */
export interface World {
  readonly state: State;
  readonly settings: Settings;
  readonly events: EventSink;
  /** Seconds since 1970 on the simulator's own clock. */
  now(): number;
  /** Moves the clock while a rule runs: used to replay what was due in the past. */
  setNow(seconds: number): void;
}
