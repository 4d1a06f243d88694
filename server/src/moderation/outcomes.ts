import { registerEnumType } from 'type-graphql';
import { days } from '../platform/clock.js';

export const OutcomeEnum = {
  DISMISS: 'DISMISS',
  WARN: 'WARN',
  REMOVE_CONTENT: 'REMOVE_CONTENT',
  SUSPEND_1_DAY: 'SUSPEND_1_DAY',
  SUSPEND_3_DAYS: 'SUSPEND_3_DAYS',
  SUSPEND_7_DAYS: 'SUSPEND_7_DAYS',
  SUSPEND_30_DAYS: 'SUSPEND_30_DAYS',
  BAN: 'BAN',
} as const;
export type Outcome = keyof typeof OutcomeEnum;
export type Measure = Exclude<Outcome, 'DISMISS'>;
registerEnumType(OutcomeEnum, {
  name: 'Outcome',
  description: 'What a moderator decides.',
  valuesConfig: {
    DISMISS: { description: 'No rule was broken. The person reported hears nothing.' },
    WARN: { description: 'A warning, which counts as a strike.' },
    REMOVE_CONTENT: { description: 'The ad, photo or messages that were pointed at are taken out of sight.' },
    SUSPEND_1_DAY: { description: 'No access for a day.' },
    SUSPEND_3_DAYS: { description: 'No access for three days.' },
    SUSPEND_7_DAYS: { description: 'No access for a week.' },
    SUSPEND_30_DAYS: { description: 'No access for thirty days.' },
    BAN: { description: 'No access any more.' },
  },
});

const SUSPENDED_FOR: Partial<Record<Outcome, number>> = {
  SUSPEND_1_DAY: 1,
  SUSPEND_3_DAYS: 3,
  SUSPEND_7_DAYS: 7,
  SUSPEND_30_DAYS: 30,
};

/** Until when a suspension lasts; null for everything else. */
export function endOf(outcome: Outcome, from: Date): Date | null {
  const length = SUSPENDED_FOR[outcome];
  return length === undefined ? null : new Date(from.getTime() + days(length));
}

/** Whether it takes somebody's access. */
export const shutsOut = (outcome: Outcome): boolean => outcome === 'BAN' || SUSPENDED_FOR[outcome] !== undefined;

/** An appeal may be filed for six months. */
export const APPEALABLE_FOR = days(183);
/** Evidence is kept for as long after the decision. */
export const EVIDENCE_KEPT_FOR = days(183);
/** A case is kept for a year, and a ban for as long as it is in force. */
export const REPORTS_KEPT_FOR = days(365);
/** A strike counts for twelve months, a report filed to harm too. */
export const STRIKE_COUNTS_FOR = days(365);
