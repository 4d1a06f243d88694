import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Media } from '../media/index.js';
import { connectionOf } from '../platform/graphql/connections.js';
import { Given, IsId, AreIds, IsText } from '../platform/graphql/validation.js';
import { AuthorEnum, MessageKindEnum, type Author, type MessageKind } from './chat.enums.js';

@ObjectType({ description: 'The ad as it read when she quoted it.', simpleResolvers: true })
export class QuotedPost {
  @Field(() => ID, { description: 'The ad’s id. It may be gone by now.' })
  id: string;

  @Field({ description: 'Its words at that instant.' })
  text: string;
}

@ObjectType({ description: 'One message of a conversation.', simpleResolvers: true })
export class Message {
  @Field(() => ID, { description: 'Its id, the same for both.' })
  id: string;

  @Field(() => ID, { description: 'The sender’s own id for it, by which a device knows what it sent.' })
  clientId: string;

  @Field(() => AuthorEnum, { description: 'Who wrote it.' })
  from: Author;

  @Field(() => MessageKindEnum, { description: 'What it is.' })
  kind: MessageKind;

  @Field(() => String, {
    nullable: true,
    description: 'Its words, as typed. Null for a first step that only quotes an ad, for photos without words, and once it is removed.',
  })
  text: string | null;

  @Field({ description: 'Whether a moderator took it away: then nobody sees what it said.' })
  removed: boolean;

  @Field(() => [Media], { description: 'Its photos, or its film. What its sender removed since is not among them.' })
  media: Media[];

  @Field(() => Int, { description: 'How many photos and films of his she is not shown, because she has not allowed them here.' })
  hiddenMedia: number;

  @Field(() => QuotedPost, { nullable: true, description: 'The ad it quotes.' })
  quotedPost: QuotedPost | null;

  @Field({ description: 'When the server took it. Never before the message above it.' })
  sentAt: Date;

  seq: number;
}

@ObjectType({ description: 'Messages, the oldest first.', simpleResolvers: true })
export class MessageConnection extends connectionOf('Message', () => Message) {}

@InputType({ description: 'A message to send.' })
export class SendMessageInput {
  @Field(() => ID, { description: 'One of my open conversations.' })
  @IsId()
  conversationId: string;

  @Field(() => ID, { description: 'My own id (a UUID) for this message: sent again, it answers with the first one.' })
  @IsId()
  clientId: string;

  @Field(() => String, { nullable: true, description: '1 to 4,000 characters. May be left out where there is something to see.' })
  @Given()
  @IsText({ min: 1, max: 4_000, multiline: true })
  text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      '1 to 4 photos, or one film: uploaded for a message, READY, and sent with no other. FORBIDDEN for him until she allows them.',
  })
  @Given()
  @AreIds()
  @ArrayMaxSize(4, { message: 'At most 4.' })
  mediaIds?: string[] | null;
}
