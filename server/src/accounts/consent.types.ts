import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { Matches } from 'class-validator';

export const ConsentPurposeEnum = {
  TERMS: 'TERMS',
  SENSITIVE_DATA: 'SENSITIVE_DATA',
  NAME_IN_NOTIFICATIONS: 'NAME_IN_NOTIFICATIONS',
} as const;
export type ConsentPurpose = keyof typeof ConsentPurposeEnum;
registerEnumType(ConsentPurposeEnum, {
  name: 'ConsentPurpose',
  description: 'What somebody agrees to. There is no other purpose: nothing is measured, sold or advertised.',
  valuesConfig: {
    TERMS: { description: 'The terms of use. Agreed to by `signUp` and `acceptTerms`, ended by `deleteAccount`.' },
    SENSITIVE_DATA: {
      description:
        'Data that may reveal a sexual orientation or an intimate life (GDPR, article 9). Given by `signUp`, `acceptTerms` and `keepAccount`, taken back by `withdrawConsent`.',
    },
    NAME_IN_NOTIFICATIONS: {
      description: 'Women: my first name in the notifications of a man I talk with. Given and taken back by `updateNotificationSettings`.',
    },
  },
});

@ObjectType({ description: 'One time that I agreed, or took it back. Nobody can alter it.', simpleResolvers: true })
export class ConsentEntry {
  @Field({ description: 'Whether I agreed; false when I took it back.' })
  given: boolean;

  @Field({ description: 'Version of the page that explained it.' })
  version: string;

  @Field({ description: 'When.' })
  at: Date;
}

@ObjectType({ description: 'How my consent to one purpose stands, and how it came to that.', simpleResolvers: true })
export class Consent {
  @Field(() => ConsentPurposeEnum, { description: 'What it is for.' })
  purpose: ConsentPurpose;

  @Field({ description: 'Whether it stands now.' })
  given: boolean;

  @Field(() => [ConsentEntry], { description: 'The last 20 times, newest first; empty when I was never asked.' })
  history: ConsentEntry[];
}

const VERSION = { message: 'A version is a day: 2026-11-26.' };

@InputType({ description: 'The versions that were read, from `legalVersions`.' })
export class AcceptTermsInput {
  @Matches(/^\d{4}-\d{2}-\d{2}$/, VERSION)
  @Field({ description: 'Of the terms of use.' })
  termsVersion: string;

  @Matches(/^\d{4}-\d{2}-\d{2}$/, VERSION)
  @Field({ description: 'Of the privacy page, and with it the consent to sensitive data.' })
  privacyVersion: string;
}
