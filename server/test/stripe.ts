import { setImmediate } from 'node:timers/promises';
import type { Advance } from '../embedded/stripe/index.js';
import { clock } from '../src/platform/clock.js';
import { drain, theHouse } from './harness.js';
import type { Person } from './people.js';

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

/** Her subscription ends at Stripe, and the house has heard of it. */
export async function lapse({ id }: Person): Promise<void> {
  const { app, stripe } = theHouse();
  for (const subscription of await app.db.query<{ id: string }>('SELECT id FROM subscriptions WHERE user_id = $1', [id])) {
    await stripe.cancelNow(subscription.id);
  }
  await stripeIsHeard();
}
