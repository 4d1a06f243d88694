import type Stripe from 'stripe';
import { periodAround } from '../clock.js';
import { newInvoice } from '../objects/invoice.js';
import { newSubscription } from '../objects/subscription.js';
import type { World } from '../world.js';
import { finalize } from './invoices.js';
import { amountOf, recurring } from './renewals.js';

export interface Opening {
  customer: string;
  price: Stripe.Price;
  quantity: number;
  metadata: Stripe.Metadata;
  description: string | null;
  paymentMethod: string | null;
  trialEnd: number | null;
  onTrialWithoutCard: 'cancel' | 'create_invoice' | 'pause';
  /** When it really began, for a subscription that is older than its current period. */
  since?: number;
}

/** Creates the subscription with its first invoice, final and open: the caller has it paid. */
export function open(world: World, opening: Opening): { subscription: Stripe.Subscription; invoice: Stripe.Invoice } {
  const now = world.now();
  const start = opening.since ?? now;
  const anchor = opening.trialEnd ?? start;
  const period = opening.trialEnd === null ? periodAround(anchor, now, recurring(opening.price)) : { start, end: opening.trialEnd };
  const subscription = newSubscription(world, { ...opening, start, anchor, period });
  const invoice = newInvoice(world, {
    subscription,
    reason: start < period.start ? 'subscription_cycle' : 'subscription_create',
    amount: opening.trialEnd === null ? amountOf(subscription.items.data[0] as Stripe.SubscriptionItem) : 0,
    finalizesAt: null,
    autoAdvance: true,
  });
  subscription.latest_invoice = invoice.id;
  const customer = world.state.customers[opening.customer];
  if (customer) customer.currency = opening.price.currency;
  world.events.emit('customer.subscription.created', subscription);
  world.events.emit('invoice.created', invoice);
  finalize(world, invoice);
  return { subscription, invoice };
}
