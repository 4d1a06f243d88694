import type Stripe from 'stripe';
import { change } from '../webhooks/events.js';
import { subscriptionOf } from '../objects/invoice.js';
import { newCharge, newInvoicePayment, newPaymentIntent, paymentOf, type Refusal } from '../objects/payment.js';
import { customerOf } from '../objects/subscription.js';
import type { World } from '../world.js';
import { answerFor, AUTHENTICATION_FAILED, NO_CARD } from './cards.js';

export type Payment = { outcome: 'paid' } | { outcome: 'authenticate' } | { outcome: 'refused'; refusal: Refusal };

interface Attempt {
  /** She is at the screen: her bank may ask for 3-D Secure. */
  present: boolean;
}

/** Tries to collect an open invoice. Says what came of it; what it means for the subscription is decided by the caller. */
export function collect(world: World, invoice: Stripe.Invoice, { present }: Attempt): Payment {
  if (invoice.amount_due === 0) {
    markPaid(world, invoice);
    return { outcome: 'paid' };
  }
  const intent = intentFor(world, invoice);
  const method = methodFor(world, invoice);
  invoice.attempted = true;
  invoice.attempt_count += 1;
  if (!method) return refuse(world, intent, undefined, NO_CARD);
  intent.payment_method = method.id;
  const answer = answerFor(world, invoiceCustomer(invoice), method.id, present);
  if (answer === 'ok') return accept(world, invoice, intent, method);
  if (answer !== 'authenticate') return refuse(world, intent, method, answer);
  change(world.events, 'payment_intent.requires_action', intent, (it) => {
    it.status = 'requires_action';
    it.next_action = { type: 'use_stripe_sdk' };
  });
  world.events.emit('invoice.payment_action_required', invoice);
  return { outcome: 'authenticate' };
}

/** Her answer to the bank's 3-D Secure question. */
export function authenticate(world: World, invoice: Stripe.Invoice, accepted: boolean): Payment {
  const intent = intentFor(world, invoice);
  const method = methodFor(world, invoice);
  if (!method || intent.status !== 'requires_action') return { outcome: 'refused', refusal: AUTHENTICATION_FAILED };
  return accepted ? accept(world, invoice, intent, method) : refuse(world, intent, undefined, AUTHENTICATION_FAILED);
}

function accept(world: World, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Payment {
  const charge = newCharge(world, intent, method, null);
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.latest_charge = charge.id;
  intent.next_action = null;
  intent.last_payment_error = null;
  world.events.emit('charge.succeeded', charge);
  world.events.emit('payment_intent.succeeded', intent);
  const payment = paymentOf(world, invoice.id)?.payment;
  if (payment) {
    payment.status = 'paid';
    payment.amount_paid = intent.amount;
    payment.status_transitions.paid_at = world.now();
    world.events.emit('invoice_payment.paid', payment);
  }
  markPaid(world, invoice);
  return { outcome: 'paid' };
}

function refuse(world: World, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod | undefined, refusal: Refusal): Payment {
  if (method) {
    const charge = newCharge(world, intent, method, refusal);
    intent.latest_charge = charge.id;
    world.events.emit('charge.failed', charge);
  }
  intent.status = 'requires_payment_method';
  intent.next_action = null;
  intent.payment_method = null;
  intent.last_payment_error = {
    type: refusal.code === 'card_declined' ? 'card_error' : 'invalid_request_error',
    code: refusal.code as Stripe.PaymentIntent.LastPaymentError['code'] & string,
    message: refusal.message,
    ...(refusal.declineCode && { decline_code: refusal.declineCode }),
  };
  world.events.emit('payment_intent.payment_failed', intent);
  return { outcome: 'refused', refusal };
}

function markPaid(world: World, invoice: Stripe.Invoice): void {
  invoice.status = 'paid';
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.paid_at = world.now();
  world.events.emit('invoice.paid', invoice);
  world.events.emit('invoice.payment_succeeded', invoice);
}

function intentFor(world: World, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  const known = paymentOf(world, invoice.id);
  if (known) return known.intent;
  const intent = newPaymentIntent(world, invoice);
  newInvoicePayment(world, invoice, intent);
  world.events.emit('payment_intent.created', intent);
  return intent;
}

function methodFor(world: World, invoice: Stripe.Invoice): Stripe.PaymentMethod | undefined {
  const subscription = subscriptionOf(world, invoice);
  const customer = world.state.customers[invoiceCustomer(invoice)];
  const id = subscription?.default_payment_method ?? customer?.invoice_settings.default_payment_method;
  return typeof id === 'string' ? world.state.paymentMethods[id] : (id ?? undefined);
}

export function hasCard(world: World, subscription: Stripe.Subscription): boolean {
  const customer = world.state.customers[customerOf(subscription)];
  return Boolean(subscription.default_payment_method ?? customer?.invoice_settings.default_payment_method);
}

function invoiceCustomer(invoice: Stripe.Invoice): string {
  if (invoice.customer === null) throw new Error(`${invoice.id} has no customer`);
  return typeof invoice.customer === 'string' ? invoice.customer : invoice.customer.id;
}
