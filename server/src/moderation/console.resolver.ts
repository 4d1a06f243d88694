import { Arg, Args, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import type { Connection } from '../platform/graphql/connections.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { AppealService } from './appeal.service.js';
import type { CaseFileService } from './case-file.service.js';
import type { DecisionService } from './decision.service.js';
import {
  AppealCase,
  AppealConnection,
  AppealDecisionInput,
  AppealStatusEnum,
  CaseFile,
  DecisionInput,
  type AppealStatus,
} from './decision.types.js';
import { HandleReportArgs, Report, ReportConnection, ReportsArgs } from './moderation.types.js';
import type { NamingService } from './naming.service.js';
import { Moderator, NameModeratorInput } from './naming.types.js';
import type { ReportQueue } from './report-queue.service.js';

/** What moderators do; each reading and each act is written to the audit log. */
@Resolver()
export class ConsoleResolver {
  constructor(
    private readonly queue: ReportQueue,
    private readonly files: CaseFileService,
    private readonly decisions: DecisionService,
    private readonly contested: AppealService,
    private readonly naming: NamingService,
  ) {}

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Query(() => ReportConnection, { description: 'The reports: open ones most serious and oldest first, handled ones newest first.' })
  reports(@Ctx() { viewer }: SignedIn, @Args() args: ReportsArgs): Promise<Connection<Report>> {
    return this.queue.list(viewer, args);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Query(() => CaseFile, { description: 'A report with its evidence and the history of both people.' })
  caseFile(@Ctx() { viewer }: SignedIn, @IdArg('id', 'The report.') id: string): Promise<CaseFile> {
    return this.files.open(viewer, id);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Mutation(() => Report, { description: 'I work on this report: for an hour nobody else decides it. CONFLICT when somebody else does.' })
  claimReport(@Ctx() { viewer }: SignedIn, @IdArg('id', 'An open report.') id: string): Promise<Report> {
    return this.queue.claim(viewer, id);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Mutation(() => Report, { description: 'Leaves a report that I claimed to others.' })
  releaseReport(@Ctx() { viewer }: SignedIn, @IdArg('id', 'An open report.') id: string): Promise<Report> {
    return this.queue.release(viewer, id);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Mutation(() => Report, {
    description:
      'Decides a report: what is done is done at once, the person is told why and how to contest it, and the reporter that it was decided. CONFLICT when it already was, or somebody else works on it.',
  })
  decide(@Ctx() { viewer }: SignedIn, @Arg('input') input: DecisionInput): Promise<Report> {
    return this.decisions.decide(viewer, input);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Query(() => String, {
    nullable: true,
    description: 'The statement of reasons as this decision would send it; null for DISMISS, which tells nobody anything.',
  })
  previewStatement(@Ctx() { viewer }: SignedIn, @Arg('input') input: DecisionInput): Promise<string | null> {
    return this.decisions.preview(viewer, input);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Mutation(() => Report, {
    description: 'Closes a report without any measure, and tells its author by mail. CONFLICT when it already was.',
    deprecationReason: 'Use `decide` with DISMISS.',
  })
  handleReport(@Ctx() { viewer }: SignedIn, @Args() args: HandleReportArgs): Promise<Report> {
    return this.decisions.dismiss(viewer, args);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Query(() => AppealConnection, { description: 'The appeals: open ones oldest first, answered ones newest first.' })
  appeals(
    @Ctx() { viewer }: SignedIn,
    @Arg('status', () => AppealStatusEnum, { defaultValue: 'OPEN', description: 'Which ones.' }) status: AppealStatus,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null,
  ): Promise<Connection<AppealCase>> {
    return this.contested.list(viewer, status, first, after);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Mutation(() => AppealCase, {
    description: 'Answers an appeal. FORBIDDEN to whoever decided, an admin too. Granted, the decision falls with all that it did.',
  })
  decideAppeal(@Ctx() { viewer }: SignedIn, @Arg('input') input: AppealDecisionInput): Promise<AppealCase> {
    return this.contested.decide(viewer, input);
  }

  @Directive('@auth(role: [ADMIN])')
  @Query(() => [Moderator], { description: 'Who reads reports.' })
  moderators(): Promise<Moderator[]> {
    return this.naming.list();
  }

  @Directive('@auth(role: [ADMIN])')
  @Mutation(() => [Moderator], {
    description:
      'Names a moderator, or unnames one; the list after it. CONFLICT for an account that others have seen: nobody judges those among whom they look for someone. NOT_FOUND for an address without an account.',
  })
  nameModerator(@Ctx() { viewer }: SignedIn, @Arg('input') input: NameModeratorInput): Promise<Moderator[]> {
    return this.naming.name(viewer, input);
  }
}
