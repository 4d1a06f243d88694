import type Stripe from 'stripe';
import { clock, days, hours } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { APPLY_EVENT_JOB, type StripeEventService } from './stripe-event.service.js';

export const SYNC_JOB = 'billing.sync-subscription';

/** What Stripe keeps of its events. */
const REMEMBERED_BY_STRIPE = days(30);
/** Events may be listed a little late: each comparison goes back over the end of the one before. */
const OVERLAP = hours(1);
const STALE_AFTER = days(1);
const STALE_AT_ONCE = 500;
const KEPT = days(60);
const COMPARED: Stripe.Event['type'][] = [
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
  'customer.subscription.paused',
  'customer.subscription.resumed',
  'customer.deleted',
  'payment_method.attached',
];

/** Finds what webhooks did not bring: a day without them, a job given up, an event that Stripe itself forgot. */
export class Reconciliation {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
    private readonly events: StripeEventService,
  ) {}

  async run(): Promise<void> {
    const now = clock.now();
    await this.hearMissedEvents(now);
    await this.applyForgottenEvents(now);
    await this.readStaleSubscriptions(now);
    await this.db.query('DELETE FROM stripe_events WHERE received_at < $1', [before(now, KEPT)]);
  }

  private async hearMissedEvents(now: Date): Promise<void> {
    const seen = await this.db.one<{ until: Date }>('SELECT seen_until AS until FROM stripe_reconciliation');
    const since = seen ? before(seen.until, OVERLAP) : before(now, REMEMBERED_BY_STRIPE);
    const created = { gte: Math.floor(since.getTime() / 1_000) };
    for await (const event of this.stripe.events.list({ types: COMPARED, created, limit: 100 })) await this.events.receive(event);
    await this.db.query(
      `INSERT INTO stripe_reconciliation (seen_until) VALUES ($1)
       ON CONFLICT (singleton) DO UPDATE SET seen_until = greatest(stripe_reconciliation.seen_until, excluded.seen_until)`,
      [now],
    );
  }

  /** Its job failed until it was given up: here it begins again. */
  private async applyForgottenEvents(now: Date): Promise<void> {
    await this.db.transaction(async (tx) => {
      const waiting = await tx.query<{ id: string }>(
        'SELECT id FROM stripe_events WHERE applied_at IS NULL AND received_at < $1 ORDER BY received_at LIMIT $2',
        [before(now, hours(2)), STALE_AT_ONCE],
      );
      for (const { id } of waiting) await tx.enqueue(APPLY_EVENT_JOB, { eventId: id });
    });
  }

  private async readStaleSubscriptions(now: Date): Promise<void> {
    await this.db.transaction(async (tx) => {
      const stale = await tx.query<{ id: string }>(
        'SELECT id FROM subscriptions WHERE ended_at IS NULL AND synced_at < $1 ORDER BY synced_at LIMIT $2',
        [before(now, STALE_AFTER), STALE_AT_ONCE],
      );
      for (const { id } of stale) await tx.enqueue(SYNC_JOB, { subscriptionId: id });
    });
  }
}

const before = (at: Date, ms: number): Date => new Date(at.getTime() - ms);
