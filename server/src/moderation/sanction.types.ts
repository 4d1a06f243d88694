import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';
import { IsId, IsText } from '../platform/graphql/validation.js';
import { ReportReasonEnum, ReportTargetEnum, type ReportReason, type ReportTarget } from './moderation.types.js';
import { OutcomeEnum, type Outcome } from './outcomes.js';
import { RuleEnum, type Rule } from './rules.js';

const WORDS_MAX = 2_000;

export const SanctionStateEnum = { IN_FORCE: 'IN_FORCE', ENDED: 'ENDED', OVERTURNED: 'OVERTURNED' } as const;
export type SanctionState = keyof typeof SanctionStateEnum;
registerEnumType(SanctionStateEnum, {
  name: 'SanctionState',
  description: 'What a decision about me does now.',
  valuesConfig: {
    IN_FORCE: { description: 'It holds.' },
    ENDED: { description: 'A suspension that is over.' },
    OVERTURNED: { description: 'Void: my appeal was granted.' },
  },
});

@ObjectType({ description: 'My appeal against a decision.', simpleResolvers: true })
export class Appeal {
  @Field({ description: 'My words.' })
  words: string;

  @Field({ description: 'When I filed it.' })
  filedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  decidedAt: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was granted; null while it waits.' })
  granted: boolean | null;

  @Field(() => String, { nullable: true, description: 'The answer.' })
  answer: string | null;
}

@ObjectType({ description: 'A decision about me, with its reasons.', simpleResolvers: true })
export class Sanction {
  @Field(() => ID, { description: 'For `appeal`.' })
  id: string;

  @Field(() => OutcomeEnum, { description: 'What was decided; never DISMISS.' })
  outcome: Outcome;

  @Field(() => RuleEnum, { description: 'The rule it names.' })
  rule: Rule;

  @Field({ description: 'The statement of reasons, as it was mailed.' })
  statement: string;

  @Field({ description: 'Whether a machine decided it. So far none ever does.' })
  automated: boolean;

  @Field({ description: 'When it was decided.' })
  decidedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When a suspension ends.' })
  endsAt: Date | null;

  @Field(() => SanctionStateEnum, { description: 'What it does now.' })
  state: SanctionState;

  @Field({ description: 'Until when it may be contested.' })
  appealableUntil: Date;

  @Field(() => Appeal, { nullable: true, description: 'My appeal; one for each decision.' })
  appeal: Appeal | null;
}

@InputType({ description: 'An appeal.' })
export class AppealInput {
  @Field(() => ID, { description: 'From `mySanctions`.' })
  @IsId()
  decisionId: string;

  @Field({ description: `Why the decision is wrong, 1 to ${WORDS_MAX.toLocaleString('en')} characters.` })
  @IsText({ min: 1, max: WORDS_MAX, multiline: true })
  words: string;
}

export const ReportStateEnum = { RECEIVED: 'RECEIVED', IN_REVIEW: 'IN_REVIEW', CLOSED: 'CLOSED' } as const;
export type ReportState = keyof typeof ReportStateEnum;
registerEnumType(ReportStateEnum, {
  name: 'ReportState',
  description: 'Where my report stands.',
  valuesConfig: {
    RECEIVED: { description: 'It waits for a moderator.' },
    IN_REVIEW: { description: 'A moderator is reading it.' },
    CLOSED: { description: 'It was decided.' },
  },
});

@ObjectType({ description: 'A report of mine.', simpleResolvers: true })
export class MyReport {
  @Field({ description: 'Name of the case.' })
  caseNumber: string;

  @Field(() => ReportReasonEnum, { description: 'What I said is wrong.' })
  reason: ReportReason;

  @Field(() => ReportTargetEnum, { description: 'What it points at.' })
  target: ReportTarget;

  @Field(() => String, { nullable: true, description: 'My words.' })
  words: string | null;

  @Field({ description: 'When I filed it.' })
  createdAt: Date;

  @Field(() => ReportStateEnum, { description: 'Where it stands.' })
  state: ReportState;

  @Field(() => Date, { nullable: true, description: 'When it was decided.' })
  handledAt: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a rule was broken and something was done; null until it is decided, and for one of before this was kept.',
  })
  measureTaken: boolean | null;
}

@ObjectType({ description: 'My reports, newest first.', simpleResolvers: true })
export class MyReportConnection extends connectionOf('MyReport', () => MyReport) {}
