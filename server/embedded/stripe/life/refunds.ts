import type Stripe from 'stripe';
import { ApiError } from '../errors.js';
import { subscriptionOf } from '../objects/invoice.js';
import { newRefund, paymentOf } from '../objects/payment.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';

interface RefundWish {
  amount?: number | undefined;
  reason?: Stripe.Refund.Reason | null;
  metadata?: Stripe.Metadata;
}

/** Gives money back. As with Stripe, the subscription goes on: ending it is another act. */
export function refund(world: World, charge: Stripe.Charge, { amount, reason = null, metadata = {} }: RefundWish): Stripe.Refund {
  if (!charge.paid) throw new ApiError(`Charge ${charge.id} has not been paid.`, { param: 'charge' });
  if (charge.refunded) throw new ApiError(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const left = charge.amount - charge.amount_refunded;
  const given = amount ?? left;
  if (given > left) {
    throw new ApiError(`Refund amount (${given}) is greater than unrefunded amount on charge (${left})`, { param: 'amount' });
  }
  const made = newRefund(world, charge, given, reason, metadata);
  change(world.events, 'charge.refunded', charge, (it) => {
    it.amount_refunded += given;
    it.refunded = it.amount_refunded === it.amount;
  });
  world.events.emit('refund.created', made);
  return made;
}

/** The charge behind the newest paid invoice that still has money to give back. */
export function lastCharge(world: World, subscription: string): Stripe.Charge | undefined {
  const paid = Object.values(world.state.invoices)
    .filter((invoice) => invoice.status === 'paid' && subscriptionOf(world, invoice)?.id === subscription)
    .reverse();
  for (const invoice of paid) {
    const latest = paymentOf(world, invoice.id)?.intent.latest_charge;
    const charge = typeof latest === 'string' ? world.state.charges[latest] : latest;
    if (charge && !charge.refunded) return charge;
  }
  return undefined;
}

/** Cents given back on an invoice. */
export function refundedOn(world: World, invoice: string): number {
  const intent = paymentOf(world, invoice)?.intent.id;
  return Object.values(world.state.refunds)
    .filter((made) => intent !== undefined && made.payment_intent === intent)
    .reduce((sum, made) => sum + made.amount, 0);
}
