import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { Me } from '../accounts/index.js';
import type { SanctionService } from './sanction.service.js';

@Resolver(() => Me)
export class MeDecisionFields {
  constructor(private readonly sanctions: SanctionService) {}

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'A warning or removal about me that I have not said I read, the newest: in `mySanctions`, until `acknowledgeDecision`.',
  })
  unreadDecision(@Root() me: Me): Promise<string | null> {
    return this.sanctions.unread(me.id);
  }
}
