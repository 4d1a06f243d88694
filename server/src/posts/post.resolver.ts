import { Arg, Ctx, Directive, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { PostService } from './post.service.js';
import { DeletePostPayload, MyPostConnection, PostInput, PostPayload } from './post.types.js';

@Resolver()
export class PostResolver {
  constructor(private readonly posts: PostService) {}

  @Directive('@auth(role: [MAN])')
  @Query(() => MyPostConnection, { description: 'My ads, newest first.' })
  myPosts(
    @Ctx() { viewer }: SignedIn,
    @Arg('first', () => Int, { defaultValue: 20, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this cursor.' }) after?: string | null,
  ): Promise<MyPostConnection> {
    return this.posts.mine(viewer, first, after);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 20, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, {
    description: 'Publishes an ad on my profile. The same words again within 10 minutes are the same ad. CONFLICT when I already show 20.',
  })
  createPost(@Ctx() { viewer }: SignedIn, @Arg('input') input: PostInput): Promise<PostPayload> {
    return this.posts.create(viewer, input);
  }

  @Directive('@auth(role: [MAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => PostPayload, { description: 'Changes the words of an ad of mine; readers see that it was edited.' })
  updatePost(
    @Ctx() { viewer }: SignedIn,
    @IdArg('id', 'From `myPosts`.') id: string,
    @Arg('input') input: PostInput,
  ): Promise<PostPayload> {
    return this.posts.update(viewer, id, input);
  }

  @Directive('@auth(role: [MAN])')
  @Mutation(() => DeletePostPayload, { description: 'Deletes an ad of mine for good. Where it was quoted, its words remain.' })
  deletePost(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `myPosts`.') id: string): Promise<DeletePostPayload> {
    return this.posts.delete(viewer, id);
  }
}
