import { ArrayMaxSize, IsIn, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';
import { ActivityBucketEnum, INTERESTS, Man, type ActivityBucket } from '../profiles/index.js';

export const AnyAllEnum = { ANY: 'ANY', ALL: 'ALL' } as const;
export type AnyAll = keyof typeof AnyAllEnum;
registerEnumType(AnyAllEnum, {
  name: 'AnyAll',
  description: 'How several wishes add up.',
  valuesConfig: { ANY: { description: 'One of them is enough.' }, ALL: { description: 'All of them together.' } },
});

export const ScopeKindEnum = { CITY: 'CITY', DEPARTMENT: 'DEPARTMENT', REGION: 'REGION', COUNTRY: 'COUNTRY' } as const;
export type ScopeKind = keyof typeof ScopeKindEnum;
registerEnumType(ScopeKindEnum, {
  name: 'ScopeKind',
  description: 'How wide a search looked.',
  valuesConfig: {
    CITY: { description: 'One commune.' },
    DEPARTMENT: { description: 'One département.' },
    REGION: { description: 'One region.' },
    COUNTRY: { description: 'The whole of France.' },
  },
});

export const CountKindEnum = { FEWER_THAN: 'FEWER_THAN', ABOUT: 'ABOUT', MORE_THAN: 'MORE_THAN' } as const;
export type CountKind = keyof typeof CountKindEnum;
registerEnumType(CountKindEnum, {
  name: 'CountKind',
  description: 'How to read an approximate number.',
  valuesConfig: {
    FEWER_THAN: { description: 'Fewer than the value, which is 10.' },
    ABOUT: { description: 'About the value, rounded to two digits.' },
    MORE_THAN: { description: 'More than the value, which is 1,000.' },
  },
});

@ObjectType({ description: 'A number that is near enough.', simpleResolvers: true })
export class ApproximateCount {
  @Field(() => CountKindEnum, { description: 'How to read the value.' })
  kind: CountKind;

  @Field(() => Int, { description: 'The number.' })
  value: number;
}

@ObjectType({
  description:
    'Where the search really looked: when nobody in a commune matches it widens to the département, then to the region, and says so.',
  simpleResolvers: true,
})
export class SearchScope {
  @Field(() => ScopeKindEnum, { description: 'How wide.' })
  kind: ScopeKind;

  @Field(() => String, { nullable: true, description: 'Official code of the place; null for the whole country.' })
  code: string | null;

  @Field({ description: 'Name of the place in French.' })
  name: string;

  @Field({ description: 'Whether it is wider than what was asked.' })
  widened: boolean;
}

@ObjectType({
  description: 'Men who match, last here first; among those of the same day in an order that changes every day.',
  simpleResolvers: true,
})
export class ManConnection extends connectionOf('Man', () => Man) {
  @Field(() => SearchScope, { description: 'Where the search really looked.' })
  scope: SearchScope;
}

const IDS = INTERESTS.map(({ id }) => id);
const [YOUNGEST, OLDEST] = [18, 99];
const AGE = { message: `Between ${YOUNGEST} and ${OLDEST}.` };
const CODE = { message: 'Not the code of a place.' };

const Given = (): PropertyDecorator => ValidateIf((_input, value) => value !== undefined && value !== null);

function IsAge(): PropertyDecorator {
  return (target, property) => {
    Given()(target, property);
    Min(YOUNGEST, AGE)(target, property);
    Max(OLDEST, AGE)(target, property);
  };
}

@InputType({ description: 'What she looks for. What is left out does not matter.' })
export class MenFilter {
  @Field(() => String, { nullable: true, description: 'Official code of a region, from `regions`.' })
  @Given()
  @MaxLength(5, CODE)
  regionCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Official code of a commune, from `cities`; with `regionCode`, one of that region.' })
  @Given()
  @MaxLength(5, CODE)
  cityCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Youngest age, 18 to 99.' })
  @IsAge()
  ageMin?: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age, 18 to 99, not below `ageMin`.' })
  @IsAge()
  ageMax?: number | null;

  @Field(() => [ID], { nullable: true, description: 'At most 10 ids from `interests`.' })
  @Given()
  @ArrayMaxSize(10, { message: 'At most 10.' })
  @IsIn(IDS, { each: true, message: 'Not in the list of interests.' })
  interests?: string[] | null;

  @Field(() => AnyAllEnum, { defaultValue: 'ANY', description: 'Whether one of the interests is enough.' })
  interestsMatch: AnyAll = 'ANY';

  @Field(() => ActivityBucketEnum, { nullable: true, description: 'Here at least as recently as this.' })
  activeWithin?: ActivityBucket | null;

  @Field(() => ActivityBucketEnum, {
    nullable: true,
    description: 'Has published an ad, still standing, at least as recently as this. EARLIER: at any time.',
  })
  postedWithin?: ActivityBucket | null;

  @Field(() => Boolean, { nullable: true, description: 'With true, only those who have proven a phone number.' })
  verified?: boolean | null;
}
