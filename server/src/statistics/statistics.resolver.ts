import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import type { StatisticsService } from './statistics.service.js';
import { MyStatistics } from './statistics.types.js';

@Resolver()
export class StatisticsResolver {
  constructor(private readonly statistics: StatisticsService) {}

  @Directive('@auth(role: [MAN])')
  @Query(() => MyStatistics, { description: 'How I am seen, in numbers of days that are over. Today is told tomorrow.' })
  myStatistics(@Ctx() { viewer }: SignedIn): Promise<MyStatistics> {
    return this.statistics.of(viewer.id);
  }
}
