import type Stripe from 'stripe';
import { destination, type Advance } from '../clock.js';
import { subscriptionOf } from '../objects/invoice.js';
import { isOver, itemOf } from '../objects/subscription.js';
import { change } from '../webhooks/events.js';
import type { World } from '../world.js';
import { expire } from './checkout.js';
import { cancel, expireIncomplete } from './endings.js';
import { chargeDue, finalize, voidInvoice } from './invoices.js';
import { endTrial, latestInvoice, renew } from './renewals.js';

interface Due {
  at: number;
  run(): void;
}

const INCOMPLETE_FOR = 23 * 3_600;
const TRIAL_NOTICE = 3 * 86_400;

/** Does, in order and each at its own time, everything that falls due up to a moment. */
export function advance(world: World, by: Advance): void {
  const to = destination(world.now(), by);
  if (to < world.now()) throw new Error('The clock only moves forward');
  runDue(world, to, true);
  world.setNow(to);
}

/** The real time passes too: called before each request, and now and then. Says whether anything was due. */
export function catchUp(world: World): boolean {
  return runDue(world, world.now(), false);
}

function runDue(world: World, until: number, moveClock: boolean): boolean {
  for (let ran = false; ; ran = true) {
    const next = earliest(world);
    if (!next || next.at > until) return ran;
    if (moveClock && next.at > world.now()) world.setNow(next.at);
    next.run();
  }
}

function earliest(world: World): Due | undefined {
  let first: Due | undefined;
  for (const due of agenda(world)) if (!first || due.at < first.at) first = due;
  return first;
}

function* agenda(world: World): Generator<Due> {
  for (const session of Object.values(world.state.sessions)) {
    if (session.status === 'open') yield { at: session.expires_at, run: () => expire(world, session) };
  }
  for (const invoice of Object.values(world.state.invoices)) yield* invoiceDues(world, invoice);
  for (const subscription of Object.values(world.state.subscriptions)) {
    if (!isOver(subscription)) yield* subscriptionDues(world, subscription);
  }
}

function* invoiceDues(world: World, invoice: Stripe.Invoice): Generator<Due> {
  if (invoice.status === 'draft' && invoice.automatically_finalizes_at !== null) {
    yield { at: invoice.automatically_finalizes_at, run: () => settleDraft(world, invoice) };
  }
  if (invoice.status === 'open' && invoice.next_payment_attempt !== null) {
    yield { at: invoice.next_payment_attempt, run: () => chargeDue(world, invoice) };
  }
}

function settleDraft(world: World, invoice: Stripe.Invoice): void {
  finalize(world, invoice);
  const behavior = subscriptionOf(world, invoice)?.pause_collection?.behavior;
  if (behavior === 'void') voidInvoice(world, invoice);
  else if (behavior === 'mark_uncollectible') {
    invoice.status = 'uncollectible';
    invoice.status_transitions.marked_uncollectible_at = world.now();
    world.events.emit('invoice.marked_uncollectible', invoice);
  } else chargeDue(world, invoice);
}

function* subscriptionDues(world: World, subscription: Stripe.Subscription): Generator<Due> {
  const { status, cancel_at: cancelAt, trial_end: trialEnd, pause_collection: collection } = subscription;
  const item = itemOf(subscription);
  if (status === 'incomplete') {
    yield {
      at: subscription.created + INCOMPLETE_FOR,
      run: () => {
        expireIncomplete(world, subscription);
        voidInvoice(world, latestInvoice(world, subscription));
      },
    };
    return;
  }
  if (cancelAt !== null) yield { at: cancelAt, run: () => cancel(world, subscription, 'cancellation_requested') };
  if (collection?.resumes_at) yield { at: collection.resumes_at, run: () => collectAgain(world, subscription) };
  if (status === 'paused') return;
  if (status === 'trialing' && trialEnd !== null) {
    if (!world.state.trialReminders[subscription.id]) {
      yield { at: trialEnd - TRIAL_NOTICE, run: () => remind(world, subscription) };
    }
    yield { at: trialEnd, run: () => endTrial(world, subscription) };
    return;
  }
  yield { at: item.current_period_end, run: () => renew(world, subscription) };
}

function collectAgain(world: World, subscription: Stripe.Subscription): void {
  change(world.events, 'customer.subscription.updated', subscription, (it) => {
    it.pause_collection = null;
  });
}

function remind(world: World, subscription: Stripe.Subscription): void {
  world.state.trialReminders[subscription.id] = true;
  world.events.emit('customer.subscription.trial_will_end', subscription);
}
