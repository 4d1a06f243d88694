import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import type { MatchService } from './match.service.js';
import { CreateMatchInput, CreateMatchPayload, FirstStepAllowance } from './match.types.js';

@Resolver()
export class MatchResolver {
  constructor(private readonly matches: MatchService) {}

  @Directive('@auth(role: [WOMAN])')
  @Query(() => FirstStepAllowance, { description: 'How many of my first steps wait for an answer, and how many may.' })
  firstStepAllowance(@Ctx() { viewer }: SignedIn): Promise<FirstStepAllowance> {
    return this.matches.allowance(viewer);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@subscribed')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => CreateMatchPayload, {
    description:
      'Takes the first step: the conversation opens at once. Once for each pair: later calls answer with the same conversation, and reopen it if she had closed it. NOT_FOUND for a man she may not see, CONFLICT for one who can no longer be reached, and (reason PROFILE_INCOMPLETE) while her own profile has no name or town. RATE_LIMITED with `reason` NEW_ACCOUNT or DAILY when a day allows no more, UNANSWERED while too many wait for an answer (see `firstStepAllowance`), REPEATED for nearly the same line again.',
  })
  createMatch(@Ctx() { viewer, request }: SignedIn, @Arg('input') input: CreateMatchInput): Promise<CreateMatchPayload> {
    return this.matches.createMatch(viewer, input, request.ip);
  }
}
