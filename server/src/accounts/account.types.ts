import { IsIn, MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { Locale, Role } from '../platform/graphql/context.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { IsId } from '../platform/graphql/validation.js';
import { IsAddress } from './email-argument.js';

export const RoleEnum = { MAN: 'MAN', WOMAN: 'WOMAN', MODERATOR: 'MODERATOR', ADMIN: 'ADMIN' } as const;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What an account is for. It decides what it may do.',
  valuesConfig: {
    MAN: { description: 'Shows himself, publishes ads, answers.' },
    WOMAN: { description: 'Looks, chooses, takes the first step.' },
    MODERATOR: { description: 'Handles reports.' },
    ADMIN: { description: 'A moderator who also names moderators.' },
  },
});

export const LocaleEnum = { FR: 'FR', EN: 'EN' } as const;
registerEnumType(LocaleEnum, {
  name: 'Locale',
  description: 'Language of our mails and pages.',
  valuesConfig: { FR: { description: 'French.' }, EN: { description: 'English.' } },
});

@ObjectType({ description: 'My own account.', simpleResolvers: true })
export class Me {
  @Field(() => ID, { description: 'My id.' })
  id: string;

  @Field({ description: 'My e-mail address. Nobody else ever sees it.' })
  email: string;

  @Field(() => RoleEnum, { description: 'What my account is for.' })
  role: Role;

  @Field({ description: 'Whether my address is proven.' })
  emailVerified: boolean;

  @Field(() => LocaleEnum, { description: 'Language of the mails I get.' })
  locale: Locale;

  @Field({ description: 'When I signed up.' })
  createdAt: Date;
}

@ObjectType({ description: 'A device on which I am signed in.', simpleResolvers: true })
export class Session {
  @Field(() => ID, { description: 'For `endSession`.' })
  id: string;

  @Field({ description: 'Browser and system as far as they tell, e.g. "Firefox, Windows".' })
  device: string;

  @Field({ description: 'When I signed in there.' })
  createdAt: Date;

  @Field({ description: 'When it last renewed its access, at most 15 minutes behind.' })
  lastUsedAt: Date;

  @Field({ description: 'Whether it is the one asking.' })
  current: boolean;
}

@ObjectType({ description: 'The versions of our legal pages in force.', simpleResolvers: true })
export class LegalVersions {
  @Field({ description: 'Terms of use (CGU).' })
  terms: string;

  @Field({ description: 'Privacy page.' })
  privacy: string;
}

@ObjectType({ description: 'An account that will be erased.', simpleResolvers: true })
export class AccountDeletion {
  @Field({ description: 'When. Until then `keepAccount` takes it back.' })
  eraseAt: Date;
}

@ObjectType({ description: 'A sign-up that waits for its e-mail code.', simpleResolvers: true })
export class SignUpPayload {
  @Field(() => ID, { description: 'To send with the code. The answer is the same whether the address has an account or not.' })
  signUpId: string;
}

@ObjectType({ description: 'A fresh session.', simpleResolvers: true })
export class SessionPayload {
  @Field({ description: 'For the header `authorization: Bearer …` and for `connectionParams.accessToken`. Lives 15 minutes.' })
  accessToken: string;

  @Field({ description: 'When the access token ends.' })
  accessTokenExpiresAt: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Only in the app (header `x-client: app`). On the web it is an httpOnly cookie and never in a body.',
  })
  refreshToken: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only in the app, after a proof of who one is. To keep also after signing out, and to send as the header `x-device`: who signed in here before is not held back by the wrong passwords that others try. It opens nothing.',
  })
  deviceToken: string | null;

  @Field({ description: 'Who is signed in now.' })
  me: Me;
}

@ObjectType({ description: 'A password reset that waits for its e-mail code.', simpleResolvers: true })
export class PasswordResetPayload {
  @Field(() => ID, { description: 'To send with the code. The answer is the same whether the address has an account or not.' })
  resetId: string;
}

const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** The same rule wherever a password is chosen: its length. What makes it strong is the length, not the signs. */
export function IsNewPassword(): PropertyDecorator {
  return (target, property) => {
    MinLength(PASSWORD_MIN, { message: `At least ${PASSWORD_MIN} characters.` })(target, property);
    MaxLength(PASSWORD_MAX, { message: `At most ${PASSWORD_MAX} characters.` })(target, property);
  };
}

@InputType({ description: 'A new account.' })
export class SignUpInput {
  @Field(() => RoleEnum, { description: 'MAN or WOMAN. It cannot be changed later.' })
  @IsIn(['MAN', 'WOMAN'], { message: 'MAN or WOMAN.' })
  role: 'MAN' | 'WOMAN';

  @Field({ description: 'An address you can read now: a code is sent there.' })
  @IsAddress()
  email: string;

  @Field({ description: '10 to 200 characters.' })
  @IsNewPassword()
  password: string;

  @Field(() => DateScalar, { description: 'You must be 18.' })
  birthDate: string;

  @Field(() => LocaleEnum, { defaultValue: 'FR', description: 'Language of the mails.' })
  locale: Locale;

  @Field({ description: 'Version of the terms (CGU) you accept, from `legalVersions`.' })
  @MaxLength(20)
  termsVersion: string;

  @Field({ description: 'Version of the privacy page you read, from `legalVersions`.' })
  @MaxLength(20)
  privacyVersion: string;
}

@InputType({ description: 'Proof of an address.' })
export class VerifyEmailInput {
  @Field(() => ID, { description: 'From `signUp`.' })
  @IsId()
  signUpId: string;

  @Field({ description: 'The 6 digits of the mail. 5 tries, 10 minutes.' })
  @MaxLength(12, { message: '6 digits.' })
  code: string;
}

@InputType({ description: 'Address and password.' })
export class SignInInput {
  @Field({ description: 'The address of the account.' })
  @IsAddress()
  email: string;

  @Field({ description: 'Its password.' })
  @MaxLength(PASSWORD_MAX, { message: `At most ${PASSWORD_MAX} characters.` })
  password: string;
}

@InputType({ description: 'A new password, proven by the code of the mail. Every device is signed out.' })
export class ResetPasswordInput {
  @Field(() => ID, { description: 'From `requestPasswordReset`.' })
  @IsId()
  resetId: string;

  @Field({ description: 'The 6 digits of the mail. 5 tries, 10 minutes.' })
  @MaxLength(12, { message: '6 digits.' })
  code: string;

  @Field({ description: '10 to 200 characters.' })
  @IsNewPassword()
  password: string;
}
