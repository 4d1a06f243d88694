import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { City } from '../places/index.js';
import { Interest } from './interest.types.js';

export const ActivityBucketEnum = { TODAY: 'TODAY', THIS_WEEK: 'THIS_WEEK', THIS_MONTH: 'THIS_MONTH', EARLIER: 'EARLIER' } as const;
export type ActivityBucket = keyof typeof ActivityBucketEnum;
registerEnumType(ActivityBucketEnum, {
  name: 'ActivityBucket',
  description: 'How long ago, in calendar days of Paris. Never finer than a day.',
  valuesConfig: {
    TODAY: { description: 'Today.' },
    THIS_WEEK: { description: 'In the last 7 days, today included.' },
    THIS_MONTH: { description: 'In the last 30 days, today included.' },
    EARLIER: { description: 'Longer ago. In a filter: at any time.' },
  },
});

/** Without `simpleResolvers` on the fields that other features add; what is declared here is plain data. */
@ObjectType({ description: 'A man as a woman with access, or in a conversation with him, sees him.', simpleResolvers: true })
export class Man {
  @Field(() => ID, { description: 'His id.' })
  id: string;

  @Field({ description: 'The name he goes by. No two men have the same.' })
  username: string;

  @Field(() => Int, { description: 'In whole years, today in Paris.' })
  age: number;

  @Field(() => City, { description: 'The commune he lives in.' })
  city: City;

  @Field({ description: 'What he says of himself, up to 600 characters. May be empty.' })
  bio: string;

  @Field(() => [Interest], { description: 'Up to 10 tastes from the common list.' })
  interests: Interest[];

  @Field(() => [String], { description: 'Up to 8 tastes in his own words.' })
  tags: string[];

  @Field({ description: 'Key of his illustrated portrait: the picture is at `/illustrations/KEY.svg`.' })
  illustration: string;

  @Field({ description: 'Whether he has proven a phone number. It is shown to nobody.' })
  verified: boolean;

  @Field(() => ActivityBucketEnum, { description: 'When he was last here, by calendar days.' })
  lastActive: ActivityBucket;

  @Field(() => Int, { description: 'How many ads he shows now.' })
  postCount: number;

  /** His first photo, for whoever adds the field that shows it. */
  portrait: object | null;
}

@ObjectType({ description: 'A woman as a man sees her, only inside an open conversation with her.', simpleResolvers: true })
export class Woman {
  @Field(() => ID, { description: 'Her id.' })
  id: string;

  @Field({ description: 'The name she goes by. Not unique.' })
  username: string;

  @Field(() => Int, { description: 'In whole years, today in Paris.' })
  age: number;

  @Field(() => City, { description: 'The commune she lives in.' })
  city: City;

  @Field({ description: 'What she says of herself, up to 600 characters. May be empty.' })
  bio: string;

  @Field(() => [Interest], { description: 'Up to 10 tastes from the common list.' })
  interests: Interest[];

  @Field(() => [String], { description: 'Up to 8 tastes in her own words.' })
  tags: string[];

  @Field({ description: 'Key of her illustrated portrait: the picture is at `/illustrations/KEY.svg`.' })
  illustration: string;

  @Field({ description: 'Whether she has proven a phone number. It is shown to nobody.' })
  verified: boolean;

  /** Her first photo, for whoever adds the field that shows it. */
  portrait: object | null;
}

/**
 * Told apart by class: people are made by `toMan` and `toWoman`. Without a `resolveType` of our own, which type-graphql
 * makes asynchronous and the compiled executor cannot wait for.
 */
export const Person = createUnionType({
  name: 'Person',
  description: 'Someone one may see: for a woman a man, for a man a woman.',
  types: () => [Man, Woman] as const,
});
export type Person = Man | Woman;
