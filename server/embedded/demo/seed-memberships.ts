import type { App } from '../../src/app.js';
import { clock } from '../../src/platform/clock.js';
import type { Simulator } from '../stripe/index.js';
import { Calendar } from './calendar.js';
import type { DemoPerson } from './demo.types.js';
import { demoEmail } from './logins.js';

interface Owing {
  id: string;
  emailKey: string;
}

/**
 * Paid subscriptions in the simulator, read from there as any other is: nothing is sold outside of Stripe, in the demo either.
 * Those who have one already are left alone, so that whoever plays with the simulator keeps what they did.
 */
export async function seedMemberships(app: App, stripe: Pick<Simulator, 'seedSubscription'>, people: readonly DemoPerson[]): Promise<void> {
  const calendar = new Calendar(clock.now());
  const members = new Map(people.filter(({ member }) => member).map((person) => [demoEmail(person.key), person]));
  const owing = await app.db.query<Owing>(
    `SELECT u.id, u.email_key AS "emailKey" FROM users u
     WHERE u.email_key = ANY ($1) AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.user_id = u.id)`,
    [[...members.keys()]],
  );
  for (const { id, emailKey } of owing) {
    const { joinedDaysAgo = 30, username = '' } = members.get(emailKey) ?? {};
    const { customer, subscription } = await stripe.seedSubscription({
      customerEmail: emailKey,
      customerName: username,
      metadata: { userId: id },
      customerMetadata: { userId: id },
      price: app.config.stripe.prices.MONTH,
      since: calendar.daysAgo(joinedDaysAgo - 1),
    });
    await app.db.query('INSERT INTO stripe_customers (id, user_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
      customer,
      id,
      clock.now(),
    ]);
    await app.billing.subscriptions.sync(subscription);
  }
}
