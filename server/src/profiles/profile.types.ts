import { ArrayMaxSize, IsIn, MaxLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { City } from '../places/index.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { AreTexts, Given, IsText } from '../platform/graphql/validation.js';
import { illustrationKeys } from './illustrations.js';
import { Interest } from './interest.types.js';
import { INTERESTS } from './interests.js';
import { IsUsername, TAG } from './profile.validation.js';

export const ProfileHintEnum = {
  USERNAME: 'USERNAME',
  CITY: 'CITY',
  PHOTO: 'PHOTO',
  BIO: 'BIO',
  INTERESTS: 'INTERESTS',
  ILLUSTRATION: 'ILLUSTRATION',
  POST: 'POST',
} as const;
export type ProfileHint = keyof typeof ProfileHintEnum;
registerEnumType(ProfileHintEnum, {
  name: 'ProfileHint',
  description: 'What would make my profile better.',
  valuesConfig: {
    USERNAME: { description: 'Choose a name. Without it nobody sees me.' },
    CITY: { description: 'Say where I live. Without it nobody sees me.' },
    PHOTO: { description: 'Show a photo of myself.' },
    BIO: { description: 'Say a word about myself, at least 40 characters.' },
    INTERESTS: { description: 'Pick at least three tastes.' },
    ILLUSTRATION: { description: 'Choose my illustrated portrait instead of the one picked for me, or show a photo.' },
    POST: { description: 'Publish an ad (men).' },
  },
});

@ObjectType({ description: 'How far my profile is.', simpleResolvers: true })
export class Completeness {
  @Field(() => Int, { description: '0 to 100.' })
  score: number;

  @Field(() => [ProfileHintEnum], { description: 'What is missing, the most useful first.' })
  missing: ProfileHint[];

  @Field({ description: 'Whether the profile has what it needs to be seen at all: a name and a commune.' })
  visible: boolean;
}

@ObjectType({ description: 'My profile as I edit it.', simpleResolvers: true })
export class MyProfile {
  @Field(() => String, { nullable: true, description: 'The name I go by; null until I choose one.' })
  username: string | null;

  @Field(() => City, { nullable: true, description: 'The commune I live in; null until I choose one.' })
  city: City | null;

  @Field({ description: 'What I say of myself. May be empty.' })
  bio: string;

  @Field(() => DateScalar, { description: 'From my sign-up. Others see only my age.' })
  birthDate: string;

  @Field(() => Int, { description: 'In whole years, today in Paris.' })
  age: number;

  @Field(() => [Interest], { description: 'My tastes from the common list.' })
  interests: Interest[];

  @Field(() => [String], { description: 'My tastes in my own words.' })
  tags: string[];

  @Field({ description: 'Key of my illustrated portrait: the picture is at `/illustrations/KEY.svg`.' })
  illustration: string;

  @Field(() => Completeness, { description: 'How far my profile is.' })
  completeness: Completeness;

  /** My first photo, for whoever adds the field that shows it. */
  portrait: object | null;
}

const IDS = INTERESTS.map(({ id }) => id);
const PORTRAITS = [...illustrationKeys('MAN'), ...illustrationKeys('WOMAN')];

@InputType({ description: 'What changes in my profile. A field that is left out, or null, stays as it is.' })
export class UpdateProfileInput {
  @Field(() => String, {
    nullable: true,
    description:
      '3 to 24 letters or digits, with single spaces, dots, hyphens or underscores between them. A name another man has, or one that looks like it, is a CONFLICT.',
  })
  @Given()
  @IsUsername()
  username?: string | null;

  @Field(() => String, { nullable: true, description: 'At most 600 characters, several lines if you like. Empty removes it.' })
  @Given()
  @IsText({ max: 600, multiline: true })
  bio?: string | null;

  @Field(() => String, { nullable: true, description: 'Official code of a commune, from `cities`.' })
  @Given()
  @MaxLength(5, { message: 'Not the code of a commune.' })
  cityCode?: string | null;

  @Field(() => [ID], { nullable: true, description: 'At most 10 ids from `interests`. Replaces the former ones.' })
  @Given()
  @ArrayMaxSize(10, { message: 'At most 10.' })
  @IsIn(IDS, { each: true, message: 'Not in the list of interests.' })
  interests?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'At most 8 words of my own, 2 to 24 characters each. Replaces the former ones.' })
  @Given()
  @ArrayMaxSize(8, { message: 'At most 8.' })
  @AreTexts(TAG)
  tags?: string[] | null;

  @Field(() => String, { nullable: true, description: 'A key from `illustrations` for my role.' })
  @Given()
  @IsIn(PORTRAITS, { message: 'Not one of the portraits.' })
  illustration?: string | null;
}
