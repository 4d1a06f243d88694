import { GraphQLError } from 'graphql';

export const ERROR_CODES = {
  UNAUTHENTICATED: 'No valid session: sign in, or refresh the access token.',
  EMAIL_UNVERIFIED: 'The password is right but the e-mail code was not entered yet; `signUpId` says for which sign-up.',
  FORBIDDEN: 'Signed in, but this role may not do it.',
  SUBSCRIPTION_REQUIRED: 'Women need an active membership for this.',
  NOT_FOUND: 'It does not exist, or you may not see it: the answer is the same.',
  BAD_USER_INPUT: 'The input is not valid; `fields` says what is wrong where.',
  CONFLICT: 'It contradicts something that already exists.',
  RATE_LIMITED:
    'Too many calls; `retryAfter` says how many seconds to wait, and `reason` why, where it is no matter of calls: NEW_ACCOUNT (of its first three days), DAILY, REPEATED (nearly the same text) or UNANSWERED (too many first steps wait).',
  ACCOUNT_SUSPENDED: 'The account is suspended.',
  TERMS_CHANGED: 'The terms or the privacy page have a new version: `acceptTerms` first.',
  ACCOUNT_LEAVING: 'The password is right, but the account waits to be erased: until `eraseAt`, `keepAccount` takes that back.',
  RESYNC_REQUIRED: 'Too far behind in the inbox: load a snapshot and continue from its `inboxVersion`.',
  INTERNAL: 'A fault of ours; `requestId` finds it in our logs.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What a user can cause. Anything else that is thrown is a bug and leaves as INTERNAL. */
export class UserError extends GraphQLError {
  constructor(code: ErrorCode, message: string = ERROR_CODES[code], details: Record<string, unknown> = {}) {
    super(message, { extensions: { ...details, code } });
  }
}

export const notFound = (): UserError => new UserError('NOT_FOUND');

/** `fields` maps a dotted input path to what is wrong with it. */
export const badInput = (fields: Record<string, string>): UserError => new UserError('BAD_USER_INPUT', undefined, { fields });
