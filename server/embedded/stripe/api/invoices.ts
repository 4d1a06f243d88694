import { ApiError } from '../errors.js';
import { finalize, pay, voidInvoice } from '../life/invoices.js';
import { subscriptionOf } from '../objects/invoice.js';
import { choice, object, paging, range, text, within } from '../params.js';
import { at } from './find.js';
import { page } from './lists.js';
import { route, type Route } from './route.js';

export const invoiceRoutes: Route[] = [
  route('GET /v1/invoices', {
    params: object({
      ...paging,
      customer: text().optional(),
      subscription: text().optional(),
      status: choice(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
      created: range().optional(),
    }),
    unsupported: ['collection_method', 'customer_account', 'due_date'],
    run(world, { customer, subscription, status, created, ...paged }) {
      const found = Object.values(world.state.invoices).filter(
        (it) =>
          (customer === undefined || it.customer === customer) &&
          (subscription === undefined || subscriptionOf(world, it)?.id === subscription) &&
          (status === undefined || it.status === status) &&
          within(it.created, created),
      );
      return page('/v1/invoices', found, paged);
    },
  }),
  route('GET /v1/invoices/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.invoices, 'invoice', id),
  }),
  route('POST /v1/invoices/:id/finalize', {
    params: object({}),
    unsupported: ['auto_advance'],
    run(world, _, id) {
      const invoice = at(world.state.invoices, 'invoice', id);
      if (invoice.status !== 'draft') throw new ApiError('This invoice is already finalized.', { code: 'invoice_not_editable' });
      finalize(world, invoice);
      return invoice;
    },
  }),
  route('POST /v1/invoices/:id/pay', {
    params: object({}),
    unsupported: ['forgive', 'mandate', 'off_session', 'paid_out_of_band', 'payment_method', 'source'],
    run(world, _, id) {
      const invoice = at(world.state.invoices, 'invoice', id);
      if (invoice.status === 'paid') throw new ApiError('Invoice is already paid', { code: 'invoice_already_paid' });
      if (invoice.status === 'draft') finalize(world, invoice);
      const payment = pay(world, invoice, false);
      if (payment.outcome !== 'refused') return invoice;
      const { code, declineCode, message } = payment.refusal;
      throw new ApiError(message, { type: 'card_error', status: 402, code, ...(declineCode && { declineCode }) });
    },
  }),
  route('POST /v1/invoices/:id/void', {
    params: object({}),
    run(world, _, id) {
      const invoice = at(world.state.invoices, 'invoice', id);
      if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
        throw new ApiError('You can only void an invoice that is open or uncollectible.', { code: 'invoice_not_editable' });
      }
      voidInvoice(world, invoice);
      return invoice;
    },
  }),
];
