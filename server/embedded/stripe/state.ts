import type Stripe from 'stripe';
import type { Delivery } from './webhooks/delivery.js';

type Table<T> = Record<string, T>;

/** What Stripe keeps about a Checkout Session and does not show in it. */
export interface CheckoutSecret {
  price: string;
  quantity: number;
  lineItemId: string;
  subscriptionMetadata: Stripe.Metadata;
  description: string | null;
  trialDays: number | null;
  trialEnd: number | null;
  onTrialWithoutCard: 'cancel' | 'create_invoice' | 'pause';
  /** The incomplete subscription of a payment that waits for 3-D Secure, or was refused there. */
  subscription: string | null;
  /** The customer made for a first try, used again at the next. */
  customer: string | null;
}

export interface PortalSecret {
  session: string;
  token: string;
}

export interface RememberedAnswer {
  fingerprint: string;
  status: number;
  body: string;
  at: number;
}

/** Everything the simulator remembers: objects in the API's own JSON shape, newest last. */
export interface State {
  version: 1;
  clockOffset: number;
  products: Table<Stripe.Product>;
  prices: Table<Stripe.Price>;
  customers: Table<Stripe.Customer>;
  deletedCustomers: Table<Stripe.DeletedCustomer>;
  paymentMethods: Table<Stripe.PaymentMethod>;
  sessions: Table<Stripe.Checkout.Session>;
  subscriptions: Table<Stripe.Subscription>;
  invoices: Table<Stripe.Invoice>;
  invoicePayments: Table<Stripe.InvoicePayment>;
  paymentIntents: Table<Stripe.PaymentIntent>;
  charges: Table<Stripe.Charge>;
  refunds: Table<Stripe.Refund>;
  portalSessions: Table<Stripe.BillingPortal.Session>;
  events: Table<Stripe.Event>;
  checkouts: Table<CheckoutSecret>;
  portals: Table<PortalSecret>;
  /** Card number behind a payment method: it decides what the bank answers. */
  cards: Table<string>;
  /** Outcomes somebody asked for, per customer, used up one by one by the next payments. */
  forced: Table<('fail' | 'succeed')[]>;
  trialReminders: Table<true>;
  invoiceCount: number;
  deliveries: Delivery[];
  answers: Table<RememberedAnswer>;
}

export function forget(table: Table<unknown>, id: string): void {
  Reflect.deleteProperty(table, id);
}

/** Objects name each other by id, except where a caller asked for the whole. */
export function idOf(reference: string | { id: string } | null | undefined): string {
  if (reference === null || reference === undefined) throw new Error('A reference is missing');
  return typeof reference === 'string' ? reference : reference.id;
}

export function emptyState(): State {
  return {
    version: 1,
    clockOffset: 0,
    products: {},
    prices: {},
    customers: {},
    deletedCustomers: {},
    paymentMethods: {},
    sessions: {},
    subscriptions: {},
    invoices: {},
    invoicePayments: {},
    paymentIntents: {},
    charges: {},
    refunds: {},
    portalSessions: {},
    events: {},
    checkouts: {},
    portals: {},
    cards: {},
    forced: {},
    trialReminders: {},
    invoiceCount: 0,
    deliveries: [],
    answers: {},
  };
}
