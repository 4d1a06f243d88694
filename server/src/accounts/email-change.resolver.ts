import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedIn } from '../platform/graphql/context.js';
import { Me, SessionPayload } from './account.types.js';
import type { EmailChangeService } from './email-change.service.js';
import { ConfirmEmailChangeInput, EmailChange, EmailChangeInput, TakeEmailBackInput } from './email-change.types.js';
import type { EmailReturnService } from './email-return.service.js';

@Resolver()
export class EmailChangeResolver {
  constructor(
    private readonly changes: EmailChangeService,
    private readonly returns: EmailReturnService,
  ) {}

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Query(() => EmailChange, { nullable: true, description: 'The change of my address that waits for its code; null without one.' })
  emailChange(@Ctx() { viewer }: SignedIn): Promise<EmailChange | null> {
    return this.changes.waiting(viewer);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 5, window: "1h", by: ACCOUNT)')
  @Directive('@rateLimit(max: 10, window: "1d", by: ACCOUNT)')
  @Directive('@rateLimit(max: 5, window: "1h", by: EMAIL)')
  @Directive('@rateLimit(max: 30, window: "1h", by: IP)')
  @Mutation(() => EmailChange, {
    description:
      'Asks for another address and mails a code there; a former request ends. Tells nobody whether that address has an account. BAD_USER_INPUT when the password is wrong, which counts like one that was wrong at `signIn`, and (reason DISPOSABLE_EMAIL) for a throw-away address.',
  })
  requestEmailChange(@Ctx() context: SignedIn, @Arg('input') input: EmailChangeInput): Promise<EmailChange> {
    return this.changes.request(context, input);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 30, window: "10m", by: ACCOUNT)')
  @Mutation(() => Boolean, {
    description: 'Mails a new code for the change that waits; the former one ends. A change gets 5 codes in all.',
  })
  resendEmailChangeCode(@Ctx() { viewer }: SignedIn): Promise<boolean> {
    return this.changes.resend(viewer);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 30, window: "10m", by: ACCOUNT)')
  @Mutation(() => Me, {
    description:
      'Proves the new address by the mailed code: it is mine from here on, to sign in and for our mails. The former one is told, and may take the account back for 7 days.',
  })
  confirmEmailChange(@Ctx() { viewer }: SignedIn, @Arg('input') input: ConfirmEmailChangeInput): Promise<Me> {
    return this.changes.confirm(viewer, input);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Mutation(() => Boolean, { description: 'Ends the change that waits for its code; my address stays. True without one.' })
  cancelEmailChange(@Ctx() { viewer }: SignedIn): Promise<boolean> {
    return this.changes.cancel(viewer);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 30, window: "10m", by: IP)')
  @Mutation(() => SessionPayload, {
    description:
      'Gives the account back to the address it was taken from, sets a new password, signs out every device and signs in here. CONFLICT when that address has another account meanwhile.',
  })
  takeEmailBack(@Ctx() { request }: Context, @Arg('input') input: TakeEmailBackInput): Promise<SessionPayload> {
    return this.returns.takeBack(request, input);
  }
}
