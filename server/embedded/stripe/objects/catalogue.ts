import type Stripe from 'stripe';
import { newId } from '../ids.js';
import type { World } from '../world.js';

interface ProductFields {
  id?: string | undefined;
  name: string;
  active?: boolean | undefined;
  description?: string | null | undefined;
  metadata?: Stripe.Metadata | undefined;
}

export function newProduct(world: World, fields: ProductFields): Stripe.Product {
  const product: Stripe.Product = {
    id: fields.id ?? newId('prod'),
    object: 'product',
    active: fields.active ?? true,
    created: world.now(),
    default_price: null,
    description: fields.description ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: fields.metadata ?? {},
    name: fields.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: world.now(),
    url: null,
  };
  world.state.products[product.id] = product;
  return product;
}

interface PriceFields {
  id?: string | undefined;
  product: string;
  currency: string;
  unitAmount: number;
  recurring: { interval: 'day' | 'week' | 'month' | 'year'; count: number } | null;
  active?: boolean | undefined;
  lookupKey?: string | null | undefined;
  nickname?: string | null | undefined;
  metadata?: Stripe.Metadata | undefined;
  taxBehavior?: Stripe.Price.TaxBehavior | undefined;
}

export function newPrice(world: World, fields: PriceFields): Stripe.Price {
  const price: Stripe.Price = {
    id: fields.id ?? newId('price'),
    object: 'price',
    active: fields.active ?? true,
    billing_scheme: 'per_unit',
    created: world.now(),
    currency: fields.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: fields.lookupKey ?? null,
    metadata: fields.metadata ?? {},
    nickname: fields.nickname ?? null,
    product: fields.product,
    recurring: fields.recurring && {
      interval: fields.recurring.interval,
      interval_count: fields.recurring.count,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: fields.taxBehavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: fields.recurring ? 'recurring' : 'one_time',
    unit_amount: fields.unitAmount,
    unit_amount_decimal: decimal(fields.unitAmount),
  };
  world.state.prices[price.id] = price;
  return price;
}

/** On the wire a decimal is a string; the SDK makes its Decimal of it. */
export function decimal(amount: number): Stripe.Decimal {
  return String(amount) as unknown as Stripe.Decimal;
}

/** The older name of a price, which subscription items still carry. */
export function planOf(price: Stripe.Price): Stripe.Plan {
  if (!price.recurring) throw new Error(`${price.id} is not recurring`);
  return {
    id: price.id,
    object: 'plan',
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring.interval,
    interval_count: price.recurring.interval_count,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: price.product,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

const SIMULATED = [
  { id: 'price_sim_monthly', nickname: 'Mensuel', amount: 2_490, interval: 'month', count: 1 },
  { id: 'price_sim_quarterly', nickname: 'Trimestriel', amount: 5_970, interval: 'month', count: 3 },
  { id: 'price_sim_yearly', nickname: 'Annuel', amount: 17_880, interval: 'year', count: 1 },
] as const;

export function ensureSimulatedPrices(world: World): void {
  const id = 'prod_sim_premier_pas';
  if (!world.state.products[id]) newProduct(world, { id, name: 'Premier Pas' });
  for (const { id: price, nickname, amount, interval, count } of SIMULATED) {
    if (world.state.prices[price]) continue;
    newPrice(world, {
      id: price,
      product: id,
      currency: 'eur',
      unitAmount: amount,
      recurring: { interval, count },
      nickname,
      lookupKey: price.replace('price_sim_', 'premier_pas_'),
      taxBehavior: 'inclusive',
    });
  }
}
