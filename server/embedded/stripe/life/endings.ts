import type Stripe from 'stripe';
import { subscriptionOf } from '../objects/invoice.js';
import { itemOf } from '../objects/subscription.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';

export function cancel(world: World, subscription: Stripe.Subscription, reason: 'cancellation_requested' | 'payment_failed'): void {
  subscription.status = 'canceled';
  subscription.canceled_at ??= world.now();
  subscription.ended_at = world.now();
  subscription.pause_collection = null;
  delete subscription.status_details;
  subscription.cancellation_details = { ...details(subscription), reason };
  for (const invoice of Object.values(world.state.invoices)) {
    if (subscriptionOf(world, invoice)?.id !== subscription.id || invoice.status === 'paid') continue;
    invoice.auto_advance = false;
    invoice.next_payment_attempt = null;
    invoice.automatically_finalizes_at = null;
  }
  world.events.emit('customer.subscription.deleted', subscription);
}

/** Ends with the period that is paid; until then nothing changes for her. */
export function cancelAtPeriodEnd(subscription: Stripe.Subscription, now: number): void {
  subscription.cancel_at_period_end = true;
  subscription.cancel_at = itemOf(subscription).current_period_end;
  subscription.canceled_at = now;
  subscription.cancellation_details = { ...details(subscription), reason: 'cancellation_requested' };
}

export function keepRenewing(subscription: Stripe.Subscription): void {
  subscription.cancel_at_period_end = false;
  subscription.cancel_at = null;
  subscription.canceled_at = null;
  subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason: null };
}

export function expireIncomplete(world: World, subscription: Stripe.Subscription): void {
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    it.status = 'incomplete_expired';
    it.ended_at = world.now();
  });
}

export function pause(
  world: World,
  subscription: Stripe.Subscription,
  reason: 'pause_requested' | 'trial_end_without_payment_method',
): void {
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    it.status = 'paused';
    it.status_details = { paused: { subscription: { type: reason }, transitioned_at: world.now(), type: 'subscription' } };
  });
  world.events.emit('customer.subscription.paused', subscription);
}

function details(subscription: Stripe.Subscription): Stripe.Subscription.CancellationDetails {
  return subscription.cancellation_details ?? { comment: null, feedback: null, feedback_option: null, reason: null };
}
