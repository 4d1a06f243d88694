import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ReportedPerson } from './moderation.types.js';

export const MarkKindEnum = { EMAIL: 'EMAIL', PHONE: 'PHONE', CARD: 'CARD' } as const;
export type MarkKind = keyof typeof MarkKindEnum;
registerEnumType(MarkKindEnum, {
  name: 'MarkKind',
  description: 'By what two accounts seem to be one person’s.',
  valuesConfig: {
    EMAIL: { description: 'The same mailbox, however the address is written.' },
    PHONE: { description: 'The same proven phone number.' },
    CARD: { description: 'The same payment card.' },
  },
});

/** By what an account is recognised: a keyed hash. */
export interface Mark {
  kind: MarkKind;
  hash: string;
}

@ObjectType({
  description: 'Something that an account has in common with one that was banned. What it is, and not which: nobody has the value.',
  simpleResolvers: true,
})
export class EvasionMatch {
  @Field(() => MarkKindEnum, { description: 'What they have in common.' })
  kind: MarkKind;

  @Field({ description: 'When the other was banned.' })
  bannedAt: Date;

  @Field(() => ReportedPerson, { description: 'The other.' })
  person: ReportedPerson;

  @Field({ description: 'The case of that ban.' })
  caseNumber: string;

  @Field(() => ID, { description: 'The report of that case, for `caseFile`.' })
  reportId: string;
}
