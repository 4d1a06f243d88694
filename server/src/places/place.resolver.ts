import { Arg, Directive, Int, Query, Resolver } from 'type-graphql';
import { PlaceService } from './place.service.js';
import { City, Region } from './place.types.js';

@Resolver()
export class PlaceResolver {
  constructor(private readonly places: PlaceService) {}

  @Directive('@public')
  @Query(() => [Region], { description: 'The regions of France with their départements, by name, overseas included.' })
  regions(): Promise<Region[]> {
    return this.places.regions();
  }

  @Directive('@public')
  @Directive('@rateLimit(max: 120, window: "1m", by: IP)')
  @Query(() => [City], {
    description:
      'Communes while one types: accents, case and hyphens do not matter, « st » is « saint », a postal code works too. ' +
      'Best match first, then the most populous. Empty when nothing is typed.',
  })
  cities(
    @Arg('search', () => String, { description: 'What was typed so far, at most 100 characters.' }) search: string,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many at most, 1 to 50.' }) first: number,
  ): Promise<City[]> {
    return this.places.search(search, first);
  }

  @Directive('@public')
  @Query(() => City, { nullable: true, description: 'The commune with this official (INSEE) code; null when there is none.' })
  city(@Arg('code', () => String, { description: 'Official code, e.g. `69123`.' }) code: string): Promise<City | null> {
    return this.places.city(code);
  }
}
