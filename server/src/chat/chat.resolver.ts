import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import { Woman } from '../profiles/index.js';
import type { ContactService } from './contact.service.js';
import type { ConversationService } from './conversation.service.js';
import { Conversation, ConversationConnection, SendMessagePayload } from './conversation.types.js';
import type { MessageMediaService } from './message-media.service.js';
import type { MessageService } from './message.service.js';
import { SendMessageInput } from './message.types.js';
import type { SignalService } from './signal.service.js';

@Resolver()
export class ChatResolver {
  constructor(
    private readonly talks: ConversationService,
    private readonly messages: MessageService,
    private readonly signalling: SignalService,
    private readonly contacts: ContactService,
    private readonly messageMedia: MessageMediaService,
  ) {}

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => ConversationConnection, { description: 'My conversations, last activity first: the open ones and those I closed.' })
  conversations(
    @Ctx() { viewer }: SignedIn,
    @Arg('first', () => Int, { defaultValue: 30, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'A cursor of this list.' }) after?: string | null,
  ): Promise<ConversationConnection> {
    return this.talks.list(viewer, first, after);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => Conversation, { description: 'One of my conversations. NOT_FOUND for any other, and for one that the other closed.' })
  conversation(
    @Ctx() { viewer }: SignedIn,
    @IdArg('id', 'From `conversations`, or from an event of the inbox.') id: string,
  ): Promise<Conversation> {
    return this.talks.one(viewer, id);
  }

  @Directive('@auth(role: [MAN])')
  @Query(() => Woman, { description: 'The woman of one of my open conversations. NOT_FOUND for anybody else.' })
  woman(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `with` of a conversation.') id: string): Promise<Woman> {
    return this.contacts.woman(viewer, id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@subscribed')
  @Mutation(() => SendMessagePayload, {
    description:
      'Sends a message. The answer means that it is stored and will reach every device of both. CONFLICT when the conversation is closed, NOT_FOUND when it is not mine, FORBIDDEN for his photos and films where she has not allowed them.',
  })
  sendMessage(@Ctx() { viewer, request }: SignedIn, @Arg('input') input: SendMessageInput): Promise<SendMessagePayload> {
    return this.messages.send(viewer, input, request.ip);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Mutation(() => Conversation, { description: 'I have read up to this message. Never goes back; the other sees it.' })
  markRead(
    @Ctx() { viewer }: SignedIn,
    @IdArg('conversationId', 'One of my open conversations.') conversationId: string,
    @IdArg('upTo', 'The last message that I have before me.') upTo: string,
  ): Promise<Conversation> {
    return this.messages.markRead(viewer, conversationId, upTo);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Conversation, {
    description: 'She allows his photos and films in this conversation, or takes that back: then those he sent are hidden again.',
  })
  setMediaAllowed(
    @Ctx() { viewer }: SignedIn,
    @IdArg('conversationId', 'One of my open conversations.') conversationId: string,
    @Arg('allowed', () => Boolean, { description: 'Whether they are shown from now on.' }) allowed: boolean,
  ): Promise<Conversation> {
    return this.messageMedia.setAllowed(viewer, conversationId, allowed);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1m", by: ACCOUNT)')
  @Mutation(() => Boolean, { description: 'I am typing: the other sees it for a few seconds. Send it again while it lasts.' })
  setTyping(
    @Ctx() { viewer }: SignedIn,
    @IdArg('conversationId', 'One of my open conversations.') conversationId: string,
  ): Promise<boolean> {
    return this.signalling.setTyping(viewer, conversationId);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Mutation(() => Conversation, {
    description: 'Closes a conversation: for the other it is gone at once, with its history. Only I may reopen it.',
  })
  closeConversation(@Ctx() { viewer }: SignedIn, @IdArg('id', 'One of my open conversations.') id: string): Promise<Conversation> {
    return this.talks.close(viewer, id);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 20, window: "1h", by: ACCOUNT)')
  @Mutation(() => Int, {
    description: 'Closes every open conversation of mine: no man sees my profile any more. How many there were; I may reopen each.',
  })
  closeAllConversations(@Ctx() { viewer }: SignedIn): Promise<number> {
    return this.talks.closeAll(viewer);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@subscribed')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Conversation, {
    description: 'Undoes my own closing. She reopens by a first step as well. CONFLICT when the other can no longer be reached.',
  })
  reopenConversation(@Ctx() { viewer }: SignedIn, @IdArg('id', 'One that I closed.') id: string): Promise<Conversation> {
    return this.talks.reopen(viewer, id);
  }
}
