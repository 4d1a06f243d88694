import type Stripe from 'stripe';
import { ApiError } from '../errors.js';
import { expire } from '../life/checkout.js';
import { newSession } from '../objects/session.js';
import { boolean, choice, email, integer, list, metadata, object, paging, range, text, url, within } from '../params.js';
import type { World } from '../world.js';
import { lineItems } from './expand.js';
import { at, merged, named } from './find.js';
import { page } from './lists.js';
import { LOCALES } from './locales.js';
import { route, type Route } from './route.js';

const HALF_HOUR = 1_800;
const DAY = 86_400;

const subscriptionData = object({
  billing_mode: object({ type: choice(['flexible']) }).optional(),
  description: text(500).optional(),
  metadata: metadata().optional(),
  trial_end: integer(0).optional(),
  trial_period_days: integer(1, 730).optional(),
  trial_settings: object({
    end_behavior: object({ missing_payment_method: choice(['cancel', 'create_invoice', 'pause']) }),
  }).optional(),
});

const params = object({
  mode: choice(['subscription', 'payment', 'setup']),
  line_items: list(object({ price: text(), quantity: integer(1, 999_999).optional(), metadata: metadata().optional() }), 20),
  success_url: url(),
  cancel_url: url().optional(),
  client_reference_id: text(200).optional(),
  customer: text().optional(),
  customer_email: email().optional(),
  customer_update: object({
    address: choice(['auto', 'never']).optional(),
    name: choice(['auto', 'never']).optional(),
    shipping: choice(['auto', 'never']).optional(),
  }).optional(),
  subscription_data: subscriptionData.optional(),
  metadata: metadata().optional(),
  locale: choice(['auto', ...LOCALES]).optional(),
  allow_promotion_codes: boolean().optional(),
  billing_address_collection: choice(['auto', 'required']).optional(),
  payment_method_collection: choice(['always', 'if_required']).optional(),
  expires_at: integer(0).optional(),
  ui_mode: choice(['hosted_page', 'embedded_page', 'elements', 'form']).optional(),
  submit_type: choice(['auto', 'book', 'donate', 'pay', 'subscribe']).optional(),
  automatic_tax: object({ enabled: boolean() }).optional(),
  consent_collection: object({
    terms_of_service: choice(['none', 'required']).optional(),
    promotions: choice(['auto', 'none']).optional(),
    payment_method_reuse_agreement: object({ position: choice(['auto', 'hidden']) }).optional(),
  }).optional(),
  custom_text: object({
    submit: object({ message: text(1_200) }).optional(),
    after_submit: object({ message: text(1_200) }).optional(),
    terms_of_service_acceptance: object({ message: text(1_200) }).optional(),
  }).optional(),
});

/** Stripe has these; playing them would say something the simulator does not do. */
const UNSUPPORTED = [
  'adaptive_pricing',
  'after_expiration',
  'allowed_payment_method_types',
  'branding_settings',
  'currency',
  'custom_fields',
  'customer_account',
  'customer_creation',
  'discounts',
  'excluded_payment_method_types',
  'integration_identifier',
  'invoice_creation',
  'managed_payments',
  'name_collection',
  'optional_items',
  'origin_context',
  'payment_intent_data',
  'payment_method_configuration',
  'payment_method_data',
  'payment_method_options',
  'permissions',
  'phone_number_collection',
  'redirect_on_completion',
  'return_url',
  'saved_payment_method_options',
  'setup_intent_data',
  'shipping_address_collection',
  'shipping_options',
  'tax_id_collection',
  'wallet_options',
];

type Wish = ReturnType<(typeof params)['parse']>;

export const checkoutRoutes: Route[] = [
  route('POST /v1/checkout/sessions', { params, unsupported: UNSUPPORTED, run: create }),
  route('GET /v1/checkout/sessions', {
    params: object({
      ...paging,
      customer: text().optional(),
      customer_details: object({ email: text(512) }).optional(),
      status: choice(['open', 'complete', 'expired']).optional(),
      subscription: text().optional(),
      created: range().optional(),
    }),
    unsupported: ['customer_account', 'payment_intent', 'payment_link'],
    run(world, { customer, customer_details: details, status, subscription, created, ...paged }) {
      const sessions = Object.values(world.state.sessions).filter(
        (it) =>
          (customer === undefined || it.customer === customer) &&
          (details === undefined || it.customer_details?.email === details.email) &&
          (status === undefined || it.status === status) &&
          (subscription === undefined || it.subscription === subscription) &&
          within(it.created, created),
      );
      return page('/v1/checkout/sessions', sessions, paged);
    },
  }),
  route('GET /v1/checkout/sessions/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.sessions, 'checkout.session', id),
  }),
  route('POST /v1/checkout/sessions/:id', {
    params: object({ metadata: metadata() }),
    unsupported: ['collected_information', 'line_items', 'shipping_options'],
    run(world, { metadata: data }, id) {
      const session = at(world.state.sessions, 'checkout.session', id);
      session.metadata = merged(session.metadata ?? {}, data);
      return session;
    },
  }),
  route('GET /v1/checkout/sessions/:id/line_items', {
    params: object(paging),
    run(world, _, id) {
      at(world.state.sessions, 'checkout.session', id);
      return lineItems(world, id);
    },
  }),
  route('POST /v1/checkout/sessions/:id/expire', {
    params: object({}),
    run(world, _, id) {
      const session = at(world.state.sessions, 'checkout.session', id);
      if (session.status !== 'open') {
        throw new ApiError('Only Checkout Sessions with a status in ["open"] can be expired.', { param: 'session' });
      }
      expire(world, session);
      return session;
    },
  }),
];

function create(world: World, wish: Wish): Stripe.Checkout.Session {
  check(world, wish);
  const [item] = wish.line_items;
  if (!item) throw new ApiError('Missing required param: line_items.', { code: 'parameter_missing', param: 'line_items' });
  const price = priceOf(world, item.price);
  const customer = wish.customer === undefined ? undefined : named(world.state.customers, 'customer', wish.customer, 'customer');
  return newSession(world, {
    amount: (price.unit_amount ?? 0) * (item.quantity ?? 1),
    currency: price.currency,
    customer: customer?.id ?? null,
    knownEmail: customer?.email ?? null,
    typedEmail: wish.customer_email ?? null,
    successUrl: wish.success_url,
    cancelUrl: wish.cancel_url ?? null,
    reference: wish.client_reference_id ?? null,
    metadata: wish.metadata ?? {},
    locale: wish.locale ?? null,
    expiresAt: wish.expires_at ?? world.now() + DAY,
    promotionCodes: wish.allow_promotion_codes ?? null,
    termsOfService: wish.consent_collection?.terms_of_service ?? null,
    submitType: wish.submit_type ?? null,
    submitText: wish.custom_text?.submit?.message ?? null,
    paymentMethodCollection: wish.payment_method_collection ?? 'always',
    billingAddressCollection: wish.billing_address_collection ?? null,
    lineItem: { price: price.id, quantity: item.quantity ?? 1 },
    subscription: {
      metadata: wish.subscription_data?.metadata ?? {},
      description: wish.subscription_data?.description ?? null,
      trialDays: wish.subscription_data?.trial_period_days ?? null,
      trialEnd: wish.subscription_data?.trial_end ?? null,
      onTrialWithoutCard: wish.subscription_data?.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice',
    },
  });
}

function check(world: World, wish: Wish): void {
  if (wish.mode !== 'subscription')
    throw new ApiError(`The simulator plays subscriptions only, not mode ${wish.mode}`, { code: 'simulator_unsupported', param: 'mode' });
  if ((wish.ui_mode ?? 'hosted_page') !== 'hosted_page')
    throw new ApiError('The simulator plays hosted pages only', { code: 'simulator_unsupported', param: 'ui_mode' });
  if (wish.line_items.length > 1)
    throw new ApiError('The simulator plays one line item only', { code: 'simulator_unsupported', param: 'line_items' });
  if (wish.customer !== undefined && wish.customer_email !== undefined) {
    throw new ApiError('You may only specify one of these parameters: customer, customer_email.', {
      code: 'parameters_exclusive',
      param: 'customer',
    });
  }
  if (wish.customer_update !== undefined && wish.customer === undefined) {
    throw new ApiError('`customer_update` can only be used with `customer`.', { param: 'customer_update' });
  }
  const { trial_end: trialEnd, trial_period_days: trialDays } = wish.subscription_data ?? {};
  if (trialEnd !== undefined && trialDays !== undefined) {
    throw new ApiError('You may only specify one of these parameters: trial_end, trial_period_days.', {
      code: 'parameters_exclusive',
      param: 'subscription_data[trial_end]',
    });
  }
  const now = world.now();
  if (trialEnd !== undefined && trialEnd < now + 2 * DAY)
    throw new ApiError('The `trial_end` date has to be at least 2 days in the future.', { param: 'subscription_data[trial_end]' });
  if (wish.expires_at !== undefined && (wish.expires_at < now + HALF_HOUR || wish.expires_at > now + DAY)) {
    throw new ApiError('The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.', {
      param: 'expires_at',
    });
  }
  if (wish.automatic_tax?.enabled)
    throw new ApiError('The simulator does not compute taxes', { code: 'simulator_unsupported', param: 'automatic_tax[enabled]' });
}

function priceOf(world: World, id: string): Stripe.Price {
  const price = named(world.state.prices, 'price', id, 'line_items[0][price]');
  if (!price.active)
    throw new ApiError(`The price specified is inactive. This field only accepts active prices.`, {
      code: 'price_inactive',
      param: 'line_items[0][price]',
    });
  if (!price.recurring)
    throw new ApiError('You must provide at least one recurring price in `subscription` mode when using prices.', { param: 'line_items' });
  return price;
}
