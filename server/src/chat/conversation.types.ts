import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';
import { ConversationStatusEnum, type ConversationStatus } from './chat.enums.js';
import type { ManRow, ProfileRow } from '../profiles/index.js';
import { Message } from './message.types.js';

/** `conversation.fields.ts` adds `with`, `canSend` and `messages`. */
@ObjectType({ description: 'A private conversation, as one of its two people sees it.', simpleResolvers: true })
export class Conversation {
  @Field(() => ID, { description: 'Its id, the same for both.' })
  id: string;

  @Field({ description: 'When it was opened, or last reopened.' })
  openedAt: Date;

  @Field(() => ConversationStatusEnum, { description: 'What it is to me now.' })
  status: ConversationStatus;

  @Field(() => Int, { description: 'Messages of the other that I have not read.' })
  unread: number;

  @Field(() => Message, { nullable: true, description: 'The newest message; null before the first, and while it is hidden.' })
  lastMessage: Message | null;

  @Field({ description: 'When something was last said, or it was opened.' })
  lastActivityAt: Date;

  @Field(() => ID, { nullable: true, description: 'The last message of the other that I read.' })
  readUpTo: string | null;

  @Field(() => ID, { nullable: true, description: 'The last message of mine that they read.' })
  theirReadUpTo: string | null;

  @Field({ description: 'Whether she is shown his photos and films here: hers to say. Hers are shown to him.' })
  mediaAllowed: boolean;

  otherId: string;
  /** The other's row, where others may see them; `with` says whether the viewer may. */
  person: ManRow | ProfileRow | null;
  /** Whether the viewer may see the other now. */
  reachable: boolean;
  /** Whether its messages may be read: open, and the other in sight. */
  readable: boolean;
}

@ObjectType({ description: 'My conversations, last activity first.', simpleResolvers: true })
export class ConversationConnection extends connectionOf('Conversation', () => Conversation) {
  @Field(() => Int, { description: 'This snapshot is current up to here: go on with `inbox(after: …)`.' })
  inboxVersion: number;
}

@ObjectType({ description: 'What came of sending.', simpleResolvers: true })
export class SendMessagePayload {
  @Field(() => Message, { description: 'The message as it is stored: the first one, when it was sent twice.' })
  message: Message;

  @Field(() => Conversation, { description: 'The conversation after it.' })
  conversation: Conversation;
}
