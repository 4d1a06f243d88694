import { Arg, Args, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import type { Connection } from '../platform/graphql/connections.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { BlockService } from './block.service.js';
import { HandleReportArgs, Report, ReportConnection, ReportInput, ReportPayload, ReportsArgs } from './moderation.types.js';
import type { ReportQueue } from './report-queue.service.js';
import type { ReportService } from './report.service.js';

@Resolver()
export class ModerationResolver {
  constructor(
    private readonly blocks: BlockService,
    private readonly filing: ReportService,
    private readonly queue: ReportQueue,
  ) {}

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Boolean, {
    description:
      'Blocks a person: both vanish for each other at once and for good, and the conversation closes. Once or ten times, it is the same.',
  })
  block(
    @Ctx() { viewer }: SignedIn,
    @IdArg('userId', 'One I may see, or am or was in a conversation with.') userId: string,
  ): Promise<boolean> {
    return this.blocks.block(viewer, userId);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 20, window: "1h", by: ACCOUNT)')
  @Mutation(() => ReportPayload, { description: 'Tells a moderator. The person reported is never told by whom.' })
  report(@Ctx() { viewer }: SignedIn, @Arg('input') input: ReportInput): Promise<ReportPayload> {
    return this.filing.file(viewer, input);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Query(() => ReportConnection, { description: 'The reports, open ones oldest first, handled ones newest first.' })
  reports(@Ctx() { viewer }: SignedIn, @Args() args: ReportsArgs): Promise<Connection<Report>> {
    return this.queue.list(viewer, args);
  }

  @Directive('@auth(role: [MODERATOR, ADMIN])')
  @Mutation(() => Report, { description: 'Marks a report as handled and tells its author by mail. CONFLICT when it already was.' })
  handleReport(@Ctx() { viewer }: SignedIn, @Args() args: HandleReportArgs): Promise<Report> {
    return this.queue.handle(viewer, args);
  }
}
