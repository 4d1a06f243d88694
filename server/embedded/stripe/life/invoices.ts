import type Stripe from 'stripe';
import { ApiError } from '../errors.js';
import { moveBalance } from '../objects/customer.js';
import { numbered, subscriptionOf } from '../objects/invoice.js';
import { isOver } from '../objects/subscription.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';
import { authenticate, collect, type Payment } from './payments.js';
import { cancel } from './endings.js';

const DAY = 86_400;
/** Days between a refusal and the next try: three tries over a week after the first. */
const RETRY_DAYS = [3, 2, 2];

export function finalize(world: World, invoice: Stripe.Invoice): void {
  numbered(world, invoice);
  useCredit(world, invoice);
  invoice.status = 'open';
  invoice.automatically_finalizes_at = null;
  invoice.effective_at = world.now();
  invoice.status_transitions.finalized_at = world.now();
  world.events.emit('invoice.finalized', invoice);
}

/** What stands on the customer's balance is taken off before the card is asked. */
function useCredit(world: World, invoice: Stripe.Invoice): void {
  const customer = typeof invoice.customer === 'string' ? world.state.customers[invoice.customer] : undefined;
  if (!customer || customer.balance >= 0) return;
  const used = Math.min(-customer.balance, invoice.amount_due);
  invoice.starting_balance = customer.balance;
  moveBalance(world, customer, used);
  invoice.ending_balance = customer.balance;
  invoice.amount_due -= used;
  invoice.amount_remaining -= used;
}

/** Pays an open invoice now, and lets the subscription follow. */
export function pay(world: World, invoice: Stripe.Invoice, present: boolean): Payment {
  if (invoice.status !== 'open') throw new ApiError('Invoice is not open', { code: 'invoice_not_editable' });
  const payment = collect(world, invoice, { present });
  follow(world, invoice, payment);
  return payment;
}

export function answerChallenge(world: World, invoice: Stripe.Invoice, accepted: boolean): Payment {
  const payment = authenticate(world, invoice, accepted);
  follow(world, invoice, payment);
  return payment;
}

function follow(world: World, invoice: Stripe.Invoice, payment: Payment): void {
  const subscription = subscriptionOf(world, invoice);
  if (!subscription) return;
  if (payment.outcome === 'paid') recovered(world, subscription, invoice);
  if (payment.outcome === 'refused') world.events.emit('invoice.payment_failed', invoice);
}

/** Stripe looks at the latest invoice only: paying an older one does not bring access back. */
function recovered(world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  setDelinquent(world, subscription, false);
  const awaiting = ['incomplete', 'past_due', 'unpaid', 'paused'].includes(subscription.status);
  if (!awaiting || subscription.latest_invoice !== invoice.id) return;
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    it.status = 'active';
    delete it.status_details;
  });
}

/** The try that Stripe makes by itself: at renewal, then as the retry schedule says. */
export function chargeDue(world: World, invoice: Stripe.Invoice): void {
  const subscription = subscriptionOf(world, invoice);
  const payment = collect(world, invoice, { present: false });
  if (payment.outcome === 'paid') {
    follow(world, invoice, payment);
    return;
  }
  const wait = RETRY_DAYS[invoice.attempt_count - 1];
  invoice.next_payment_attempt = wait === undefined ? null : world.now() + wait * DAY;
  world.events.emit('invoice.payment_failed', invoice);
  if (!subscription || isOver(subscription)) return;
  setDelinquent(world, subscription, true);
  if (subscription.status === 'active' || subscription.status === 'trialing') {
    change(world.events, 'customer.subscription.updated', subscription, (it) => {
      it.status = 'past_due';
    });
  }
  if (invoice.next_payment_attempt === null) giveUp(world, subscription, invoice);
}

function giveUp(world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  invoice.auto_advance = false;
  const then = world.settings.afterRetries;
  if (then === 'cancel') cancel(world, subscription, 'payment_failed');
  if (then === 'unpaid') {
    change(world.events, 'customer.subscription.updated', subscription, (it) => {
      it.status = 'unpaid';
    });
  }
}

export function voidInvoice(world: World, invoice: Stripe.Invoice): void {
  invoice.status = 'void';
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.automatically_finalizes_at = null;
  invoice.status_transitions.voided_at = world.now();
  world.events.emit('invoice.voided', invoice);
}

function setDelinquent(world: World, subscription: Stripe.Subscription, delinquent: boolean): void {
  const customer = typeof subscription.customer === 'string' ? world.state.customers[subscription.customer] : undefined;
  if (!customer || Boolean(customer.delinquent) === delinquent) return;
  change(world.events, 'customer.updated', customer, (it) => {
    it.delinquent = delinquent;
  });
}
