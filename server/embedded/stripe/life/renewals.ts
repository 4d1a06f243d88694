import type Stripe from 'stripe';
import { periodAround } from '../clock.js';
import { ApiError } from '../errors.js';
import { planOf } from '../objects/catalogue.js';
import { newInvoice } from '../objects/invoice.js';
import { itemOf } from '../objects/subscription.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';
import { cancel, pause } from './endings.js';
import { finalize, pay } from './invoices.js';
import { hasCard, type Payment } from './payments.js';

const HOUR = 3_600;

export const amountOf = (item: Stripe.SubscriptionItem): number => (item.price.unit_amount ?? 0) * (item.quantity ?? 1);

/** The period moves at once; the invoice stays a draft for an hour, as Stripe leaves it to be completed. */
export function renew(world: World, subscription: Stripe.Subscription): void {
  const item = itemOf(subscription);
  const period = periodAround(subscription.billing_cycle_anchor, item.current_period_end, recurring(item.price));
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    if (it.status === 'trialing') it.status = 'active';
    Object.assign(itemOf(it), { current_period_start: period.start, current_period_end: period.end });
    it.latest_invoice = draft(world, it).id;
  });
}

function draft(world: World, subscription: Stripe.Subscription): Stripe.Invoice {
  const held = subscription.status === 'unpaid' || subscription.pause_collection?.behavior === 'keep_as_draft';
  const invoice = newInvoice(world, {
    subscription,
    reason: 'subscription_cycle',
    amount: amountOf(itemOf(subscription)),
    finalizesAt: held ? null : world.now() + HOUR,
    autoAdvance: !held,
  });
  world.events.emit('invoice.created', invoice);
  return invoice;
}

export function endTrial(world: World, subscription: Stripe.Subscription): void {
  const without = subscription.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice';
  if (!hasCard(world, subscription) && without === 'cancel') cancel(world, subscription, 'payment_failed');
  else if (!hasCard(world, subscription) && without === 'pause') pause(world, subscription, 'trial_end_without_payment_method');
  else renew(world, subscription);
}

/** A paused subscription begins a new period now, and is active once that is paid. */
export function resume(world: World, subscription: Stripe.Subscription): Payment {
  if (subscription.status !== 'paused') throw new ApiError('Only a paused subscription can be resumed.', { param: 'id' });
  const item = itemOf(subscription);
  const now = world.now();
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    it.billing_cycle_anchor = now;
    const { start, end } = periodAround(now, now, recurring(item.price));
    Object.assign(itemOf(it), { current_period_start: start, current_period_end: end });
    it.latest_invoice = draft(world, it).id;
  });
  const invoice = latestInvoice(world, subscription);
  finalize(world, invoice);
  const payment = pay(world, invoice, false);
  if (payment.outcome === 'paid') world.events.emit('customer.subscription.resumed', subscription);
  return payment;
}

/** Another plan from now on: a new period starts and is charged at once, less what is left of the old one. */
export function changePrice(world: World, subscription: Stripe.Subscription, price: Stripe.Price, prorate: boolean): void {
  const item = itemOf(subscription);
  const now = world.now();
  const left = Math.max(0, item.current_period_end - now) / (item.current_period_end - item.current_period_start);
  const credit = prorate ? Math.round(amountOf(item) * left) : 0;
  const sameCycle = JSON.stringify(interval(item.price)) === JSON.stringify(interval(price));
  item.price = price;
  item.plan = planOf(price);
  if (sameCycle) return;
  subscription.billing_cycle_anchor = now;
  const { start, end } = periodAround(now, now, recurring(price));
  Object.assign(item, { current_period_start: start, current_period_end: end });
  const invoice = newInvoice(world, {
    subscription,
    reason: 'subscription_update',
    amount: Math.max(0, amountOf(item) - credit),
    finalizesAt: null,
    autoAdvance: true,
  });
  subscription.latest_invoice = invoice.id;
  world.events.emit('invoice.created', invoice);
  finalize(world, invoice);
  invoice.next_payment_attempt = now;
}

export function latestInvoice(world: World, subscription: Stripe.Subscription): Stripe.Invoice {
  const id = subscription.latest_invoice;
  const invoice = typeof id === 'string' ? world.state.invoices[id] : id;
  if (!invoice) throw new Error(`${subscription.id} has no invoice`);
  return invoice;
}

export function recurring(price: Stripe.Price): Stripe.Price.Recurring {
  if (!price.recurring) throw new Error(`${price.id} is not recurring`);
  return price.recurring;
}

function interval(price: Stripe.Price): [string, number] {
  const { interval: unit, interval_count: count } = recurring(price);
  return [unit, count];
}
