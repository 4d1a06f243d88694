import type Stripe from 'stripe';
import { newCard, newCustomer } from '../objects/customer.js';
import { idOf, type CheckoutSecret } from '../state.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';
import { answerTo } from './cards.js';
import { answerChallenge, pay } from './invoices.js';
import { open } from './openings.js';
import { latestInvoice } from './renewals.js';

export type CheckoutResult =
  { kind: 'complete' } | { kind: 'authenticate' } | { kind: 'declined'; code: string; message: string } | { kind: 'closed' };

export interface Buyer {
  number: string;
  email: string | null;
  name: string | null;
}

/** « Payer » on the hosted page. A session that is complete or expired answers `closed`, however often it is pressed. */
export function submit(world: World, session: Stripe.Checkout.Session, buyer: Buyer): CheckoutResult {
  if (session.status !== 'open') return { kind: 'closed' };
  const secret = secretOf(world, session);
  const first = answerTo(buyer.number, true);
  if (typeof first === 'object') return { kind: 'declined', code: first.declineCode ?? first.code, message: first.message };
  const customer = customerFor(world, session, secret, buyer);
  const card = newCard(world, customer.id, buyer);
  const { subscription, invoice } = subscriptionFor(world, secret, customer.id, card.id);
  const payment = pay(world, invoice, true);
  if (payment.outcome === 'paid') return complete(world, session, subscription, buyer);
  secret.subscription = subscription.id;
  if (payment.outcome === 'authenticate') return { kind: 'authenticate' };
  return { kind: 'declined', code: payment.refusal.declineCode ?? payment.refusal.code, message: payment.refusal.message };
}

/** Her answer on the bank's page. */
export function confirm(world: World, session: Stripe.Checkout.Session, accepted: boolean): CheckoutResult {
  if (session.status !== 'open') return { kind: 'closed' };
  const subscription = pendingSubscription(world, session);
  if (!subscription) return { kind: 'closed' };
  const payment = answerChallenge(world, latestInvoice(world, subscription), accepted);
  if (payment.outcome === 'paid') {
    const method = world.state.paymentMethods[idOf(subscription.default_payment_method)];
    const { email = null, name = null } = method?.billing_details ?? {};
    return complete(world, session, subscription, { email, name });
  }
  const refusal = payment.outcome === 'refused' ? payment.refusal : undefined;
  return { kind: 'declined', code: refusal?.code ?? 'authentication_required', message: refusal?.message ?? '' };
}

export function pendingSubscription(world: World, session: Stripe.Checkout.Session): Stripe.Subscription | undefined {
  const id = secretOf(world, session).subscription;
  const subscription = id === null ? undefined : world.state.subscriptions[id];
  return subscription?.status === 'incomplete' ? subscription : undefined;
}

export function expire(world: World, session: Stripe.Checkout.Session): void {
  session.status = 'expired';
  session.url = null;
  world.events.emit('checkout.session.expired', session);
}

export function secretOf(world: World, session: Stripe.Checkout.Session): CheckoutSecret {
  const secret = world.state.checkouts[session.id];
  if (!secret) throw new Error(`${session.id} was not created here`);
  return secret;
}

function complete(
  world: World,
  session: Stripe.Checkout.Session,
  subscription: Stripe.Subscription,
  buyer: { email: string | null; name: string | null },
): CheckoutResult {
  secretOf(world, session).subscription = subscription.id;
  session.status = 'complete';
  session.payment_status = subscription.status === 'trialing' ? 'no_payment_required' : 'paid';
  session.subscription = subscription.id;
  session.invoice = subscription.latest_invoice;
  session.customer = subscription.customer;
  session.url = null;
  if (session.consent_collection) {
    session.consent = {
      promotions: null,
      terms_of_service: session.consent_collection.terms_of_service === 'required' ? 'accepted' : null,
    };
  }
  session.customer_details = {
    address: { city: null, country: 'FR', line1: null, line2: null, postal_code: null, state: null },
    business_name: null,
    email: session.customer_details?.email ?? buyer.email,
    individual_name: null,
    name: buyer.name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: [],
  };
  world.events.emit('checkout.session.completed', session);
  return { kind: 'complete' };
}

function customerFor(world: World, session: Stripe.Checkout.Session, secret: CheckoutSecret, buyer: Buyer): Stripe.Customer {
  const id = typeof session.customer === 'string' ? session.customer : secret.customer;
  const known = id === null ? undefined : world.state.customers[id];
  if (known) return known;
  const customer = newCustomer(world, {
    email: session.customer_email ?? buyer.email,
    name: buyer.name,
    preferredLocales: session.locale && session.locale !== 'auto' ? [session.locale] : [],
  });
  secret.customer = customer.id;
  return customer;
}

/** A second try on the same page pays the invoice of the first, with the new card. */
function subscriptionFor(
  world: World,
  secret: CheckoutSecret,
  customer: string,
  card: string,
): { subscription: Stripe.Subscription; invoice: Stripe.Invoice } {
  const waiting = secret.subscription === null ? undefined : world.state.subscriptions[secret.subscription];
  if (waiting?.status === 'incomplete') {
    change(world.events, 'customer.subscription.updated', waiting, (it) => {
      it.default_payment_method = card;
    });
    return { subscription: waiting, invoice: latestInvoice(world, waiting) };
  }
  const price = world.state.prices[secret.price];
  if (!price) throw new Error(`${secret.price} is gone`);
  const trialEnd = secret.trialEnd ?? (secret.trialDays === null ? null : world.now() + secret.trialDays * 86_400);
  return open(world, {
    customer,
    price,
    quantity: secret.quantity,
    metadata: secret.subscriptionMetadata,
    description: secret.description,
    paymentMethod: card,
    trialEnd,
    onTrialWithoutCard: secret.onTrialWithoutCard,
  });
}
