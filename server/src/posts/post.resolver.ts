import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { PostService } from './post.service.js';
import type { LikeService } from './like.service.js';
import { DeletePostPayload, LikePayload, MyPostConnection, PostInput, PostPayload } from './post.types.js';

@Resolver()
export class PostResolver {
  constructor(
    private readonly posts: PostService,
    private readonly likes: LikeService,
  ) {}

  @Directive('@auth(role: [MAN])')
  @Query(() => MyPostConnection, { description: 'My ads: those I show, the pinned one first, or those in the archives; newest first.' })
  myPosts(
    @Ctx() { viewer }: SignedIn,
    @Arg('archived', () => Boolean, { defaultValue: false, description: 'Those that only I see.' }) archived: boolean,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this cursor.' }) after?: string | null,
  ): Promise<MyPostConnection> {
    return this.posts.mine(viewer, archived, first, after);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 20, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, {
    description:
      'Publishes an ad on my profile. The same again within 10 minutes is the same ad. CONFLICT when I show 20, or keep 100 with the archives.',
  })
  createPost(@Ctx() { viewer, request }: SignedIn, @Arg('input') input: PostInput): Promise<PostPayload> {
    return this.posts.create(viewer, input, request.ip);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, { description: 'Changes an ad of mine; readers see that its words or pictures were edited.' })
  updatePost(
    @Ctx() { viewer, request }: SignedIn,
    @IdArg('id', 'From `myPosts`.') id: string,
    @Arg('input') input: PostInput,
  ): Promise<PostPayload> {
    return this.posts.update(viewer, id, input, request.ip);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 120, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, { description: 'Puts an ad of mine into the archives: from now on only I see it.' })
  archivePost(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `myPosts`.') id: string): Promise<PostPayload> {
    return this.posts.archive(viewer, id);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 120, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, {
    description: 'Shows an ad from the archives again, with the day of its first publication. CONFLICT when I already show 20.',
  })
  restorePost(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `myPosts`.') id: string): Promise<PostPayload> {
    return this.posts.restore(viewer, id);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 120, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, {
    description: 'Keeps an ad of mine first on my profile instead of any other, or no longer. CONFLICT when it is in the archives.',
  })
  pinPost(
    @Ctx() { viewer }: SignedIn,
    @IdArg('id', 'From `myPosts`.') id: string,
    @Arg('pinned', () => Boolean, { defaultValue: true, description: 'False: no longer.' }) pinned: boolean,
  ): Promise<PostPayload> {
    return this.posts.pin(viewer, id, pinned);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@subscribed')
  @Directive('@rateLimit(max: 300, window: "1h", by: ACCOUNT)')
  @Mutation(() => LikePayload, {
    description: 'Likes an ad, once. He reads the day after how many do, never who. CONFLICT when he takes no likes for it.',
  })
  likePost(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `posts` of a man.') id: string): Promise<LikePayload> {
    return this.likes.like(viewer, id);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@subscribed')
  @Directive('@rateLimit(max: 300, window: "1h", by: ACCOUNT)')
  @Mutation(() => LikePayload, { description: 'Takes a like back. No number of his falls by it.' })
  unlikePost(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `posts` of a man.') id: string): Promise<LikePayload> {
    return this.likes.unlike(viewer, id);
  }

  @Directive('@auth(role: [MAN])')
  @Mutation(() => DeletePostPayload, {
    description: 'Deletes an ad of mine for good, with all it shows. Where it was quoted, its words remain.',
  })
  deletePost(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `myPosts`.') id: string): Promise<DeletePostPayload> {
    return this.posts.delete(viewer, id);
  }
}
