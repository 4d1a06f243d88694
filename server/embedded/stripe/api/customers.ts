import type Stripe from 'stripe';
import { ApiError } from '../errors.js';
import { cancel } from '../life/endings.js';
import { newId } from '../ids.js';
import { moveBalance, newCustomer } from '../objects/customer.js';
import { customerOf, isOver } from '../objects/subscription.js';
import { choice, email, emptyable, integer, list, metadata, object, paging, range, text, within } from '../params.js';
import { forget } from '../state.js';
import { change } from '../webhooks/events.js';
import { assign, at, merged, named } from './find.js';
import { page } from './lists.js';
import { route, type Route } from './route.js';

const FIELDS = {
  description: text(5_000).optional(),
  email: email().optional(),
  metadata: emptyable(metadata()).optional(),
  name: text(256).optional(),
  phone: text(20).optional(),
  preferred_locales: list(text(10)).optional(),
};
const UNSUPPORTED = [
  'address',
  'balance',
  'business_name',
  'cash_balance',
  'individual_name',
  'invoice_prefix',
  'next_invoice_sequence',
  'payment_method',
  'shipping',
  'source',
  'tax',
  'tax_exempt',
  'tax_id_data',
  'test_clock',
  'validate',
];

export const customerRoutes: Route[] = [
  route('POST /v1/customers', {
    params: object(FIELDS),
    unsupported: [...UNSUPPORTED, 'invoice_settings'],
    run: (world, { preferred_locales: preferredLocales, ...fields }) => newCustomer(world, { ...fields, preferredLocales }),
  }),
  route('GET /v1/customers', {
    params: object({ ...paging, email: text(512).optional(), created: range().optional() }),
    unsupported: ['test_clock'],
    run(world, { email: wanted, created, ...paged }) {
      const customers = Object.values(world.state.customers).filter(
        (it) => (wanted === undefined || it.email === wanted) && within(it.created, created),
      );
      return page('/v1/customers', customers, paged);
    },
  }),
  route('GET /v1/customers/search', {
    params: object({ query: text(), limit: integer(1, 100).optional() }),
    unsupported: ['page'],
    run(world, { query, limit = 10 }) {
      const found = Object.values(world.state.customers).filter(searched(query)).reverse();
      return {
        object: 'search_result',
        data: found.slice(0, limit),
        has_more: found.length > limit,
        next_page: null,
        url: '/v1/customers/search',
      };
    },
  }),
  route('GET /v1/customers/:id', {
    params: object({}),
    run: ({ state }, _, id) =>
      at<object>(Object.hasOwn(state.deletedCustomers, id) ? state.deletedCustomers : state.customers, 'customer', id),
  }),
  route('POST /v1/customers/:id', {
    params: object({
      ...FIELDS,
      description: emptyable(text(5_000)).optional(),
      name: emptyable(text(256)).optional(),
      phone: emptyable(text(20)).optional(),
      email: emptyable(email()).optional(),
      invoice_settings: object({ default_payment_method: text().optional() }).optional(),
    }),
    unsupported: [...UNSUPPORTED, 'default_source'],
    run(world, { metadata: data, invoice_settings: settings, ...fields }, id) {
      const customer = at(world.state.customers, 'customer', id);
      const method = settings?.default_payment_method;
      if (method !== undefined) named(world.state.paymentMethods, 'PaymentMethod', method, 'invoice_settings[default_payment_method]');
      change(world.events, 'customer.updated', customer, (it) => {
        assign(it, fields);
        if (data !== undefined) it.metadata = merged(it.metadata, data);
        if (method !== undefined) it.invoice_settings.default_payment_method = method;
      });
      return customer;
    },
  }),
  route('POST /v1/customers/:id/balance_transactions', {
    params: object({
      amount: integer(-99_999_999, 99_999_999),
      currency: choice(['eur']),
      description: text(350).optional(),
      metadata: emptyable(metadata()).optional(),
    }),
    run(world, { amount, currency, description, metadata: data }, id) {
      const customer = at(world.state.customers, 'customer', id);
      moveBalance(world, customer, amount);
      const transaction: Stripe.CustomerBalanceTransaction = {
        id: newId('cbtxn'),
        object: 'customer_balance_transaction',
        amount,
        checkout_session: null,
        created: world.now(),
        credit_note: null,
        currency,
        customer: id,
        customer_account: null,
        description: description ?? null,
        ending_balance: customer.balance,
        invoice: null,
        livemode: false,
        metadata: data ?? {},
        type: 'adjustment',
      };
      return transaction;
    },
  }),
  route('DELETE /v1/customers/:id', {
    params: object({}),
    run(world, _, id) {
      const customer = at(world.state.customers, 'customer', id);
      for (const subscription of Object.values(world.state.subscriptions)) {
        if (customerOf(subscription) === id && !isOver(subscription)) cancel(world, subscription, 'cancellation_requested');
      }
      const deleted: Stripe.DeletedCustomer = { id, object: 'customer', deleted: true };
      forget(world.state.customers, id);
      world.state.deletedCustomers[id] = deleted;
      world.events.emit('customer.deleted', customer);
      return deleted;
    },
  }),
];

const CLAUSE = /^(email|name|metadata\['([^']+)'\])\s*(:|~)\s*['"]([^'"]*)['"]$/;

/** The part of Stripe's search language that finds a customer: equality or « contains », joined by AND. */
function searched(query: string): (customer: Stripe.Customer) => boolean {
  const clauses = query.split(/\s+AND\s+/i).map((clause) => {
    const match = CLAUSE.exec(clause.trim());
    if (!match) throw new ApiError(`We were unable to parse your search query: ${clause}`, { param: 'query' });
    const [, field = '', key, operator, value = ''] = match;
    return (customer: Stripe.Customer): boolean => {
      const actual = key === undefined ? customer[field as 'email' | 'name'] : customer.metadata[key];
      return operator === ':' ? actual === value : (actual ?? '').includes(value);
    };
  });
  return (customer) => clauses.every((clause) => clause(customer));
}
