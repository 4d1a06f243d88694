import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { AccountDeletion } from './account.types.js';
import type { ConsentService } from './consent.service.js';
import { AcceptTermsInput, Consent } from './consent.types.js';
import type { LeavingService } from './leaving.service.js';

@Resolver()
export class ConsentResolver {
  constructor(
    private readonly consentService: ConsentService,
    private readonly leaving: LeavingService,
  ) {}

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Query(() => [Consent], { description: 'What I agreed to, for each purpose that concerns me.' })
  consents(@Ctx() { viewer }: SignedIn): Promise<Consent[]> {
    return this.consentService.list(viewer);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Mutation(() => Boolean, {
    description: 'Accepts the terms and the privacy page in force, and consents to sensitive data: what TERMS_CHANGED asks for.',
  })
  acceptTerms(@Ctx() { viewer }: SignedIn, @Arg('input') input: AcceptTermsInput): Promise<boolean> {
    return this.consentService.acceptTerms(viewer, input);
  }

  @Directive('@auth(suspended: true, beforeTerms: true)')
  @Mutation(() => AccountDeletion, {
    description:
      'Takes back my consent to sensitive data, without which there is nothing we may do for me: hidden from everybody at once, signed out everywhere, no further payment; erased after 14 days, as by `deleteAccount`. By one act, as it was given.',
  })
  withdrawConsent(@Ctx() { viewer }: SignedIn): Promise<AccountDeletion> {
    return this.leaving.withdrawConsent(viewer);
  }
}
