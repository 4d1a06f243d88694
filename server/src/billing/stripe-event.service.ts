import type { Histogram } from 'prom-client';
import type Stripe from 'stripe';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import type { Survey } from '../platform/metrics/survey.js';
import type { CardService } from './card.service.js';
import type { CustomerService } from './customer.service.js';
import { idOf, instant } from './stripe-client.js';
import type { SubscriptionSync } from './subscription-sync.service.js';

export const APPLY_EVENT_JOB = 'billing.apply-event';
const CUSTOMER_DELETED = 'customer.deleted';
const CARD_ATTACHED = 'payment_method.attached';

/** Stripe's events: stored once, applied by a job. */
export class StripeEventService {
  private readonly lag: Histogram;

  constructor(
    private readonly db: Database,
    private readonly customers: CustomerService,
    private readonly subscriptions: SubscriptionSync,
    private readonly cards: CardService,
    metrics: Metrics,
    survey: Survey,
  ) {
    this.lag = metrics.histogram(
      'premierpas_stripe_event_lag_seconds',
      'From an event at Stripe until what it changes is applied here.',
      [1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 14_400, 86_400],
    );
    survey.ask(
      'premierpas_stripe_oldest_event_seconds',
      'How long the oldest Stripe event that is not applied has been here; 0 when there is none.',
      'SELECT greatest(0, extract(epoch FROM $1 - min(received_at))) FROM stripe_events WHERE applied_at IS NULL',
    );
  }

  /** Stores the event with the job that applies it; one that is known already changes nothing. */
  async receive(event: Stripe.Event): Promise<void> {
    const subscriptionId = subscriptionNamedBy(event);
    const { id: objectId = null } = event.data.object as { id?: string };
    const concerns = subscriptionId !== null || event.type === CUSTOMER_DELETED || event.type === CARD_ATTACHED;
    await this.db.transaction(async (tx) => {
      const now = clock.now();
      const stored = await tx.query(
        `INSERT INTO stripe_events (id, type, object_id, subscription_id, created_at, received_at, applied_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
        [event.id, event.type, objectId, subscriptionId, instant(event.created), now, concerns ? null : now],
      );
      if (stored.length > 0 && concerns) await tx.enqueue(APPLY_EVENT_JOB, { eventId: event.id });
    });
  }

  async apply({ eventId }: { eventId: string }): Promise<void> {
    const event = await this.db.one<{ type: string; objectId: string | null; subscriptionId: string | null; createdAt: Date }>(
      `SELECT type, object_id AS "objectId", subscription_id AS "subscriptionId", created_at AS "createdAt"
       FROM stripe_events WHERE id = $1 AND applied_at IS NULL`,
      [eventId],
    );
    if (!event) return;
    if (event.subscriptionId) await this.subscriptions.sync(event.subscriptionId);
    if (event.type === CUSTOMER_DELETED && event.objectId) await this.customers.forgetIfDeleted(event.objectId);
    if (event.type === CARD_ATTACHED && event.objectId) await this.cards.learn(event.objectId);
    const now = clock.now();
    await this.db.query('UPDATE stripe_events SET applied_at = $2 WHERE id = $1', [eventId, now]);
    this.lag.observe(Math.max(0, now.getTime() - event.createdAt.getTime()) / 1_000);
  }
}

/** Which subscription an event is about; null when it is about something that we do not follow. */
function subscriptionNamedBy({ type, data: { object } }: Stripe.Event): string | null {
  if (type.startsWith('customer.subscription.')) return (object as Stripe.Subscription).id;
  if (type.startsWith('checkout.session.')) return idOrNull((object as Stripe.Checkout.Session).subscription);
  if (type.startsWith('invoice.')) return idOrNull((object as Stripe.Invoice).parent?.subscription_details?.subscription);
  return null;
}

const idOrNull = (reference: string | { id: string } | null | undefined): string | null => (reference ? idOf(reference) : null);
