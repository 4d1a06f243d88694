import { setImmediate } from 'node:timers/promises';
import type { Advance } from '../embedded/stripe/index.js';
import { clock } from '../src/platform/clock.js';
import { drain, theHouse } from './harness.js';

/** Every webhook that is under way arrives, and what it asks for is done. */
export async function stripeIsHeard(): Promise<void> {
  const { webhooks } = theHouse().stripe;
  do {
    await setImmediate();
    await webhooks.settled();
  } while (!webhooks.paused && webhooks.pending().length > 0);
  await drain();
}

/** Time passes at Stripe and here alike, with all that falls due at Stripe on the way. */
export async function timePasses(by: Advance): Promise<void> {
  await theHouse().stripe.advance(by);
  keepStripesTime();
}

/** A former test may have left Stripe's clock in the future: ours joins it. */
export function keepStripesTime(): void {
  clock.travel(theHouse().stripe.now().getTime() - clock.now().getTime());
}
