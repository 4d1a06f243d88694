import { MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { IsId } from '../platform/graphql/validation.js';

@ObjectType({ description: 'A country whose numbers we write to.', simpleResolvers: true })
export class PhoneCountry {
  @Field({ description: 'ISO 3166, e.g. `FR`.' })
  code: string;

  @Field({ description: 'What its numbers begin with, e.g. `33`.' })
  callingCode: string;
}

@ObjectType({
  description: 'The number I have proven. We do not keep it: only its last two digits, and by what to recognise it.',
  simpleResolvers: true,
})
export class MyPhone {
  @Field({ description: 'Its last two digits.' })
  endsWith: string;

  @Field({ description: 'When I proved it.' })
  verifiedAt: Date;
}

@InputType({ description: 'A mobile number.' })
export class PhoneNumberInput {
  @Field({ description: 'ISO 3166, from `phoneCountries`.' })
  @MaxLength(2, { message: 'Not the code of a country.' })
  country: string;

  @Field({ description: 'As people there write it, or with + and the code of one of the countries.' })
  @MaxLength(32, { message: 'Not a mobile number.' })
  number: string;
}

@ObjectType({ description: 'A code on its way.', simpleResolvers: true })
export class PhoneCodePayload {
  @Field(() => ID, { description: 'To send with the code. The answer is the same whatever number it is, and whosever.' })
  codeId: string;

  @Field({ description: 'When another may be asked for; before, it is this one again.' })
  resendAt: Date;
}

@InputType({ description: 'Proof of a number.' })
export class ConfirmPhoneInput {
  @Field(() => ID, { description: 'From `requestPhoneCode`.' })
  @IsId()
  codeId: string;

  @Field({ description: 'The 6 digits of the SMS. 5 tries, 10 minutes.' })
  @MaxLength(12, { message: '6 digits.' })
  code: string;
}
