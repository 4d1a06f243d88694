import type Stripe from 'stripe';
import { ApiError } from '../errors.js';
import { newPrice, newProduct } from '../objects/catalogue.js';
import { boolean, choice, integer, list, metadata, object, paging, range, text, within } from '../params.js';
import { at, named } from './find.js';
import { page } from './lists.js';
import { route, type Route } from './route.js';

const INTERVALS = ['day', 'week', 'month', 'year'] as const;

export const catalogueRoutes: Route[] = [
  route('POST /v1/products', {
    params: object({
      name: text(),
      id: text().optional(),
      active: boolean().optional(),
      description: text(40_000).optional(),
      metadata: metadata().optional(),
    }),
    unsupported: [
      'default_price_data',
      'images',
      'marketing_features',
      'package_dimensions',
      'shippable',
      'statement_descriptor',
      'tax_code',
      'tax_details',
      'type',
      'unit_label',
      'url',
    ],
    run(world, params) {
      if (params.id !== undefined && world.state.products[params.id]) {
        throw new ApiError('Product already exists.', { code: 'resource_already_exists', param: 'id' });
      }
      const product = newProduct(world, params);
      world.events.emit('product.created', product);
      return product;
    },
  }),
  route('GET /v1/products', {
    params: object({ ...paging, active: boolean().optional(), ids: list(text()).optional(), created: range().optional() }),
    unsupported: ['shippable', 'url'],
    run(world, { active, ids, created, ...paged }) {
      const products = Object.values(world.state.products).filter(
        (it) => (active === undefined || it.active === active) && (!ids || ids.includes(it.id)) && within(it.created, created),
      );
      return page('/v1/products', products, paged);
    },
  }),
  route('GET /v1/products/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.products, 'product', id),
  }),
  route('POST /v1/prices', {
    params: object({
      currency: choice(['eur']),
      product: text(),
      unit_amount: integer(0, 99_999_999),
      recurring: object({
        interval: choice(INTERVALS),
        interval_count: integer(1, 36).optional(),
        usage_type: choice(['licensed']).optional(),
      }).optional(),
      active: boolean().optional(),
      lookup_key: text(200).optional(),
      nickname: text().optional(),
      metadata: metadata().optional(),
      tax_behavior: choice(['exclusive', 'inclusive', 'unspecified']).optional(),
    }),
    unsupported: [
      'billing_scheme',
      'currency_options',
      'custom_unit_amount',
      'product_data',
      'tiers',
      'tiers_mode',
      'transfer_lookup_key',
      'transform_quantity',
      'unit_amount_decimal',
    ],
    run(world, params) {
      named(world.state.products, 'product', params.product, 'product');
      if (params.lookup_key !== undefined && keyed(Object.values(world.state.prices), [params.lookup_key]).length > 0) {
        throw new ApiError('A price already uses that lookup key.', { param: 'lookup_key' });
      }
      const price = newPrice(world, {
        product: params.product,
        currency: params.currency,
        unitAmount: params.unit_amount,
        recurring: params.recurring ? { interval: params.recurring.interval, count: params.recurring.interval_count ?? 1 } : null,
        active: params.active,
        lookupKey: params.lookup_key,
        nickname: params.nickname,
        metadata: params.metadata,
        taxBehavior: params.tax_behavior,
      });
      world.events.emit('price.created', price);
      return price;
    },
  }),
  route('GET /v1/prices', {
    params: object({
      ...paging,
      active: boolean().optional(),
      currency: text(3).optional(),
      lookup_keys: list(text(200), 10).optional(),
      product: text().optional(),
      type: choice(['one_time', 'recurring']).optional(),
      recurring: object({ interval: choice(INTERVALS).optional() }).optional(),
      created: range().optional(),
    }),
    run(world, { lookup_keys: keys, active, currency, product, type, recurring, created, ...paged }) {
      const prices = (keys ? keyed(Object.values(world.state.prices), keys) : Object.values(world.state.prices)).filter(
        (it) =>
          (active === undefined || it.active === active) &&
          (currency === undefined || it.currency === currency) &&
          (product === undefined || it.product === product) &&
          (type === undefined || it.type === type) &&
          (recurring?.interval === undefined || it.recurring?.interval === recurring.interval) &&
          within(it.created, created),
      );
      return page('/v1/prices', prices, paged);
    },
  }),
  route('GET /v1/prices/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.prices, 'price', id),
  }),
];

function keyed(prices: Stripe.Price[], keys: string[]): Stripe.Price[] {
  return prices.filter((price) => price.lookup_key !== null && keys.includes(price.lookup_key));
}
