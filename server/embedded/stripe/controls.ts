import type Stripe from 'stripe';
import type { Advance } from './clock.js';
import { missingResource } from './errors.js';
import { advance } from './life/agenda.js';
import { force } from './life/cards.js';
import { confirm, submit, type CheckoutResult } from './life/checkout.js';
import { cancel, cancelAtPeriodEnd, keepRenewing, pause } from './life/endings.js';
import { pay } from './life/invoices.js';
import type { Payment } from './life/payments.js';
import { lastCharge, refund } from './life/refunds.js';
import { resume } from './life/renewals.js';
import { newCard } from './objects/customer.js';
import { customerOf } from './objects/subscription.js';
import { seedSubscription, type Seed, type Seeded } from './seed.js';
import { change } from './webhooks/events.js';
import type { World } from './world.js';

export interface CheckoutAnswers {
  /** Card number; 4242 4242 4242 4242 when left out. */
  card?: string | undefined;
  /** Her answer to 3-D Secure, when the card asks: yes when left out, `null` leaves the question open. */
  confirm?: boolean | null | undefined;
  email?: string | undefined;
  name?: string | undefined;
}

/** What a person does on the pages and a test does in code: only ways that Stripe itself has. */
export interface Controls {
  completeCheckout(session: string, answers?: CheckoutAnswers): CheckoutResult;
  /** Milliseconds, a duration or a date: all that falls due on the way happens, in order. */
  advance(by: Advance): void;
  /** By customer or subscription id. */
  failNextPayment(id: string, times?: number): void;
  succeedNextPayment(id: string, times?: number): void;
  /** Gives back the last payment that still can be; all of it without an amount in cents. */
  refundLast(subscription: string, amount?: number): Stripe.Refund;
  cancelNow(subscription: string): Stripe.Subscription;
  cancelAtPeriodEnd(subscription: string): Stripe.Subscription;
  keepRenewing(subscription: string): Stripe.Subscription;
  pause(subscription: string): Stripe.Subscription;
  resume(subscription: string): Stripe.Subscription;
  payInvoice(invoice: string): Payment;
  /** A new default card for a customer and her living subscriptions. */
  changeCard(customer: string, number: string): Stripe.PaymentMethod;
  seedSubscription(seed: Seed): Seeded;
}

export function makeControls(world: World): Controls {
  const { state, events } = world;
  const subscriptionBy = (id: string): Stripe.Subscription => existing(state.subscriptions, 'subscription', id);
  const updated = (id: string, mutate: (subscription: Stripe.Subscription) => void): Stripe.Subscription => {
    const subscription = subscriptionBy(id);
    change(events, 'customer.subscription.updated', subscription, mutate);
    return subscription;
  };
  const payer = (id: string): string =>
    id.startsWith('sub_') ? customerOf(subscriptionBy(id)) : existing(state.customers, 'customer', id).id;

  return {
    completeCheckout(id, { card = '4242424242424242', confirm: accepted = true, email = null, name = null } = {}) {
      const session = existing(state.sessions, 'checkout.session', id);
      const result = submit(world, session, { number: card, email, name });
      return result.kind === 'authenticate' && accepted !== null ? confirm(world, session, accepted) : result;
    },
    advance: (by) => advance(world, by),
    failNextPayment: (id, times = 1) => force(world, payer(id), 'fail', times),
    succeedNextPayment: (id, times = 1) => force(world, payer(id), 'succeed', times),
    refundLast(id, amount) {
      const charge = lastCharge(world, subscriptionBy(id).id);
      if (!charge) throw missingResource('charge', `of ${id}`);
      return refund(world, charge, { amount, reason: 'requested_by_customer' });
    },
    cancelNow(id) {
      const subscription = subscriptionBy(id);
      if (subscription.status !== 'canceled') cancel(world, subscription, 'cancellation_requested');
      return subscription;
    },
    cancelAtPeriodEnd: (id) => updated(id, (it) => cancelAtPeriodEnd(it, world.now())),
    keepRenewing: (id) => updated(id, keepRenewing),
    pause(id) {
      pause(world, subscriptionBy(id), 'pause_requested');
      return subscriptionBy(id);
    },
    resume(id) {
      resume(world, subscriptionBy(id));
      return subscriptionBy(id);
    },
    payInvoice: (id) => pay(world, existing(state.invoices, 'invoice', id), true),
    changeCard(id, number) {
      const customer = existing(state.customers, 'customer', id);
      const card = newCard(world, id, { number, name: customer.name ?? null, email: customer.email });
      change(events, 'customer.updated', customer, (it) => {
        it.invoice_settings.default_payment_method = card.id;
      });
      for (const subscription of Object.values(state.subscriptions)) {
        if (customerOf(subscription) !== id || subscription.ended_at !== null) continue;
        change(events, 'customer.subscription.updated', subscription, (it) => {
          it.default_payment_method = card.id;
        });
      }
      return card;
    },
    seedSubscription: (seed) => seedSubscription(world, seed),
  };
}

export function existing<T>(table: Record<string, T>, kind: string, id: string): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (found === undefined) throw missingResource(kind, id);
  return found;
}
