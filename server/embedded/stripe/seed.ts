import type Stripe from 'stripe';
import { periodAround } from './clock.js';
import { missingResource } from './errors.js';
import { pay } from './life/invoices.js';
import { open } from './life/openings.js';
import { recurring } from './life/renewals.js';
import { newCard, newCustomer } from './objects/customer.js';
import { customerOf, isOver, itemOf } from './objects/subscription.js';
import type { World } from './world.js';

export interface Seed {
  customerEmail: string;
  customerName?: string;
  metadata?: Stripe.Metadata;
  customerMetadata?: Stripe.Metadata;
  price: string;
  /** When she subscribed: her present period is counted from there. */
  since: Date;
  card?: string;
  /** Tells the webhook too; by default demo data says nothing. */
  webhooks?: boolean;
}

export interface Seeded {
  customer: string;
  subscription: string;
}

/** An active, paid subscription that began in the past. Asked again for the same address, gives the one that lives. */
export function seedSubscription(world: World, seed: Seed): Seeded {
  const known = living(world, seed);
  if (known) return { customer: customerOf(known), subscription: known.id };
  const price = world.state.prices[seed.price];
  if (!price) throw missingResource('price', seed.price);
  const offset = world.state.clockOffset;
  const wasMuted = world.events.muted;
  const since = Math.min(world.now(), Math.floor(seed.since.getTime() / 1000));
  world.events.muted = seed.webhooks !== true;
  try {
    world.setNow(periodAround(since, world.now(), recurring(price)).start);
    const customer = newCustomer(world, { email: seed.customerEmail, name: seed.customerName, metadata: seed.customerMetadata });
    const card = newCard(world, customer.id, { number: seed.card ?? '4242424242424242', name: null, email: seed.customerEmail });
    const { subscription, invoice } = open(world, {
      customer: customer.id,
      price,
      quantity: 1,
      metadata: seed.metadata ?? {},
      description: null,
      paymentMethod: card.id,
      trialEnd: null,
      onTrialWithoutCard: 'create_invoice',
      since,
    });
    pay(world, invoice, true);
    return { customer: customer.id, subscription: subscription.id };
  } finally {
    world.state.clockOffset = offset;
    world.events.muted = wasMuted;
  }
}

function living(world: World, { customerEmail, price }: Seed): Stripe.Subscription | undefined {
  return Object.values(world.state.subscriptions).find(
    (it) => !isOver(it) && itemOf(it).price.id === price && world.state.customers[customerOf(it)]?.email === customerEmail,
  );
}
