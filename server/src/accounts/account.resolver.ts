import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { Context, SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { AccountService } from './account.service.js';
import {
  AccountDeletion,
  LegalVersions,
  Me,
  PasswordResetPayload,
  ResetPasswordInput,
  Session,
  SessionPayload,
  SignInInput,
  SignUpInput,
  SignUpPayload,
  VerifyEmailInput,
} from './account.types.js';
import { checkEmail } from './email-argument.js';
import { Publisher } from './legal.types.js';
import type { LeavingService } from './leaving.service.js';
import { LEGAL_VERSIONS } from './legal.js';
import type { PasswordResetService } from './password-reset.service.js';
import type { SessionService } from './session.service.js';
import type { SignUpService } from './sign-up.service.js';

@Resolver()
export class AccountResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly signUps: SignUpService,
    private readonly sessionService: SessionService,
    private readonly resets: PasswordResetService,
    private readonly leaving: LeavingService,
    private readonly operator: Publisher,
  ) {}

  @Directive('@auth')
  @Query(() => Me, { description: 'My account.' })
  me(@Ctx() { viewer }: SignedIn): Promise<Me> {
    return this.accounts.me(viewer);
  }

  @Directive('@auth')
  @Query(() => [Session], { description: 'The devices on which I am signed in, last used first.' })
  sessions(@Ctx() { viewer }: SignedIn): Promise<Session[]> {
    return this.sessionService.list(viewer);
  }

  @Directive('@public')
  @Query(() => Publisher, { description: 'Who runs this site.' })
  publisher(): Publisher {
    return this.operator;
  }

  @Directive('@public')
  @Query(() => LegalVersions, { description: 'The legal pages in force, which a sign-up must name.' })
  legalVersions(): LegalVersions {
    return LEGAL_VERSIONS;
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 5, window: "1h", by: EMAIL)')
  @Directive('@rateLimit(max: 30, window: "1h", by: IP)')
  @Mutation(() => SignUpPayload, {
    description:
      'Asks for an account and mails a code. Tells nobody whether the address already has one. BAD_USER_INPUT (reason DISPOSABLE_EMAIL) for a throw-away address.',
  })
  signUp(@Arg('input') input: SignUpInput): Promise<SignUpPayload> {
    return this.signUps.signUp(input);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 30, window: "10m", by: IP)')
  @Mutation(() => SessionPayload, { description: 'Proves the address by the mailed code; the account exists from here on.' })
  verifyEmail(@Ctx() { request }: Context, @Arg('input') input: VerifyEmailInput): Promise<SessionPayload> {
    return this.signUps.verify(request, input);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 30, window: "10m", by: IP)')
  @Mutation(() => Boolean, { description: 'Mails a new code for a pending sign-up; the former one ends. A sign-up gets 5 codes in all.' })
  resendCode(@IdArg('signUpId', 'From `signUp`, or from the refusal EMAIL_UNVERIFIED.') signUpId: string): Promise<boolean> {
    return this.signUps.resend(signUpId);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 100, window: "15m", by: IP)')
  @Directive('@rateLimit(max: 1000, window: "1d", by: IP)')
  @Mutation(() => SessionPayload, {
    description:
      'Signs in. EMAIL_UNVERIFIED carries the `signUpId` of a pending sign-up. After 5 wrong passwords of one address from one network each further one doubles the wait, up to an hour: RATE_LIMITED.',
  })
  signIn(@Ctx() { request }: Context, @Arg('input') input: SignInInput): Promise<SessionPayload> {
    return this.sessionService.signIn(request, input);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 600, window: "1m", by: IP)')
  @Mutation(() => SessionPayload, {
    description:
      'A new access token. The refresh token comes from the httpOnly cookie on the web and from the argument in the app, and is replaced, at most once in 30 seconds.',
  })
  refreshSession(
    @Ctx() { request }: Context,
    @Arg('refreshToken', () => String, { nullable: true, description: 'The newest one, in the app; nothing on the web.' })
    refreshToken?: string,
    @IdArg(
      'attempt',
      'A UUID made by the app and kept beside the token until the answer is kept: with both it may ask again whenever it likes, should it be killed in between.',
      { nullable: true },
    )
    attempt?: string,
  ): Promise<SessionPayload> {
    return this.sessionService.refresh(request, refreshToken, attempt);
  }

  @Directive('@public')
  @Mutation(() => Boolean, {
    description:
      'Signs out here, or on every device. Also when the account is suspended or the access token has ended; true for a stranger.',
  })
  signOut(
    @Ctx() context: Context,
    @Arg('everywhere', { defaultValue: false, description: 'On every device.' }) everywhere: boolean,
  ): Promise<boolean> {
    return this.sessionService.signOut(context, everywhere);
  }

  @Directive('@auth')
  @Mutation(() => Boolean, { description: 'Signs out one of my devices.' })
  endSession(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `sessions`.') id: string): Promise<boolean> {
    return this.sessionService.endOne(viewer, id);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 5, window: "1h", by: EMAIL)')
  @Directive('@rateLimit(max: 10, window: "1d", by: EMAIL)')
  @Directive('@rateLimit(max: 20, window: "1h", by: IP)')
  @Mutation(() => PasswordResetPayload, {
    description: 'Mails a code for a new password, if the address has an account. The answer is the same otherwise.',
  })
  requestPasswordReset(
    @Arg('email', { validateFn: checkEmail, description: 'The address of the account.' }) email: string,
  ): Promise<PasswordResetPayload> {
    return this.resets.request(email);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 30, window: "10m", by: IP)')
  @Mutation(() => SessionPayload, { description: 'Sets a new password by the mailed code, signs out every device and signs in here.' })
  resetPassword(@Ctx() { request }: Context, @Arg('input') input: ResetPasswordInput): Promise<SessionPayload> {
    return this.resets.reset(request, input);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 10, window: "1h", by: ACCOUNT)')
  @Mutation(() => AccountDeletion, {
    description:
      'Deletes my account: at once for everybody else, signed out everywhere, no further payment; erased after 14 days. BAD_USER_INPUT when the password is wrong.',
  })
  deleteAccount(
    @Ctx() context: SignedIn,
    @Arg('password', { description: 'My password again.' }) password: string,
  ): Promise<AccountDeletion> {
    return this.leaving.leave(context, password);
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 100, window: "15m", by: IP)')
  @Directive('@rateLimit(max: 1000, window: "1d", by: IP)')
  @Mutation(() => SessionPayload, {
    description:
      'Takes `deleteAccount` or `withdrawConsent` back and signs in; the consent is given again by it. A membership does not renew by itself again.',
  })
  keepAccount(@Ctx() { request }: Context, @Arg('input') input: SignInInput): Promise<SessionPayload> {
    return this.leaving.stay(request, input);
  }
}
