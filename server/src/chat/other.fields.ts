import DataLoader from 'dataloader';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Me } from '../accounts/index.js';
import { CreateMatchPayload } from '../matches/index.js';
import type { SignedIn } from '../platform/graphql/context.js';
import { Man } from '../profiles/index.js';
import type { ConversationService } from './conversation.service.js';
import { Conversation } from './conversation.types.js';
import type { InboxService } from './inbox.service.js';

const WITH_MEN = Symbol('conversations with men');

@Resolver(() => Man)
export class ManFields {
  constructor(private readonly talks: ConversationService) {}

  @FieldResolver(() => Conversation, { nullable: true, description: 'Our conversation, open or closed by me; null before the first step.' })
  async conversation(@Root() man: Man, @Ctx() { viewer, once }: SignedIn): Promise<Conversation | null> {
    const load = async (ids: readonly string[]): Promise<(Conversation | null)[]> => {
      const found = await this.talks.withMen(viewer.id, ids);
      return ids.map((id) => found.get(id) ?? null);
    };
    return once(WITH_MEN, () => new DataLoader(load, { cache: false })).load(man.id);
  }
}

@Resolver(() => CreateMatchPayload)
export class FirstStepFields {
  constructor(private readonly talks: ConversationService) {}

  @FieldResolver(() => Conversation, { description: 'Our conversation: new, or the one there was.' })
  conversation(@Root() { womanId, manId }: CreateMatchPayload): Promise<Conversation> {
    return this.talks.between(womanId, manId);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether her line was said: false when she gave none, or when an earlier step had its own.',
  })
  openingSent(@Root() { womanId, manId, clientId }: CreateMatchPayload): Promise<boolean> {
    return this.talks.wasSaid(womanId, manId, clientId);
  }
}

@Resolver(() => Me)
export class MyInboxFields {
  constructor(
    private readonly inboxes: InboxService,
    private readonly talks: ConversationService,
  ) {}

  @FieldResolver(() => Int, { description: 'Number of the last event of my inbox; 0 before the first.' })
  inboxVersion(@Root() me: Me): Promise<number> {
    return this.inboxes.version(me.id);
  }

  @FieldResolver(() => Int, { description: 'Conversations with something unread.' })
  unreadConversations(@Root() me: Me): Promise<number> {
    return this.talks.unread(me.id);
  }
}
