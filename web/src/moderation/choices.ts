import type { Outcome, ReportReason, Rule } from '../graphql/generated/graphql';

export const REASONS: readonly ReportReason[] = [
  'THREAT',
  'MINOR',
  'HARASSMENT',
  'HATE',
  'SEXUAL_CONTENT',
  'SCAM',
  'FAKE_PROFILE',
  'BAN_EVASION',
  'OTHER',
];
export const OUTCOMES: readonly Outcome[] = [
  'DISMISS',
  'WARN',
  'REMOVE_CONTENT',
  'SUSPEND_1_DAY',
  'SUSPEND_3_DAYS',
  'SUSPEND_7_DAYS',
  'SUSPEND_30_DAYS',
  'BAN',
];
export const RULES: readonly Rule[] = [
  'HARASSMENT',
  'HATE',
  'SEXUAL_CONTENT',
  'IMPERSONATION',
  'MONEY',
  'DISCLOSURE',
  'MISUSE',
  'RETURN',
  'UNDERAGE',
];
