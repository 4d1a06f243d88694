import Stripe from 'stripe';
import { clock, hours } from '../platform/clock.js';
import { badInput, UserError } from '../platform/errors.js';
import type { Database } from '../platform/db/database.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { CheckoutSession } from './billing.types.js';
import type { CustomerService } from './customer.service.js';
import type { MembershipService } from './membership.service.js';
import { isPlanId, type PlanService } from './plan.service.js';
import { SYNC_JOB } from './reconciliation.service.js';
import type { StripeTurns } from './stripe-turns.js';

/** A page that is about to expire is not given again. */
const LEFT_AT_LEAST = hours(1);
/** Subscriptions that are paid, or may still be: beside one of them, another would be paid twice. */
const LIVING = new Set<string>(['active', 'trialing', 'past_due', 'unpaid', 'paused']);

interface Wish {
  userId: string;
  customer: string;
  planId: string;
  price: string;
  locale: 'fr' | 'en';
}

type Outcome = { url: string } | { living: Stripe.Subscription[] } | { paid: true };

/** One open Checkout per woman, and none while she has, or may still be charged for, a membership. */
export class CheckoutService {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
    private readonly turns: StripeTurns,
    private readonly customers: CustomerService,
    private readonly memberships: MembershipService,
    private readonly plans: PlanService,
    private readonly publicUrl: string,
  ) {}

  async open(viewer: Viewer, planId: string): Promise<CheckoutSession> {
    if (!isPlanId(planId)) throw badInput({ planId: 'MONTH, QUARTER or YEAR.' });
    if (await this.memberships.hasAccess(viewer.id)) throw alreadyMember();
    const customer = await this.customers.of(viewer);
    const wish: Wish = {
      userId: viewer.id,
      customer,
      planId,
      price: this.plans.priceOf(planId),
      locale: viewer.locale === 'EN' ? 'en' : 'fr',
    };
    const outcome = await this.turns.take(`checkout:${viewer.id}`, () => this.onlyPage(wish));
    if ('url' in outcome) return outcome;
    if ('paid' in outcome) throw alreadyMember();
    await this.db.transaction(async (tx) => {
      for (const { id } of outcome.living) await tx.enqueue(SYNC_JOB, { subscriptionId: id });
    });
    throw outcome.living.some(({ status }) => status === 'active' || status === 'trialing') ? alreadyMember() : paymentDue();
  }

  /** Stripe is asked, not our table: she may have paid a second ago. */
  private async onlyPage(wish: Wish): Promise<Outcome> {
    const { customer } = wish;
    const subscriptions = await this.stripe.subscriptions.list({ customer, limit: 100 });
    const living = subscriptions.data.filter(({ status }) => LIVING.has(status));
    if (living.length > 0) return { living };

    const open = await this.stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 });
    const kept = open.data.find((session) => fits(session, wish));
    for (const other of open.data) {
      if (other !== kept && !(await this.close(other))) return { paid: true };
    }
    return { url: urlOf(kept ?? (await this.create(wish))) };
  }

  /** False when it can no longer be closed because it was just paid. */
  private async close({ id }: Stripe.Checkout.Session): Promise<boolean> {
    try {
      await this.stripe.checkout.sessions.expire(id);
      return true;
    } catch (err) {
      if (!(err instanceof Stripe.errors.StripeInvalidRequestError)) throw err;
      const { status } = await this.stripe.checkout.sessions.retrieve(id);
      if (status === 'open') throw err;
      return status === 'expired';
    }
  }

  private create({ userId, customer, planId, price, locale }: Wish): Promise<Stripe.Checkout.Session> {
    return this.stripe.checkout.sessions.create({
      mode: 'subscription',
      ui_mode: 'hosted_page',
      customer,
      client_reference_id: userId,
      line_items: [{ price, quantity: 1 }],
      metadata: { userId, planId, price },
      subscription_data: { metadata: { userId } },
      locale,
      success_url: `${this.publicUrl}/abonnement/retour?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${this.publicUrl}/abonnement?annule=1`,
    });
  }
}

function fits({ metadata, locale, expires_at: expiresAt }: Stripe.Checkout.Session, wish: Wish): boolean {
  return metadata?.price === wish.price && locale === wish.locale && expiresAt * 1_000 > clock.now().getTime() + LEFT_AT_LEAST;
}

function urlOf({ id, url }: Stripe.Checkout.Session): string {
  if (!url) throw new Error(`the Checkout ${id} has no page`);
  return url;
}

const alreadyMember = (): UserError => new UserError('CONFLICT', 'You already have a membership.', { reason: 'ALREADY_MEMBER' });
const paymentDue = (): UserError =>
  new UserError('CONFLICT', 'Your membership waits for a payment: settle it in the billing portal.', { reason: 'PAYMENT_DUE' });
