import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../platform/graphql/scalars.js';

@ObjectType({ description: 'Numbers of a day, or of many.', simpleResolvers: true })
export class Totals {
  @Field(() => Int, { description: 'Women who opened my page; each counts once a day.' })
  profileViews: number;

  @Field(() => Int, { description: 'Readers of each of my ads that are still there; each counts once a day and ad.' })
  postViews: number;

  @Field(() => Int, { description: 'Likes of my ads that are still there.' })
  likes: number;

  @Field(() => Int, { description: 'First steps towards me.' })
  firstSteps: number;
}

@ObjectType({ description: 'A day that is over.', simpleResolvers: true })
export class StatisticsDay extends Totals {
  @Field(() => DateScalar, { description: 'The day, in Paris.' })
  day: string;
}

@ObjectType({ description: 'How I am seen. Never by whom, never at what hour.', simpleResolvers: true })
export class MyStatistics {
  @Field(() => Totals, { description: 'Since the beginning, without today.' })
  total: Totals;

  @Field(() => [StatisticsDay], { description: 'The last 30 days before today, oldest first, days without anything included.' })
  days: StatisticsDay[];
}
