import { ApiError } from '../errors.js';
import { refund } from '../life/refunds.js';
import { choice, emptyable, integer, metadata, object, paging, range, text, within } from '../params.js';
import type { World } from '../world.js';
import { at, named } from './find.js';
import { page } from './lists.js';
import { route, type Route } from './route.js';

export const paymentRoutes: Route[] = [
  route('GET /v1/invoice_payments', {
    params: object({
      ...paging,
      invoice: text().optional(),
      status: choice(['canceled', 'open', 'paid']).optional(),
      payment: object({ type: choice(['payment_intent']), payment_intent: text().optional() }).optional(),
      created: range().optional(),
    }),
    run(world, { invoice, status, payment, created, ...paged }) {
      const found = Object.values(world.state.invoicePayments).filter(
        (it) =>
          (invoice === undefined || it.invoice === invoice) &&
          (status === undefined || it.status === status) &&
          (payment?.payment_intent === undefined || it.payment.payment_intent === payment.payment_intent) &&
          within(it.created, created),
      );
      return page('/v1/invoice_payments', found, paged);
    },
  }),
  route('GET /v1/payment_intents/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.paymentIntents, 'payment_intent', id),
  }),
  route('GET /v1/payment_methods/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.paymentMethods, 'PaymentMethod', id),
  }),
  route('GET /v1/charges', {
    params: object({ ...paging, customer: text().optional(), payment_intent: text().optional(), created: range().optional() }),
    unsupported: ['transfer_group'],
    run(world, { customer, payment_intent: intent, created, ...paged }) {
      const found = Object.values(world.state.charges).filter(
        (it) =>
          (customer === undefined || it.customer === customer) &&
          (intent === undefined || it.payment_intent === intent) &&
          within(it.created, created),
      );
      return page('/v1/charges', found, paged);
    },
  }),
  route('GET /v1/charges/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.charges, 'charge', id),
  }),
  route('POST /v1/refunds', {
    params: object({
      amount: integer(1).optional(),
      charge: text().optional(),
      payment_intent: text().optional(),
      reason: choice(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
      metadata: emptyable(metadata()).optional(),
    }),
    unsupported: ['currency', 'customer', 'instructions_email', 'origin', 'refund_application_fee', 'reverse_transfer'],
    run: (world, { charge, payment_intent: intent, amount, reason, metadata: data }) =>
      refund(world, chargeOf(world, charge, intent), { amount, reason: reason ?? null, metadata: data ?? {} }),
  }),
  route('GET /v1/refunds', {
    params: object({ ...paging, charge: text().optional(), payment_intent: text().optional(), created: range().optional() }),
    run(world, { charge, payment_intent: intent, created, ...paged }) {
      const found = Object.values(world.state.refunds).filter(
        (it) =>
          (charge === undefined || it.charge === charge) &&
          (intent === undefined || it.payment_intent === intent) &&
          within(it.created, created),
      );
      return page('/v1/refunds', found, paged);
    },
  }),
  route('GET /v1/refunds/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.refunds, 'refund', id),
  }),
];

function chargeOf(world: World, charge: string | undefined, intent: string | undefined) {
  if (charge !== undefined && intent === undefined) return named(world.state.charges, 'charge', charge, 'charge');
  if (intent === undefined || charge !== undefined) {
    throw new ApiError('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
    });
  }
  const { latest_charge: latest } = named(world.state.paymentIntents, 'payment_intent', intent, 'payment_intent');
  if (typeof latest !== 'string')
    throw new ApiError(`This PaymentIntent (${intent}) does not have a successful charge to refund.`, { param: 'payment_intent' });
  return named(world.state.charges, 'charge', latest, 'charge');
}
