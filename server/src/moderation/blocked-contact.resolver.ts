import { Arg, Ctx, Directive, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { BlockedContactService } from './blocked-contact.service.js';
import { BlockContactInput, BlockedContact, CONTACTS_MAX } from './blocked-contact.types.js';

/** Hers alone: a man who learns at night that a conversation ended would learn whose address it was. */
@Resolver()
export class BlockedContactResolver {
  constructor(private readonly contacts: BlockedContactService) {}

  @Directive('@auth(role: [WOMAN])')
  @Query(() => [BlockedContact], { description: `Addresses and numbers I never want to meet here, newest first; ${CONTACTS_MAX} at most.` })
  blockedContacts(@Ctx() { viewer }: SignedIn): Promise<BlockedContact[]> {
    return this.contacts.list(viewer);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 30, window: "1d", by: ACCOUNT)')
  @Mutation(() => [BlockedContact], {
    description: `Whoever has this address or verified number, now or later, and I never appear to each other: from the next night on, or at once for who joins later. The answer does not tell whether anybody has it. CONFLICT beyond ${CONTACTS_MAX}.`,
  })
  blockContact(@Ctx() { viewer }: SignedIn, @Arg('input') input: BlockContactInput): Promise<BlockedContact[]> {
    return this.contacts.block(viewer, input);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 30, window: "1d", by: ACCOUNT)')
  @Mutation(() => [BlockedContact], { description: 'Takes it off the list; we may appear to each other from the next night on.' })
  unblockContact(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `blockedContacts`.') id: string): Promise<BlockedContact[]> {
    return this.contacts.unblock(viewer, id);
  }
}
