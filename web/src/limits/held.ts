import { type AnswerError, codeOf, detailOf } from '../api';

const REASONS = ['NEW_ACCOUNT', 'DAILY', 'REPEATED', 'UNANSWERED'] as const;

/** Why the server lets something wait, and until when. */
export interface Held {
  reason: (typeof REASONS)[number];
  until: number;
}

/** Undefined for every other refusal, and for too many calls: those are over in a moment. */
export function heldBack(error: unknown): Held | undefined {
  const reason = codeOf(error) === 'RATE_LIMITED' ? REASONS.find((known) => known === detailOf(error, 'reason')) : undefined;
  if (!reason) return undefined;
  const [answer] = (error as { errors: AnswerError[] }).errors;
  return { reason, until: Date.now() + Number(answer?.extensions?.['retryAfter']) * 1_000 };
}
