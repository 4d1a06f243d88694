import type Stripe from 'stripe';
import { ApiError } from '../errors.js';
import { cancel, cancelAtPeriodEnd, keepRenewing, pause } from '../life/endings.js';
import { changePrice, resume } from '../life/renewals.js';
import { customerOf, isOver, itemOf } from '../objects/subscription.js';
import { boolean, choice, emptyable, integer, list, metadata, object, paging, range, text, within } from '../params.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';
import { at, merged, named } from './find.js';
import { page } from './lists.js';
import { route, type Route } from './route.js';

const STATUSES = ['active', 'canceled', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid'] as const;
const cancellationDetails = object({
  comment: emptyable(text(5_000)).optional(),
  feedback: emptyable(
    choice(['customer_service', 'low_quality', 'missing_features', 'other', 'switched_service', 'too_complex', 'too_expensive', 'unused']),
  ).optional(),
});

const update = object({
  cancel_at_period_end: boolean().optional(),
  cancel_at: emptyable(integer(0)).optional(),
  cancellation_details: cancellationDetails.optional(),
  default_payment_method: text().optional(),
  description: emptyable(text(500)).optional(),
  items: list(object({ id: text().optional(), price: text().optional(), quantity: integer(1, 999_999).optional() }), 20).optional(),
  metadata: emptyable(metadata()).optional(),
  pause_collection: emptyable(
    object({ behavior: choice(['keep_as_draft', 'mark_uncollectible', 'void']), resumes_at: integer(0).optional() }),
  ).optional(),
  payment_behavior: choice(['allow_incomplete', 'default_incomplete', 'error_if_incomplete', 'pending_if_incomplete']).optional(),
  proration_behavior: choice(['always_invoice', 'create_prorations', 'none']).optional(),
});

const UNSUPPORTED_UPDATES = [
  'add_invoice_items',
  'application_fee_percent',
  'automatic_tax',
  'billing_cycle_anchor',
  'billing_schedules',
  'billing_thresholds',
  'collection_method',
  'days_until_due',
  'default_source',
  'default_tax_rates',
  'discounts',
  'invoice_settings',
  'off_session',
  'on_behalf_of',
  'payment_settings',
  'pending_invoice_item_interval',
  'proration_date',
  'transfer_data',
  'trial_end',
  'trial_from_plan',
  'trial_settings',
];

type Update = ReturnType<(typeof update)['parse']>;

export const subscriptionRoutes: Route[] = [
  route('GET /v1/subscriptions', {
    params: object({
      ...paging,
      customer: text().optional(),
      price: text().optional(),
      status: choice([...STATUSES, 'all', 'ended']).optional(),
      created: range().optional(),
      current_period_end: range().optional(),
      current_period_start: range().optional(),
    }),
    unsupported: ['automatic_tax', 'collection_method', 'customer_account', 'plan', 'test_clock'],
    run(world, { customer, price, status, created, current_period_end: ends, current_period_start: starts, ...paged }) {
      const found = Object.values(world.state.subscriptions).filter(
        (it) =>
          (customer === undefined || customerOf(it) === customer) &&
          (price === undefined || itemOf(it).price.id === price) &&
          hasStatus(it, status) &&
          within(it.created, created) &&
          within(itemOf(it).current_period_end, ends) &&
          within(itemOf(it).current_period_start, starts),
      );
      return page('/v1/subscriptions', found, paged);
    },
  }),
  route('GET /v1/subscriptions/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.subscriptions, 'subscription', id),
  }),
  route('POST /v1/subscriptions/:id', { params: update, unsupported: UNSUPPORTED_UPDATES, run: applyUpdate }),
  route('DELETE /v1/subscriptions/:id', {
    params: object({
      cancellation_details: cancellationDetails.optional(),
      invoice_now: boolean().optional(),
      prorate: boolean().optional(),
    }),
    run(world, { cancellation_details: details }, id) {
      const subscription = living(world, id);
      if (details) explain(subscription, details);
      cancel(world, subscription, 'cancellation_requested');
      return subscription;
    },
  }),
  route('POST /v1/subscriptions/:id/pause', {
    params: object({
      type: choice(['subscription']).optional(),
      invoicing_behavior: choice(['invoice', 'pending_invoice_item']).optional(),
    }),
    unsupported: ['bill_for'],
    run(world, _, id) {
      const subscription = living(world, id);
      if (!['active', 'trialing', 'past_due'].includes(subscription.status)) {
        throw new ApiError(`A subscription that is ${subscription.status} cannot be paused.`, { param: 'id' });
      }
      pause(world, subscription, 'pause_requested');
      return subscription;
    },
  }),
  route('POST /v1/subscriptions/:id/resume', {
    params: object({
      billing_cycle_anchor: object({ type: choice(['now']) }).optional(),
      payment_behavior: choice(['resume_on_payment_attempt', 'resume_on_payment_success']).optional(),
      proration_behavior: choice(['always_invoice', 'create_prorations', 'none']).optional(),
    }),
    unsupported: ['proration_date'],
    run(world, _, id) {
      const subscription = living(world, id);
      resume(world, subscription);
      return subscription;
    },
  }),
];

/** Without a status, Stripe lists all that is not canceled. */
function hasStatus({ status }: Stripe.Subscription, wanted: string | undefined): boolean {
  if (wanted === undefined) return status !== 'canceled';
  if (wanted === 'ended') return status === 'canceled' || status === 'incomplete_expired';
  return wanted === 'all' || status === wanted;
}

/** An ended subscription is gone for everything but reading. */
function living(world: World, id: string): Stripe.Subscription {
  const subscription = at(world.state.subscriptions, 'subscription', id);
  if (isOver(subscription)) throw new ApiError(`No such subscription: '${id}'`, { status: 404, code: 'resource_missing', param: 'id' });
  return subscription;
}

function applyUpdate(world: World, wish: Update, id: string): Stripe.Subscription {
  const subscription = at(world.state.subscriptions, 'subscription', id);
  if (isOver(subscription) && Object.keys(wish).some((name) => name !== 'metadata' && name !== 'cancellation_details')) {
    throw new ApiError('A canceled subscription can only update its cancellation_details and metadata.', { param: 'id' });
  }
  checkUpdate(world, subscription, wish);
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    if (wish.metadata !== undefined) it.metadata = merged(it.metadata, wish.metadata);
    if (wish.description !== undefined) it.description = wish.description;
    if (wish.default_payment_method !== undefined) it.default_payment_method = wish.default_payment_method;
    if (wish.cancellation_details) explain(it, wish.cancellation_details);
    applyEnding(world, it, wish);
    if (wish.pause_collection !== undefined) {
      it.pause_collection = wish.pause_collection && {
        behavior: wish.pause_collection.behavior,
        resumes_at: wish.pause_collection.resumes_at ?? null,
      };
    }
    const [item] = wish.items ?? [];
    if (item?.quantity !== undefined) itemOf(it).quantity = item.quantity;
    const price = item?.price === undefined ? undefined : world.state.prices[item.price];
    if (price && price.id !== itemOf(it).price.id) changePrice(world, it, price, wish.proration_behavior !== 'none');
  });
  return subscription;
}

function applyEnding(world: World, subscription: Stripe.Subscription, wish: Update): void {
  if (wish.cancel_at_period_end === true) cancelAtPeriodEnd(subscription, world.now());
  if (wish.cancel_at_period_end === false || wish.cancel_at === null) keepRenewing(subscription);
  if (typeof wish.cancel_at === 'number') {
    subscription.cancel_at = wish.cancel_at;
    subscription.canceled_at = world.now();
  }
}

function checkUpdate(world: World, subscription: Stripe.Subscription, wish: Update): void {
  if (wish.cancel_at_period_end !== undefined && wish.cancel_at !== undefined) {
    throw new ApiError('You may only specify one of these parameters: cancel_at, cancel_at_period_end.', {
      code: 'parameters_exclusive',
      param: 'cancel_at',
    });
  }
  if (typeof wish.cancel_at === 'number' && wish.cancel_at < world.now()) {
    throw new ApiError('`cancel_at` must be in the future.', { param: 'cancel_at' });
  }
  if (wish.default_payment_method !== undefined) {
    named(world.state.paymentMethods, 'PaymentMethod', wish.default_payment_method, 'default_payment_method');
  }
  const [item, ...others] = wish.items ?? [];
  if (!item) return;
  if (others.length > 0 || item.id !== itemOf(subscription).id) {
    throw new ApiError('The simulator plays subscriptions of one item: name it by its id', {
      code: 'simulator_unsupported',
      param: 'items',
    });
  }
  if (item.price !== undefined) named(world.state.prices, 'price', item.price, 'items[0][price]');
}

function explain(
  subscription: Stripe.Subscription,
  given: { comment?: string | null | undefined; feedback?: string | null | undefined },
): void {
  subscription.cancellation_details = {
    feedback_option: null,
    reason: subscription.cancellation_details?.reason ?? null,
    comment: given.comment === undefined ? (subscription.cancellation_details?.comment ?? null) : given.comment,
    feedback: given.feedback === undefined ? (subscription.cancellation_details?.feedback ?? null) : given.feedback,
  };
}
