import { MaxLength } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { IsId } from '../platform/graphql/validation.js';
import { IsNewPassword, PASSWORD_MAX } from './account.types.js';
import { IsAddress } from './email-argument.js';

@ObjectType({ description: 'A change of my address that waits for its code.', simpleResolvers: true })
export class EmailChange {
  @Field(() => ID, { description: 'To send with the code.' })
  changeId: string;

  @Field({
    description:
      'The new address, as I wrote it. Whether it has an account already is told by the mail that goes there, and by nothing else.',
  })
  email: string;

  @Field({ description: 'When I asked. It is forgotten after a day.' })
  askedAt: Date;
}

@InputType({ description: 'Another address for my account.' })
export class EmailChangeInput {
  @Field({ description: 'An address you can read now: a code is sent there.' })
  @IsAddress()
  email: string;

  @Field({ description: 'My password again.' })
  @MaxLength(PASSWORD_MAX, { message: `At most ${PASSWORD_MAX} characters.` })
  password: string;
}

@InputType({ description: 'Proof of the new address.' })
export class ConfirmEmailChangeInput {
  @Field(() => ID, { description: 'From `requestEmailChange`.' })
  @IsId()
  changeId: string;

  @Field({ description: 'The 6 digits of the mail. 5 tries, 10 minutes.' })
  @MaxLength(12, { message: '6 digits.' })
  code: string;
}

@InputType({ description: 'What the former address was sent, and a new password.' })
export class TakeEmailBackInput {
  @Field({ description: 'From the link of the mail: what follows `#`.' })
  @MaxLength(100)
  token: string;

  @Field({ description: '10 to 200 characters.' })
  @IsNewPassword()
  password: string;
}
