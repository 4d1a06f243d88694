import { FieldResolver, Resolver, Root } from 'type-graphql';
import { Me } from '../accounts/index.js';
import { Membership } from './billing.types.js';
import type { MembershipService } from './membership.service.js';

@Resolver(() => Me)
export class MeMembershipFields {
  constructor(private readonly memberships: MembershipService) {}

  @FieldResolver(() => Membership, { description: 'My paid membership. For men always `NONE`: they need none.' })
  membership(@Root() me: Me): Promise<Membership> {
    return this.memberships.of(me.id);
  }
}
