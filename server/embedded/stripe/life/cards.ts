import { forget } from '../state.js';
import type { World } from '../world.js';
import type { Refusal } from '../objects/payment.js';

export type BankAnswer = 'ok' | 'authenticate' | Refusal;

const DECLINED: Refusal = { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' };
const INSUFFICIENT: Refusal = { code: 'card_declined', declineCode: 'insufficient_funds', message: 'Your card has insufficient funds.' };
const NOT_A_TEST_CARD: Refusal = {
  code: 'card_declined',
  declineCode: 'test_mode_live_card',
  message: 'Your card was declined. Your request was in test mode, but used a non test card.',
};
const INCORRECT: Refusal = { code: 'incorrect_number', declineCode: null, message: 'Your card number is incorrect.' };
const AUTHENTICATION_REQUIRED: Refusal = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
export const AUTHENTICATION_FAILED: Refusal = {
  code: 'payment_intent_authentication_failure',
  declineCode: null,
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};
export const NO_CARD: Refusal = {
  code: 'payment_intent_payment_attempt_failed',
  declineCode: null,
  message: 'There is no payment method to charge.',
};

/** How each of Stripe's test numbers answers when she is at the screen, and when she is not. */
const CARDS: Record<string, { present: BankAnswer; absent: BankAnswer }> = {
  '4242424242424242': { present: 'ok', absent: 'ok' },
  '5555555555554444': { present: 'ok', absent: 'ok' },
  '4000000000000341': { present: 'ok', absent: DECLINED },
  '4000000000000002': { present: DECLINED, absent: DECLINED },
  '4000000000009995': { present: INSUFFICIENT, absent: INSUFFICIENT },
  '4000002500003155': { present: 'authenticate', absent: 'ok' },
  '4000002760003184': { present: 'authenticate', absent: AUTHENTICATION_REQUIRED },
};

export const digitsOf = (number: string): string => number.replaceAll(/\D/g, '');

/** What the bank says to a card number, before or without any customer. */
export function answerTo(number: string, present: boolean): BankAnswer {
  const digits = digitsOf(number);
  const card = CARDS[digits];
  if (card) return present ? card.present : card.absent;
  return hasLuhn(digits) ? NOT_A_TEST_CARD : INCORRECT;
}

/** The same for a stored card; an outcome asked for by a person or a test comes first, once. */
export function answerFor(world: World, customer: string, method: string, present: boolean): BankAnswer {
  const forced = takeForced(world, customer);
  if (forced) return forced === 'fail' ? DECLINED : 'ok';
  return answerTo(world.state.cards[method] ?? '', present);
}

export function force(world: World, customer: string, outcome: 'fail' | 'succeed', times: number): void {
  const queue = (world.state.forced[customer] ?? []).filter((known) => known === outcome);
  world.state.forced[customer] = [...queue, ...Array.from({ length: times }, () => outcome)];
}

function takeForced(world: World, customer: string): 'fail' | 'succeed' | undefined {
  const queue = world.state.forced[customer];
  const outcome = queue?.shift();
  if (queue?.length === 0) forget(world.state.forced, customer);
  return outcome;
}

function hasLuhn(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
