import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { IsText } from '../platform/graphql/validation.js';

@ObjectType({ description: 'An ad as women read it on his profile.', simpleResolvers: true })
export class Post {
  @Field(() => ID, { description: 'For quoting it in a first step, or reporting it.' })
  id: string;

  @Field({ description: 'His words, 1 to 1,000 characters, several lines.' })
  text: string;

  @Field(() => DateScalar, { description: 'The day it was published, in Paris. Never finer than a day.' })
  publishedAt: string;

  @Field({ description: 'Whether its words changed since.' })
  edited: boolean;
}

@ObjectType({ description: 'How often in a day.', simpleResolvers: true })
export class DayCount {
  @Field(() => DateScalar, { description: 'The day, in Paris.' })
  day: string;

  @Field(() => Int, { description: 'How many women read it that day.' })
  count: number;
}

@ObjectType({ description: 'An ad of mine, with what only I may know of it.', simpleResolvers: true })
export class MyPost {
  @Field(() => ID, { description: 'For changing or deleting it.' })
  id: string;

  @Field({ description: 'Its words.' })
  text: string;

  @Field({ description: 'When I published it.' })
  createdAt: Date;

  @Field({ description: 'When I last changed it.' })
  updatedAt: Date;

  @Field(() => [DayCount], { description: 'Days before today only, the last 30 at most, oldest first, days without readers included.' })
  viewsByDay: DayCount[];

  @Field(() => Int, { description: 'Readers of all days before today; who reads on two days counts twice.' })
  views: number;
}

@ObjectType({ description: 'Ads of a man, newest first.', simpleResolvers: true })
export class PostConnection extends connectionOf('Post', () => Post) {}

@ObjectType({ description: 'My ads, newest first.', simpleResolvers: true })
export class MyPostConnection extends connectionOf('MyPost', () => MyPost) {}

@InputType({ description: 'An ad.' })
export class PostInput {
  @Field({ description: '1 to 1,000 characters, several lines if you like.' })
  @IsText({ min: 1, max: 1_000, multiline: true })
  text: string;
}

@ObjectType({ description: 'The ad as it stands now.', simpleResolvers: true })
export class PostPayload {
  @Field(() => MyPost, { description: 'The ad as it stands now.' })
  post: MyPost;
}

@ObjectType({ description: 'What was deleted.', simpleResolvers: true })
export class DeletePostPayload {
  @Field(() => ID, { description: 'The id of the ad that is gone.' })
  deletedId: string;
}
