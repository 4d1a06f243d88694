import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { MyAuditConnection } from './audit.types.js';
import type { MyAuditService } from './my-audit.service.js';

@Resolver()
export class AuditResolver {
  constructor(private readonly log: MyAuditService) {}

  @Directive('@auth')
  @Query(() => MyAuditConnection, {
    description: 'What the audit log keeps of me, newest first: what I did, and what was done to my account. Nobody else is named in it.',
  })
  myAudit(
    @Ctx() { viewer }: SignedIn,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null,
  ): Promise<MyAuditConnection> {
    return this.log.list(viewer, first, after);
  }
}
