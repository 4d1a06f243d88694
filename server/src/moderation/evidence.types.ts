import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

export const EvidenceAuthorEnum = { REPORTER: 'REPORTER', REPORTED: 'REPORTED' } as const;
export type EvidenceAuthor = keyof typeof EvidenceAuthorEnum;
registerEnumType(EvidenceAuthorEnum, {
  name: 'EvidenceAuthor',
  description: 'Which of the two.',
  valuesConfig: { REPORTER: { description: 'Who filed the report.' }, REPORTED: { description: 'Who it is about.' } },
});

@ObjectType({ description: 'The profile as it was.', simpleResolvers: true })
export class EvidenceProfile {
  @Field(() => String, { nullable: true, description: 'Name.' })
  username: string | null;

  @Field({ description: 'Words about oneself.' })
  bio: string;

  @Field(() => String, { nullable: true, description: 'INSEE code of the commune.' })
  cityCode: string | null;

  @Field({ description: 'Birth date as declared, YYYY-MM-DD.' })
  birthDate: string;
}

@ObjectType({ description: 'An ad as it read.', simpleResolvers: true })
export class EvidencePost {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field({ description: 'Its words.' })
  text: string;

  @Field({ description: 'When it was published.' })
  createdAt: Date;

  @Field({ description: 'Whether the report points at it.' })
  pointed: boolean;
}

@ObjectType({ description: 'A message as it read.', simpleResolvers: true })
export class EvidenceMessage {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => EvidenceAuthorEnum, { description: 'Who wrote it.' })
  from: EvidenceAuthor;

  @Field(() => String, { nullable: true, description: 'Its words.' })
  text: string | null;

  @Field(() => String, { nullable: true, description: 'The ad it quotes.' })
  quotedText: string | null;

  @Field({ description: 'When it was sent.' })
  sentAt: Date;

  @Field({ description: 'Whether the report points at it.' })
  pointed: boolean;
}

/** `media` adds where it is. */
@ObjectType({ description: 'A photo or film as it was. Its files stay, whatever its owner does.', simpleResolvers: true })
export class EvidenceMedia {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field({ description: 'Whether the report points at it.' })
  pointed: boolean;

  @Field(() => ID, {
    nullable: true,
    description: 'The message that one of the two sent it in; null for what the profile or an ad showed.',
  })
  messageId: string | null;

  kind: 'PHOTO' | 'VIDEO';
}

@ObjectType({
  description: 'What was there when a report was filed. Nobody changes it, and it goes six months after the decision.',
  simpleResolvers: true,
})
export class CaseFileEvidence {
  @Field({ description: 'When it was frozen.' })
  frozenAt: Date;

  @Field({ description: 'Whether its links hold: nothing was altered, nothing taken out.' })
  intact: boolean;

  @Field({ description: 'Whether it has gone, its time being over.' })
  purged: boolean;

  @Field(() => EvidenceProfile, { nullable: true, description: 'The profile of the person reported.' })
  profile: EvidenceProfile | null;

  @Field(() => [EvidencePost], { description: 'His ads.' })
  posts: EvidencePost[];

  @Field(() => [EvidenceMessage], { description: 'The last hundred messages of the two and those the report points at, oldest first.' })
  messages: EvidenceMessage[];

  @Field(() => [EvidenceMedia], { description: 'The photos and films of the person reported, and what both sent in these messages.' })
  media: EvidenceMedia[];
}
