import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { ContactKind } from '../accounts/index.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { Given, IsText } from '../platform/graphql/validation.js';

export const CONTACTS_MAX = 20;
/** As long as an address may be. */
const CONTACT_MAX = 254;
const NOTE_MAX = 60;

export const ContactKindEnum: Record<ContactKind, ContactKind> = { EMAIL: 'EMAIL', PHONE: 'PHONE' };
registerEnumType(ContactKindEnum, {
  name: 'ContactKind',
  description: 'How somebody is known outside of here.',
  valuesConfig: { EMAIL: { description: 'By an e-mail address.' }, PHONE: { description: 'By a telephone number.' } },
});

@InputType({ description: 'Somebody I never want to meet here.' })
export class BlockContactInput {
  @Field({ description: 'Their e-mail address or telephone number, a French one unless it begins with +. Never kept as it is.' })
  @IsText({ min: 1, max: CONTACT_MAX })
  contact: string;

  @Field(() => String, {
    nullable: true,
    description: `For me alone, so that I know whom I meant: up to ${NOTE_MAX} characters. Not the address or number itself.`,
  })
  @Given()
  @IsText({ max: NOTE_MAX })
  note?: string | null;
}

@ObjectType({
  description:
    'An address or number I never want to meet here. What it is cannot be read any more, by me neither; whether anybody has it is told to nobody.',
  simpleResolvers: true,
})
export class BlockedContact {
  @Field(() => ID, { description: 'For `unblockContact`.' })
  id: string;

  @Field(() => ContactKindEnum, { description: 'What it is.' })
  kind: ContactKind;

  @Field(() => String, { nullable: true, description: 'What I wrote beside it.' })
  note: string | null;

  @Field(() => DateScalar, { description: 'The day I wrote it down.' })
  since: string;
}
