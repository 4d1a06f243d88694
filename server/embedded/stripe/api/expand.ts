import { ApiError } from '../errors.js';
import { customerOf } from '../objects/subscription.js';
import { secretOf } from '../life/checkout.js';
import type { World } from '../world.js';

type Hash = Record<string, unknown>;

const isHash = (value: unknown): value is Hash => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces ids by what they name, on a copy: `subscription`, `data.customer`, `latest_invoice.payments`. */
export function expand(world: World, answer: object, paths: readonly string[]): object {
  const copy = structuredClone(answer) as Hash;
  for (const path of paths) {
    const parts = path.split('.');
    if (parts.length > 4) throw new ApiError(`You cannot expand more than 4 levels of a property. Property: ${path}`);
    visit(world, copy, parts, path);
  }
  return copy;
}

function visit(world: World, target: Hash, parts: string[], path: string): void {
  const [key, ...rest] = parts;
  if (key === undefined) return;
  const included = include(world, target, key);
  if (included) target[key] = included;
  else if (!Object.hasOwn(target, key)) throw notExpandable(path, key);
  const value = target[key];
  if (typeof value === 'string') {
    const found = find(world, value);
    if (!found) throw notExpandable(path, key);
    target[key] = structuredClone(found);
  } else if (rest.length === 0 && !included && value !== null && !(isHash(value) && 'id' in value)) throw notExpandable(path, key);
  if (rest.length === 0) return;
  const next = target[key];
  if (Array.isArray(next)) next.filter(isHash).forEach((item) => visit(world, item, rest, path));
  else if (isHash(next)) visit(world, next, rest, path);
}

function find(world: World, id: string): object | undefined {
  const { state } = world;
  const tables = [
    state.customers,
    state.deletedCustomers,
    state.subscriptions,
    state.invoices,
    state.paymentIntents,
    state.charges,
    state.paymentMethods,
    state.products,
    state.prices,
    state.refunds,
    state.sessions,
  ];
  return tables.map((table) => table[id]).find((object) => object !== undefined);
}

/** Properties that exist only when they are asked for. */
function include(world: World, target: Hash, key: string): object | undefined {
  const { object, id } = target;
  if (typeof id !== 'string') return undefined;
  if (object === 'checkout.session' && key === 'line_items') return lineItems(world, id);
  if (object === 'invoice' && key === 'payments') {
    return listOf(
      Object.values(world.state.invoicePayments).filter((payment) => payment.invoice === id),
      '/v1/invoice_payments',
    );
  }
  if (object === 'customer' && key === 'subscriptions') {
    const own = Object.values(world.state.subscriptions).filter((it) => customerOf(it) === id && it.status !== 'canceled');
    return listOf(own, `/v1/customers/${id}/subscriptions`);
  }
  if (object === 'charge' && key === 'refunds') {
    return listOf(
      Object.values(world.state.refunds).filter((refund) => refund.charge === id),
      `/v1/charges/${id}/refunds`,
    );
  }
  return undefined;
}

export function lineItems(world: World, sessionId: string): object {
  const session = world.state.sessions[sessionId];
  if (!session) throw new Error(`No session ${sessionId}`);
  const secret = secretOf(world, session);
  const price = world.state.prices[secret.price];
  const amount = (price?.unit_amount ?? 0) * secret.quantity;
  const product = typeof price?.product === 'string' ? world.state.products[price.product] : undefined;
  const item = {
    id: secret.lineItemId,
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price?.currency ?? 'eur',
    description: product?.name ?? null,
    metadata: {},
    price,
    quantity: secret.quantity,
  };
  return listOf([structuredClone(item)], `/v1/checkout/sessions/${sessionId}/line_items`);
}

function listOf(data: object[], url: string): object {
  return { object: 'list', data: structuredClone([...data].reverse()), has_more: false, url };
}

function notExpandable(path: string, key: string): ApiError {
  return new ApiError(`This property cannot be expanded (${key}).`, { param: `expand (${path})` });
}
