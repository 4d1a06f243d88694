import { days } from '../platform/clock.js';
import type { Trust } from './trust.js';

/**
 * Every limit that the schema's @rateLimit cannot say, since it depends on who asks or on what was said. What the schema can say
 * stands beside its field.
 */

interface Daily extends Record<Trust, number> {
  /** The field that is limited, as the metrics name it. */
  field: string;
}

/** What reaches people who did not ask for it, in a day. */
export const A_DAY = {
  /** First steps towards men she has not met. */
  STEP: { field: 'Mutation.createMatch', NEW: 15, KNOWN: 80 },
  /** First words of a man to women who have met him. */
  ANSWER: { field: 'Mutation.sendMessage', NEW: 30, KNOWN: 150 },
  AD: { field: 'Mutation.createPost', NEW: 5, KNOWN: 20 },
} as const satisfies Record<string, Daily>;
export type Deed = keyof typeof A_DAY;

/** First steps of late that wait for his first word: whoever has many open waits, or closes one, before she takes the next. */
export const UNANSWERED = { NEW: 20, KNOWN: 60, within: days(14) } as const satisfies Record<Trust | 'within', number>;

interface Repeats {
  /** So many alike of one account, and of all in one network. */
  mine: number;
  ofNetwork: number;
  within: number;
}

/** How often nearly the same text goes out. Hers and his are never compared: nobody finds out by trying what somebody else wrote. */
export const REPEATS = {
  HER_WORDS: { mine: 5, ofNetwork: 15, within: days(1) },
  HIS_WORDS: { mine: 5, ofNetwork: 15, within: days(1) },
  AD: { mine: 2, ofNetwork: 4, within: days(7) },
} as const satisfies Record<string, Repeats>;
export type Kind = keyof typeof REPEATS;

/**
 * Messages in a minute: in one conversation without an answer, and the conversations one writes in. Each process lets as many
 * pass uncounted; what is more is counted with what the others see.
 */
export const A_MINUTE = { field: 'Mutation.sendMessage', unanswered: 30, conversations: 30 } as const;

/** Reports in a day: of anybody, and of those who filed one, two or more to harm. Never none: they may still meet with harm. */
export const REPORTS_A_DAY = [50, 3, 2, 1] as const;
