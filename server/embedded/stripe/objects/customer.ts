import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { newId, token } from '../ids.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';

interface CustomerFields {
  email?: string | null | undefined;
  name?: string | null | undefined;
  phone?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: Stripe.Metadata | null | undefined;
  preferredLocales?: string[] | undefined;
}

export function newCustomer(world: World, fields: CustomerFields): Stripe.Customer {
  const customer: Stripe.Customer = {
    id: newId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: world.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: fields.description ?? null,
    discount: null,
    email: fields.email ?? null,
    invoice_prefix: token(8).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: fields.metadata ?? {},
    name: fields.name ?? null,
    next_invoice_sequence: 1,
    phone: fields.phone ?? null,
    preferred_locales: fields.preferredLocales ?? [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  world.state.customers[customer.id] = customer;
  world.events.emit('customer.created', customer);
  return customer;
}

/** Below zero she has credit, which her next invoices use up. */
export function moveBalance(world: World, customer: Stripe.Customer, amount: number): void {
  change(world.events, 'customer.updated', customer, (it) => {
    it.balance += amount;
    it.currency ??= 'eur';
  });
}

interface Card {
  number: string;
  name: string | null;
  email: string | null;
}

/** The same for the same number, whoever brings it: 16 signs, as Stripe's are. */
const fingerprintOf = (digits: string): string =>
  createHash('sha256')
    .update(digits)
    .digest('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 16);

export function newCard(world: World, customer: string, card: Card): Stripe.PaymentMethod {
  const digits = card.number.replaceAll(/\D/g, '');
  const method: Stripe.PaymentMethod = {
    id: newId('pm'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: null, email: card.email, name: card.name, phone: null, tax_id: null },
    card: {
      brand: digits.startsWith('5') ? 'mastercard' : 'visa',
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'FR',
      display_brand: digits.startsWith('5') ? 'mastercard' : 'visa',
      exp_month: 12,
      exp_year: new Date(world.now() * 1000).getUTCFullYear() + 3,
      fingerprint: fingerprintOf(digits),
      funding: 'credit',
      generated_from: null,
      last4: digits.slice(-4),
      networks: { available: ['visa'], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
  world.state.paymentMethods[method.id] = method;
  world.state.cards[method.id] = digits;
  world.events.emit('payment_method.attached', method);
  return method;
}
