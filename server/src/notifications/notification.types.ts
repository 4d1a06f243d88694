import { IsIn, Matches, MaxLength, MinLength, ValidateIf, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { LocaleEnum } from '../accounts/index.js';
import type { Locale } from '../platform/graphql/context.js';
import { Given } from '../platform/graphql/validation.js';
import { IsTimeZone } from './quiet-hours.js';

export const NotificationKindEnum = {
  NEW_CONVERSATION: 'NEW_CONVERSATION',
  NEW_MESSAGE: 'NEW_MESSAGE',
  MEMBERSHIP: 'MEMBERSHIP',
  CASE: 'CASE',
} as const;
export type NotificationKind = keyof typeof NotificationKindEnum;
registerEnumType(NotificationKindEnum, {
  name: 'NotificationKind',
  description: 'What a notification is about. Each can be switched off.',
  valuesConfig: {
    NEW_CONVERSATION: { description: 'To him: a woman took the first step.' },
    NEW_MESSAGE: { description: 'Something waits to be read in a conversation.' },
    MEMBERSHIP: { description: 'To her: a payment failed, and her access is about to end.' },
    CASE: { description: 'What I reported was looked at.' },
  },
});

export const DeviceKindEnum = { WEB: 'WEB', ANDROID: 'ANDROID' } as const;
export type DeviceKind = keyof typeof DeviceKindEnum;
registerEnumType(DeviceKindEnum, {
  name: 'DeviceKind',
  description: 'How a device is reached.',
  valuesConfig: {
    WEB: { description: 'A browser, by Web Push.' },
    ANDROID: { description: 'The app, by Firebase Cloud Messaging.' },
  },
});

@ObjectType({ description: 'What a device needs to know before it registers.', simpleResolvers: true })
export class PushOffer {
  @Field({ description: 'The `applicationServerKey` browsers subscribe under (VAPID), in base64url.' })
  webKey: string;

  @Field({ description: 'Whether this server can reach the Android app.' })
  android: boolean;
}

@ObjectType({ description: 'A device where I want to be told.', simpleResolvers: true })
export class Device {
  @Field(() => ID, { description: 'For `removeDevice`.' })
  id: string;

  @Field(() => DeviceKindEnum, { description: 'How it is reached.' })
  kind: DeviceKind;

  @Field({ description: 'Browser and system as far as they tell, e.g. "Firefox, Windows".' })
  name: string;

  @Field({ description: 'When it was registered.' })
  addedAt: Date;

  @Field({ description: 'Whether it is the one asking.' })
  current: boolean;
}

@ObjectType({ description: 'Hours in which nothing is told. What still waits to be read is told when they end.', simpleResolvers: true })
export class QuietHours {
  @Field({ description: 'When they begin, e.g. `22:00`.' })
  from: string;

  @Field({ description: 'When they end, e.g. `08:00`; earlier than `from` means the next day.' })
  to: string;

  @Field({ description: 'Where these hours are counted, e.g. `Europe/Paris`.' })
  timeZone: string;
}

@ObjectType({ description: 'What I want to be told, and when.', simpleResolvers: true })
export class NotificationSettings {
  @Field(() => [NotificationKindEnum], { description: 'What I do not want to be told.' })
  muted: NotificationKind[];

  @Field(() => QuietHours, { nullable: true, description: 'When I do not want to be told; null for never.' })
  quietHours: QuietHours | null;

  @Field({
    description:
      'Women only: whether his browser may name me in its notifications. False unless I chose so. No notification ever holds words or pictures.',
  })
  showsMyName: boolean;
}

@InputType({ description: 'A device. One that is known already is renewed, and moves to whoever is signed in on it.' })
export class RegisterDeviceInput {
  @Field(() => DeviceKindEnum, { description: 'How it is reached.' })
  kind: DeviceKind;

  @Field({ description: 'WEB: the `endpoint` of the subscription, a public https address. ANDROID: the registration token.' })
  @MinLength(1, { message: 'It must not be empty.' })
  @MaxLength(2_048, { message: 'At most 2,048 characters.' })
  address: string;

  @Field(() => String, { nullable: true, description: 'WEB only: its `p256dh` key, in base64url.' })
  p256dh?: string | null;

  @Field(() => String, { nullable: true, description: 'WEB only: its `auth` secret, in base64url.' })
  auth?: string | null;

  @Field(() => LocaleEnum, { defaultValue: 'FR', description: 'Language of its notifications; the Android app has its own.' })
  locale: Locale;
}

@ObjectType({ description: 'The device that is no longer told anything.', simpleResolvers: true })
export class RemoveDevicePayload {
  @Field(() => ID, { description: 'Its former id.' })
  removedId: string;
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType({ description: 'Hours in which nothing is told.' })
export class QuietHoursInput {
  @Field({ description: 'When they begin, e.g. `22:00`.' })
  @Matches(HOUR, { message: 'An hour, such as 22:00.' })
  from: string;

  @Field({ description: 'When they end; earlier than `from` means the next day. The same as `from` is refused.' })
  @Matches(HOUR, { message: 'An hour, such as 08:00.' })
  to: string;

  @Field({ defaultValue: 'Europe/Paris', description: 'Where these hours are counted: a name of the IANA database.' })
  @IsTimeZone()
  timeZone: string;
}

@InputType({ description: 'What is left out stays as it is.' })
export class NotificationSettingsInput {
  @Field(() => [NotificationKindEnum], { nullable: true, description: 'What I do not want to be told.' })
  @Given()
  @IsIn(Object.keys(NotificationKindEnum), { each: true })
  muted?: NotificationKind[] | null;

  @Field(() => QuietHoursInput, { nullable: true, description: 'When I do not want to be told; null for never.' })
  @ValidateIf((_input, value) => value !== undefined && value !== null)
  @ValidateNested()
  quietHours?: QuietHoursInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Women only: whether his browser may name me.' })
  showsMyName?: boolean | null;
}
