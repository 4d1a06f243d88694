import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { BlockService } from './block.service.js';
import { BlockedPersonConnection } from './block.types.js';
import { ReportInput, ReportPayload } from './moderation.types.js';
import type { ReportService } from './report.service.js';
import type { SanctionService } from './sanction.service.js';
import { AppealInput, MyReportConnection, Sanction } from './sanction.types.js';

/** What people do for their own safety, and what they are told. */
@Resolver()
export class ModerationResolver {
  constructor(
    private readonly blocks: BlockService,
    private readonly filing: ReportService,
    private readonly sanctions: SanctionService,
  ) {}

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Boolean, {
    description:
      'Blocks a person: both vanish for each other at once, and the conversation closes for good. Once or ten times, it is the same.',
  })
  block(
    @Ctx() { viewer }: SignedIn,
    @IdArg('userId', 'One I may see, or am or was in a conversation with.') userId: string,
  ): Promise<boolean> {
    return this.blocks.block(viewer, userId);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Boolean, { description: 'Takes back my block. What we shared stays closed. NOT_FOUND for whoever I have not blocked.' })
  unblock(@Ctx() { viewer }: SignedIn, @IdArg('userId', 'From `blockedPeople`.') userId: string): Promise<boolean> {
    return this.blocks.unblock(viewer, userId);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => BlockedPersonConnection, { description: 'People I blocked, last first.' })
  blockedPeople(
    @Ctx() { viewer }: SignedIn,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null,
  ): Promise<BlockedPersonConnection> {
    return this.blocks.list(viewer, first, after);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 20, window: "1h", by: ACCOUNT)')
  @Mutation(() => ReportPayload, {
    description:
      'Tells a moderator, and freezes what there is to see as evidence. The person reported is never told by whom, nor that anybody did.',
  })
  report(@Ctx() { viewer }: SignedIn, @Arg('input') input: ReportInput): Promise<ReportPayload> {
    return this.filing.file(viewer, input);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => MyReportConnection, { description: 'My reports and what came of them, newest first.' })
  myReports(
    @Ctx() { viewer }: SignedIn,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null,
  ): Promise<MyReportConnection> {
    return this.sanctions.reports(viewer, first, after);
  }

  @Directive('@auth(role: [MAN, WOMAN], suspended: true, beforeTerms: true)')
  @Query(() => [Sanction], { description: 'What was decided about me, and why, newest first.' })
  mySanctions(@Ctx() { viewer }: SignedIn): Promise<Sanction[]> {
    return this.sanctions.mine(viewer);
  }

  @Directive('@auth(role: [MAN, WOMAN], suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 10, window: "1h", by: ACCOUNT)')
  @Mutation(() => Sanction, {
    description: 'Contests a decision about me, once, within six months. Another moderator answers. CONFLICT when it was, or is too late.',
  })
  appeal(@Ctx() { viewer }: SignedIn, @Arg('input') input: AppealInput): Promise<Sanction> {
    return this.sanctions.appeal(viewer, input);
  }

  @Directive('@auth(role: [MAN, WOMAN], suspended: true, beforeTerms: true)')
  @Mutation(() => Boolean, {
    description: 'Says that I read a decision about me; `Me.unreadDecision` then names it no more. True again when I had.',
  })
  acknowledgeDecision(
    @Ctx() { viewer }: SignedIn,
    @IdArg('id', 'From `Me.unreadDecision` or `mySanctions`.') id: string,
  ): Promise<boolean> {
    return this.sanctions.acknowledge(viewer, id);
  }
}
