import { ArrayMaxSize, ArrayUnique } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Media, MyMedia } from '../media/index.js';
import { connectionOf } from '../platform/graphql/connections.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { AreIds, Given, IsText } from '../platform/graphql/validation.js';

export const MOST_PHOTOS = 4;
const MEDIA = { message: `Up to ${MOST_PHOTOS} photos, or one film.` };

@ObjectType({ description: 'An ad as women read it on his profile.', simpleResolvers: true })
export class Post {
  @Field(() => ID, { description: 'For quoting it in a first step, liking or reporting it.' })
  id: string;

  @Field({ description: 'His words, 1 to 1,000 characters, several lines.' })
  text: string;

  @Field(() => [Media], { description: 'What it shows, in his order: up to 4 photos, or one film.' })
  media: Media[];

  @Field(() => DateScalar, { description: 'The day it was published, in Paris. Never finer than a day.' })
  publishedAt: string;

  @Field({ description: 'Whether its words or pictures changed since.' })
  edited: boolean;

  @Field({ description: 'Whether he keeps it first.' })
  pinned: boolean;

  @Field({ description: 'Whether it may be liked.' })
  likesAllowed: boolean;

  @Field({ description: 'Whether I like it. He never learns who does, nor when.' })
  likedByMe: boolean;
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
  @Field(() => ID, { description: 'For changing, putting away or deleting it.' })
  id: string;

  @Field({ description: 'Its words.' })
  text: string;

  @Field(() => [MyMedia], { description: 'What it shows, in my order. Others see of it what is READY.' })
  media: MyMedia[];

  @Field({ description: 'When I published it.' })
  createdAt: Date;

  @Field({ description: 'When I last changed it.' })
  updatedAt: Date;

  @Field({ description: 'Whether it stands first on my profile.' })
  pinned: boolean;

  @Field({ description: 'Whether only I see it: I put it away, or its last day has passed.' })
  archived: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day, in Paris, on which it goes to the archives by itself; null for never.',
  })
  expiresOn: string | null;

  @Field({ description: 'Whether it may be liked.' })
  likesAllowed: boolean;

  @Field(() => Int, { description: 'How many women have liked it on days before today. It never falls; who and when is told to nobody.' })
  likes: number;

  @Field(() => [DayCount], { description: 'Days before today only, the last 30 at most, oldest first, days without readers included.' })
  viewsByDay: DayCount[];

  @Field(() => Int, { description: 'Readers of all days before today; who reads on two days counts twice.' })
  views: number;
}

@ObjectType({ description: 'Ads of a man, the pinned one first, then newest first.', simpleResolvers: true })
export class PostConnection extends connectionOf('Post', () => Post) {}

@ObjectType({ description: 'My ads, the pinned one first, then newest first.', simpleResolvers: true })
export class MyPostConnection extends connectionOf('MyPost', () => MyPost) {}

@InputType({ description: 'An ad. When it is changed, whatever is left out stays as it is.' })
export class PostInput {
  @Field({ description: '1 to 1,000 characters, several lines if you like.' })
  @IsText({ min: 1, max: 1_000, multiline: true })
  text: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Up to 4 photos, or one film, in the order they are to have: sent by `createUpload` for an ad, arrived, and in no other.',
  })
  @Given()
  @ArrayMaxSize(MOST_PHOTOS, MEDIA)
  @ArrayUnique((id: unknown) => String(id).toLowerCase(), { message: 'Each of them once.' })
  @AreIds()
  mediaIds?: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day, in Paris, on which it goes to the archives by itself: tomorrow to 90 days from now. Null: never.',
  })
  expiresOn?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it may be liked; a new one may.' })
  likesAllowed?: boolean | null;
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

@ObjectType({ description: 'The ad with or without my heart.', simpleResolvers: true })
export class LikePayload {
  @Field(() => Post, { description: 'The ad as I see it now.' })
  post: Post;
}
