import type Stripe from 'stripe';
import { newId, newSessionId } from '../ids.js';
import type { CheckoutSecret } from '../state.js';
import type { World } from '../world.js';

interface SessionFields {
  amount: number;
  currency: string;
  customer: string | null;
  knownEmail: string | null;
  typedEmail: string | null;
  successUrl: string;
  cancelUrl: string | null;
  reference: string | null;
  metadata: Stripe.Metadata;
  locale: Stripe.Checkout.Session.Locale | null;
  expiresAt: number;
  promotionCodes: boolean | null;
  termsOfService: 'none' | 'required' | null;
  submitType: Stripe.Checkout.Session.SubmitType | null;
  submitText: string | null;
  paymentMethodCollection: Stripe.Checkout.Session.PaymentMethodCollection;
  billingAddressCollection: Stripe.Checkout.Session.BillingAddressCollection | null;
  lineItem: { price: string; quantity: number };
  subscription: { metadata: Stripe.Metadata } & Pick<CheckoutSecret, 'description' | 'trialDays' | 'trialEnd' | 'onTrialWithoutCard'>;
}

export function newSession(world: World, fields: SessionFields): Stripe.Checkout.Session {
  const id = newSessionId();
  const email = fields.knownEmail ?? fields.typedEmail;
  const session: Stripe.Checkout.Session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: fields.promotionCodes,
    allowed_payment_method_types: null,
    amount_subtotal: fields.amount,
    amount_total: fields.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: fields.billingAddressCollection,
    cancel_url: fields.cancelUrl,
    client_reference_id: fields.reference,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: fields.termsOfService && {
      payment_method_reuse_agreement: null,
      promotions: 'none',
      terms_of_service: fields.termsOfService,
    },
    created: world.now(),
    currency: fields.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: fields.submitText === null ? null : { message: fields.submitText },
      terms_of_service_acceptance: null,
    },
    customer: fields.customer,
    customer_account: null,
    customer_creation: fields.customer === null ? 'always' : null,
    customer_details:
      email === null
        ? null
        : { address: null, business_name: null, email, individual_name: null, name: null, phone: null, tax_exempt: 'none', tax_ids: null },
    customer_email: fields.typedEmail,
    discounts: null,
    expires_at: fields.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: fields.locale,
    managed_payments: null,
    metadata: fields.metadata,
    mode: 'subscription',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: fields.paymentMethodCollection,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: fields.submitType,
    subscription: null,
    success_url: fields.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.settings.publicUrl}/c/pay/${id}`,
    wallet_options: null,
  };
  const { metadata: subscriptionMetadata, ...subscription } = fields.subscription;
  world.state.sessions[id] = session;
  world.state.checkouts[id] = {
    ...fields.lineItem,
    ...subscription,
    subscriptionMetadata,
    lineItemId: newId('li'),
    subscription: null,
    customer: null,
  };
  return session;
}
