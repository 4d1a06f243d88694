import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Membership } from '../billing/index.js';
import { MyMedia } from '../media/index.js';
import { AuthorEnum, type Author } from './chat.enums.js';
import { Conversation } from './conversation.types.js';
import { Message } from './message.types.js';

/** GraphQL tells the kinds apart by class: events are made by `toEvent`. */
@InterfaceType({ description: 'One thing that changed for me.' })
export abstract class InboxEvent {
  @Field(() => Int, { description: '1, 2, 3 without a gap. A number that jumps means: subscribe again from the last one.' })
  number: number;

  @Field({ description: 'When it happened.' })
  at: Date;
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true, description: 'A conversation was opened, or reopened.' })
export class ConversationOpened extends InboxEvent {
  @Field(() => Conversation, { description: 'As it is now.' })
  conversation: Conversation;
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description:
    'A message was written, by the other or by me on any device; or one came again, because a moderator took it away or gave it back.',
})
export class MessageSent extends InboxEvent {
  @Field(() => Conversation, { description: 'As it is now.' })
  conversation: Conversation;

  @Field(() => Message, { description: 'The message.' })
  message: Message;
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true, description: 'Messages were read.' })
export class MessagesRead extends InboxEvent {
  @Field(() => Conversation, { description: 'As it is now.' })
  conversation: Conversation;

  @Field(() => ID, { description: 'The last message read.' })
  upTo: string;

  @Field(() => AuthorEnum, { description: 'Who read it: I, on one of my devices, or the other.' })
  by: Author;
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'A conversation was closed. Forget its messages; `conversation(id)` says whether I may reopen it.',
})
export class ConversationClosed extends InboxEvent {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId: string;
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true, description: 'She allowed his photos and films, or no longer does.' })
export class MediaAllowedChanged extends InboxEvent {
  @Field(() => Conversation, { description: 'As it is now. What was loaded of its messages may show too much or too little.' })
  conversation: Conversation;
}

@ObjectType({ implements: InboxEvent, simpleResolvers: true, description: 'My membership changed.' })
export class MembershipChanged extends InboxEvent {
  @Field(() => Membership, { description: 'As it is now.' })
  membership: Membership;
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'A photo or film of mine is further: arrived, looked at, shown or refused.',
})
export class MediaChanged extends InboxEvent {
  @Field(() => MyMedia, { description: 'As it is now.' })
  media: MyMedia;
}

@ObjectType({
  implements: InboxEvent,
  simpleResolvers: true,
  description: 'What was here is gone or no longer mine to see; the number stays so that the sequence is dense.',
})
export class Tombstone extends InboxEvent {}
