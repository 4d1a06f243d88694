import { Arg, Args, ArgsType, Ctx, Directive, Field, Int, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import type { DiscoveryService } from './discovery.service.js';
import { ApproximateCount, ManConnection, MenFilter } from './discovery.types.js';

@ArgsType()
class CountArgs {
  @Field(() => String, { nullable: true, description: 'Official code of a region.' })
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Official code of a commune.' })
  cityCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Youngest age, 18 to 99.' })
  ageMin?: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age, 18 to 99.' })
  ageMax?: number | null;
}

@Resolver()
export class DiscoveryResolver {
  constructor(private readonly discovery: DiscoveryService) {}

  @Directive('@auth(role: [WOMAN])')
  @Directive('@subscribed')
  @Query(() => ManConnection, { description: 'The men who match. BAD_USER_INPUT with the `fields` of the filter that make no sense.' })
  men(
    @Ctx() { viewer }: SignedIn,
    @Arg('filter', { description: 'Whom she looks for; `{}` for everybody.' }) filter: MenFilter,
    @Arg('first', () => Int, { defaultValue: 24, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this cursor of the same filter.' }) after?: string | null,
  ): Promise<ManConnection> {
    return this.discovery.men(viewer, filter, first, after);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 20, window: "1m", by: ACCOUNT)')
  @Query(() => ApproximateCount, { description: 'About how many men match, membership or not. An empty commune is not widened here.' })
  menCount(@Ctx() { viewer }: SignedIn, @Args(() => CountArgs) place: CountArgs): Promise<ApproximateCount> {
    return this.discovery.count(viewer, place);
  }
}
