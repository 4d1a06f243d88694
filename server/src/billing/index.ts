import './billing.events.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Jobs } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import type { Survey } from '../platform/metrics/survey.js';
import { KeyedHashes } from '../platform/keyed-hash.js';
import { BillingResolver } from './billing.resolver.js';
import { CardService } from './card.service.js';
import { CheckoutService } from './checkout.service.js';
import { CreditService } from './credit.service.js';
import { CustomerService, FOLLOW_ADDRESS_JOB } from './customer.service.js';
import { MeMembershipFields } from './me.fields.js';
import { MembershipService } from './membership.service.js';
import { BillingData } from './personal-data.js';
import { PlanService } from './plan.service.js';
import { PortalService } from './portal.service.js';
import { Reconciliation, SYNC_JOB } from './reconciliation.service.js';
import { RenewalService } from './renewal.service.js';
import { stripeClient } from './stripe-client.js';
import { APPLY_EVENT_JOB, StripeEventService } from './stripe-event.service.js';
import { StripeTurns } from './stripe-turns.js';
import { SubscriptionRow } from './subscription.entity.js';
import { SubscriptionSync } from './subscription-sync.service.js';
import { webhookRoute } from './webhook.route.js';

export { hasAccess } from './access.js';
export { SYNC_JOB } from './reconciliation.service.js';
export { Membership } from './billing.types.js';
export type { MembershipService } from './membership.service.js';

export const billingEntities = [SubscriptionRow];

export const RECONCILE_JOB = 'billing.reconcile';
export const STOP_RENEWAL_JOB = 'billing.stop-renewal';
export const TELL_LAPSES_JOB = 'billing.tell-lapses';

export interface BillingParts {
  config: Config;
  db: Database;
  events: EventBus;
  jobs: Jobs;
  log: Logger;
  metrics: Metrics;
  survey: Survey;
}

export function createBilling({ config, db, events: bus, jobs, log, metrics, survey }: BillingParts) {
  const stripe = stripeClient(config.stripe);
  const turns = new StripeTurns(db);
  const plans = new PlanService(stripe, config.stripe.prices, log);
  const customers = new CustomerService(db, stripe, turns);
  const memberships = new MembershipService(db);
  const subscriptions = new SubscriptionSync(db, stripe, turns, customers, log);
  const cards = new CardService(db, stripe, customers, new KeyedHashes(config.secrets.pepper));
  const events = new StripeEventService(db, customers, subscriptions, cards, metrics, survey);
  const reconciliation = new Reconciliation(db, stripe, events);
  const checkouts = new CheckoutService(db, stripe, turns, customers, memberships, plans, config.http.publicUrl);
  const portals = new PortalService(stripe, customers, memberships, config.http.publicUrl);

  jobs.define(APPLY_EVENT_JOB, (payload: { eventId: string }) => events.apply(payload));
  jobs.define(SYNC_JOB, ({ subscriptionId }: { subscriptionId: string }) => subscriptions.sync(subscriptionId));
  jobs.define(FOLLOW_ADDRESS_JOB, (payload: { userId: string }) => customers.followAddress(payload));
  bus.durable('account.email-changed', FOLLOW_ADDRESS_JOB);
  jobs.define(RECONCILE_JOB, () => reconciliation.run());
  jobs.schedule(RECONCILE_JOB, '23 * * * *');
  const personalData = new BillingData(db, stripe);
  jobs.define(STOP_RENEWAL_JOB, (payload: { userId: string }) => personalData.stopRenewal(payload));
  bus.durable('account.leaving', STOP_RENEWAL_JOB);
  jobs.define(TELL_LAPSES_JOB, () => subscriptions.tellLapses());
  jobs.schedule(TELL_LAPSES_JOB, '*/5 * * * *');

  return {
    cards,
    credits: new CreditService(db, stripe, turns),
    renewals: new RenewalService(db, stripe),
    memberships,
    subscriptions,
    personalData,
    resolvers: [new BillingResolver(plans, checkouts, portals), new MeMembershipFields(memberships)],
    webhook: webhookRoute({ stripe, secret: config.stripe.webhookSecret, events, log }),
  };
}
