import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { Person, type PeopleService } from '../profiles/index.js';
import { SendPermissionEnum, type SendPermission } from './chat.enums.js';
import type { ConversationService } from './conversation.service.js';
import { Conversation } from './conversation.types.js';
import type { MessageService } from './message.service.js';
import { MessageConnection } from './message.types.js';
import type { Sightings } from './sightings.js';

const OPENED = Symbol('days on which they opened her profile');

@Resolver(() => Conversation)
export class ConversationFields {
  constructor(
    private readonly talks: ConversationService,
    private readonly history: MessageService,
    private readonly people: PeopleService,
    private readonly sightings: Sightings,
  ) {}

  @FieldResolver(() => Person, { nullable: true, description: 'Null when the other was erased, or may not be seen (any more).' })
  with(@Root() conversation: Conversation, @Ctx() context: SignedIn): Promise<Person> | null {
    const { person } = conversation;
    return person && this.sees(context, conversation) ? this.people.shown(person) : null;
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'To a woman: the day he last opened her profile, a minute behind. Always null to a man, who is never told of hers.',
  })
  async openedOn(@Root() conversation: Conversation, @Ctx() { viewer, once }: SignedIn): Promise<string | null> {
    if (viewer.role !== 'WOMAN' || !conversation.readable) return null;
    const load = async (ids: readonly string[]): Promise<(string | null)[]> => {
      const days = await this.sightings.of(viewer.id, ids);
      return ids.map((id) => days.get(id) ?? null);
    };
    return once(OPENED, () => new DataLoader(load, { cache: false })).load(conversation.otherId);
  }

  @FieldResolver(() => SendPermissionEnum, { description: 'Whether I may write here now.' })
  async canSend(@Root() conversation: Conversation, @Ctx() context: SignedIn): Promise<SendPermission> {
    return this.talks.canSend((await context.currentViewer()) ?? context.viewer, conversation);
  }

  @FieldResolver(() => MessageConnection, {
    description: 'Its history, oldest first: the last ones unless `first` or `after` ask otherwise. 30 by default, at most 50.',
  })
  messages(
    @Root() conversation: Conversation,
    @Ctx() { viewer }: SignedIn,
    @Arg('first', () => Int, { nullable: true, description: 'How many from the beginning, or after `after`.' }) first?: number | null,
    @Arg('last', () => Int, { nullable: true, description: 'How many up to the end, or before `before`.' }) last?: number | null,
    @Arg('before', () => String, { nullable: true, description: 'A cursor of this list.' }) before?: string | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null,
  ): Promise<MessageConnection> {
    return this.history.history(viewer, conversation, { first, last, before, after });
  }

  /** Who talks sees the other. Once it is closed a man sees nobody, and she sees him as in any list: with access. */
  private sees({ viewer }: SignedIn, { readable, reachable }: Conversation): boolean {
    return readable || (reachable && viewer.subscribed);
  }
}
