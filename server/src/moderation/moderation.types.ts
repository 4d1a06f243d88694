import { ArrayMaxSize, IsOptional, NotEquals } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RoleEnum } from '../accounts/index.js';
import type { Role } from '../platform/graphql/context.js';
import { connectionOf } from '../platform/graphql/connections.js';
import { IsId, AreIds, IsText } from '../platform/graphql/validation.js';
import { OutcomeEnum, type Outcome } from './outcomes.js';

const WORDS_MAX = 1_000;
const NOTE_MAX = 2_000;
const POINTED_MAX = 20;

export const ReportReasonEnum = {
  HARASSMENT: 'HARASSMENT',
  FAKE_PROFILE: 'FAKE_PROFILE',
  MINOR: 'MINOR',
  HATE: 'HATE',
  SCAM: 'SCAM',
  SEXUAL_CONTENT: 'SEXUAL_CONTENT',
  THREAT: 'THREAT',
  BAN_EVASION: 'BAN_EVASION',
  OTHER: 'OTHER',
} as const;
export type ReportReason = keyof typeof ReportReasonEnum;
registerEnumType(ReportReasonEnum, {
  name: 'ReportReason',
  description: 'What is wrong.',
  valuesConfig: {
    HARASSMENT: { description: 'Insists, insults or pursues.' },
    FAKE_PROFILE: { description: 'Is not who the profile says.' },
    MINOR: { description: 'Is, or seems, under 18.' },
    HATE: { description: 'Attacks people for what they are.' },
    SCAM: { description: 'Wants money or personal data.' },
    SEXUAL_CONTENT: { description: 'Sends sexual content nobody asked for.' },
    THREAT: { description: 'Threatens someone.' },
    BAN_EVASION: { description: 'Seems to be somebody who was banned. Only the house itself files this.' },
    OTHER: { description: 'Something else; the words say what.' },
  },
});

export const ReportTargetEnum = {
  PERSON: 'PERSON',
  CONVERSATION: 'CONVERSATION',
  MESSAGE: 'MESSAGE',
  POST: 'POST',
  MEDIA: 'MEDIA',
} as const;
export type ReportTarget = keyof typeof ReportTargetEnum;
registerEnumType(ReportTargetEnum, {
  name: 'ReportTarget',
  description: 'What a report points at.',
  valuesConfig: {
    PERSON: { description: 'The person.' },
    CONVERSATION: { description: 'A conversation, or messages of it.' },
    MESSAGE: { description: 'One message.' },
    POST: { description: 'An ad.' },
    MEDIA: { description: 'A photo or film.' },
  },
});

export const ReportStatusEnum = { OPEN: 'OPEN', HANDLED: 'HANDLED' } as const;
export type ReportStatus = keyof typeof ReportStatusEnum;
registerEnumType(ReportStatusEnum, {
  name: 'ReportStatus',
  description: 'Where a report stands.',
  valuesConfig: { OPEN: { description: 'Waits for a moderator.' }, HANDLED: { description: 'A moderator decided.' } },
});

/** What is most serious is read first. */
export const SEVERITIES: Record<ReportReason, number> = {
  MINOR: 3,
  THREAT: 3,
  HARASSMENT: 2,
  HATE: 2,
  SEXUAL_CONTENT: 2,
  SCAM: 2,
  BAN_EVASION: 2,
  FAKE_PROFILE: 1,
  OTHER: 1,
};

@InputType({
  description: 'Names exactly one thing: a person, a conversation (its other person), an ad, a photo or film, or a message.',
})
export class ReportInput {
  @Field(() => ID, { nullable: true, description: 'A person you may see, or are or were in a conversation with.' })
  @IsOptional()
  @IsId()
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'One of your conversations, open or closed for at most 90 days.' })
  @IsOptional()
  @IsId()
  conversationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'An ad of a man you may see, or are or were in a conversation with.' })
  @IsOptional()
  @IsId()
  postId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A message the other wrote in one of your conversations.' })
  @IsOptional()
  @IsId()
  messageId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A photo or film of a person you may see, or are or were in a conversation with.' })
  @IsOptional()
  @IsId()
  mediaId?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: `With \`conversationId\` only: the messages of the other that it is about, at most ${POINTED_MAX}.`,
  })
  @IsOptional()
  @AreIds()
  @ArrayMaxSize(POINTED_MAX, { message: `At most ${POINTED_MAX}.` })
  messageIds?: string[] | null;

  @Field(() => ReportReasonEnum, { description: 'What is wrong; not BAN_EVASION.' })
  @NotEquals('BAN_EVASION', { message: 'Only the house itself files this.' })
  reason: ReportReason;

  @Field(() => String, { nullable: true, description: `In your own words, up to ${WORDS_MAX.toLocaleString('en')} characters.` })
  @IsOptional()
  @IsText({ max: WORDS_MAX, multiline: true })
  words?: string | null;
}

@ArgsType()
export class HandleReportArgs {
  @Field(() => ID, { description: 'The report.' })
  @IsId()
  id: string;

  @Field(() => String, {
    nullable: true,
    description: `What was decided and why, for moderators only. Up to ${NOTE_MAX.toLocaleString('en')} characters.`,
  })
  @IsOptional()
  @IsText({ max: NOTE_MAX, multiline: true })
  note?: string | null;
}

@ObjectType({ description: 'Our acknowledgement of a report; a mail says the same.', simpleResolvers: true })
export class ReportPayload {
  @Field({
    description:
      'Name of the case, such as PP-7K3M-Q2XD. Reporting the same thing again within 24 hours gives the same one, while it is open.',
  })
  caseNumber: string;
}

@ObjectType({ description: 'A person in a report, as moderators see them.', simpleResolvers: true })
export class ReportedPerson {
  @Field(() => ID, { description: 'Id of the account.' })
  id: string;

  @Field(() => RoleEnum, { description: 'What the account is for.' })
  role: Role;

  @Field(() => String, { nullable: true, description: 'Name on the profile; null when it has none yet.' })
  username: string | null;
}

@ObjectType({ description: 'A report, as moderators see it. Each reading is written to the audit log.', simpleResolvers: true })
export class Report {
  @Field(() => ID, { description: 'For `handleReport`.' })
  id: string;

  @Field({ description: 'Name of the case, as the reporter knows it.' })
  caseNumber: string;

  @Field(() => ReportReasonEnum, { description: 'What the reporter says is wrong.' })
  reason: ReportReason;

  @Field(() => String, { nullable: true, description: 'In the reporter’s own words.' })
  words: string | null;

  @Field(() => ReportStatusEnum, { description: 'Where it stands.' })
  status: ReportStatus;

  @Field({ description: 'When it was filed.' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When a moderator decided; null while it is open.' })
  handledAt: Date | null;

  @Field(() => String, { nullable: true, description: 'What was decided and why.' })
  note: string | null;

  @Field(() => ReportedPerson, { nullable: true, description: 'Who filed it; null: the house itself, by a rule of ours.' })
  reporter: ReportedPerson | null;

  @Field(() => ReportedPerson, { description: 'Who it is about.' })
  reported: ReportedPerson;

  @Field(() => String, {
    nullable: true,
    description: 'The ad or message as it read when it was reported; for a conversation, the last ten messages of the other, oldest first.',
  })
  quoted: string | null;

  @Field(() => ReportTargetEnum, { description: 'What it points at.' })
  target: ReportTarget;

  @Field(() => Int, {
    description:
      'How serious its kind is: 3, 2 or 1; one less from somebody who filed to harm before. Among open ones the highest comes first.',
  })
  severity: number;

  @Field(() => ReportedPerson, { nullable: true, description: 'Who is working on it; a claim ends by itself after an hour.' })
  claimedBy: ReportedPerson | null;

  @Field(() => Boolean, { description: 'Whether I am working on it.' })
  claimedByMe: boolean;

  @Field(() => OutcomeEnum, { nullable: true, description: 'What was decided; null while it is open.' })
  outcome: Outcome | null;
}

@ObjectType({ description: 'Reports: the open ones most serious and oldest first, the handled ones newest first.', simpleResolvers: true })
export class ReportConnection extends connectionOf('Report', () => Report) {}

@ArgsType()
export class ReportsArgs {
  @Field(() => ReportStatusEnum, { defaultValue: 'OPEN', description: 'Which ones.' })
  status: ReportStatus;

  @Field(() => ReportReasonEnum, { nullable: true, description: 'Of this kind only.' })
  reason?: ReportReason | null;

  @Field(() => Int, { defaultValue: 20, description: 'How many, 1 to 50.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'Cursor after which to continue.' })
  after?: string | null;
}
