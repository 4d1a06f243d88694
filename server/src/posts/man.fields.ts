import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { Man } from '../profiles/index.js';
import type { PostReader } from './post-reader.service.js';
import { PostConnection } from './post.types.js';

@Resolver(() => Man)
export class ManPostsField {
  constructor(private readonly reader: PostReader) {}

  @FieldResolver(() => PostConnection, { description: 'His ads, the pinned one first, then newest first.' })
  posts(
    @Root() man: Man,
    @Ctx() context: SignedIn,
    @Arg('first', () => Int, { defaultValue: 10, description: '1 to 50.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Continue after this cursor.' }) after?: string | null,
  ): Promise<PostConnection> {
    return this.reader.postsOf(context, man.id, first, after);
  }
}
