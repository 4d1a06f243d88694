import { IsOptional } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';
import { IsId, IsText } from '../platform/graphql/validation.js';
import { EvasionMatch } from './evasion.types.js';
import { CaseFileEvidence } from './evidence.types.js';
import { Report, ReportedPerson } from './moderation.types.js';
import { OutcomeEnum, type Outcome } from './outcomes.js';
import { RuleEnum, type Rule } from './rules.js';

const FACTS_MAX = 2_000;
const TEXT_MAX = 2_000;
const ANSWER_MAX = 2_000;

@InputType({ description: 'What a moderator decides of a report, and why.' })
export class DecisionInput {
  @Field(() => ID, { description: 'The report.' })
  @IsId()
  reportId: string;

  @Field(() => OutcomeEnum, { description: 'What is done.' })
  outcome: Outcome;

  @Field(() => RuleEnum, { nullable: true, description: 'The rule that was broken; needed for everything but DISMISS.' })
  rule?: Rule | null;

  @Field({ description: 'What happened, from what the evidence shows: part of the statement of reasons. It must not tell who reported.' })
  @IsText({ min: 1, max: FACTS_MAX, multiline: true })
  facts: string;

  @Field(() => String, { nullable: true, description: 'What is said to the person besides; needed for everything but DISMISS.' })
  @IsOptional()
  @IsText({ min: 1, max: TEXT_MAX, multiline: true })
  text?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'With DISMISS only: the report was filed to harm, and is counted.' })
  abusive: boolean;
}

@InputType({ description: 'Answer to an appeal.' })
export class AppealDecisionInput {
  @Field(() => ID, { description: 'The decision that is contested. Not one of mine.' })
  @IsId()
  decisionId: string;

  @Field({ description: 'Whether the decision falls, with all that it did.' })
  granted: boolean;

  @Field({ description: 'The reasons, told to the person.' })
  @IsText({ min: 1, max: ANSWER_MAX, multiline: true })
  answer: string;
}

@ObjectType({ description: 'A decision, as moderators see it.', simpleResolvers: true })
export class Decision {
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Field(() => String, { description: 'The case it closed.' })
  caseNumber: string;

  @Field(() => OutcomeEnum, { description: 'What was decided.' })
  outcome: Outcome;

  @Field(() => RuleEnum, { nullable: true, description: 'The rule it names.' })
  rule: Rule | null;

  @Field({ description: 'What happened.' })
  facts: string;

  @Field(() => String, { nullable: true, description: 'The statement of reasons as it was sent; null for DISMISS.' })
  statement: string | null;

  @Field({ description: 'When it was decided.' })
  decidedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When a suspension ends.' })
  endsAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Since when it is void, because an appeal was granted.' })
  overturnedAt: Date | null;

  @Field({ description: 'Whether I decided it: then its appeal is for somebody else.' })
  mine: boolean;
}

@ObjectType({ description: 'What moderators know of a person from former cases.', simpleResolvers: true })
export class PersonHistory {
  @Field(() => Int, { description: 'Measures of the last twelve months that stand.' })
  strikes: number;

  @Field(() => Int, { description: 'Reports of theirs that were dismissed as filed to harm, in the last twelve months.' })
  falseReports: number;

  @Field(() => Int, { description: 'Reports of theirs that were decided, in the last twelve months.' })
  decidedReports: number;

  @Field(() => Int, { description: 'Those of them that came to nothing: dismissed, or void since an appeal.' })
  dismissedReports: number;

  @Field(() => [Report], { description: 'The other reports about them, newest first, at most 20.' })
  reports: Report[];

  @Field(() => [Decision], { description: 'The decisions about them, newest first, at most 20.' })
  decisions: Decision[];
}

@ObjectType({ description: 'All there is of a case. Each reading is written to the audit log.', simpleResolvers: true })
export class CaseFile {
  @Field(() => Report, { description: 'The report.' })
  report: Report;

  @Field(() => CaseFileEvidence, { nullable: true, description: 'What was there when it was filed; null for one of before it was kept.' })
  evidence: CaseFileEvidence | null;

  @Field(() => PersonHistory, { description: 'Of the person reported.' })
  history: PersonHistory;

  @Field(() => PersonHistory, { nullable: true, description: 'Of the person who reports; null when the house itself does.' })
  reporterHistory: PersonHistory | null;

  @Field(() => [EvasionMatch], { description: 'With BAN_EVASION: what the account has in common with which that were banned.' })
  evasion: EvasionMatch[];

  @Field(() => Decision, { nullable: true, description: 'What was decided.' })
  decision: Decision | null;
}

export const AppealStatusEnum = { OPEN: 'OPEN', DECIDED: 'DECIDED' } as const;
export type AppealStatus = keyof typeof AppealStatusEnum;
registerEnumType(AppealStatusEnum, {
  name: 'AppealStatus',
  description: 'Where an appeal stands.',
  valuesConfig: { OPEN: { description: 'Waits for another moderator.' }, DECIDED: { description: 'Was answered.' } },
});

@ObjectType({ description: 'An appeal, as moderators see it.', simpleResolvers: true })
export class AppealCase {
  @Field(() => Decision, { description: 'The decision that is contested.' })
  decision: Decision;

  @Field(() => ID, { description: 'The report it was about, for `caseFile`.' })
  reportId: string;

  @Field(() => ReportedPerson, { description: 'Who contests it.' })
  person: ReportedPerson;

  @Field({ description: 'Their words.' })
  words: string;

  @Field({ description: 'When it was filed.' })
  filedAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was answered.' })
  decidedAt: Date | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was granted.' })
  granted: boolean | null;

  @Field(() => String, { nullable: true, description: 'The answer.' })
  answer: string | null;
}

@ObjectType({ description: 'Appeals: open ones oldest first, answered ones newest first.', simpleResolvers: true })
export class AppealConnection extends connectionOf('Appeal', () => AppealCase) {}
