import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { MediaAccess } from './access.service.js';
import type { MediaService } from './media.service.js';
import { CreateUploadInput, DescribeMediaInput, Media, MyMedia, RemoveMediaPayload, Upload } from './media.types.js';
import type { UploadService } from './upload.service.js';

@Resolver()
export class MediaResolver {
  constructor(
    private readonly uploads: UploadService,
    private readonly mine: MediaService,
    private readonly access: MediaAccess,
  ) {}

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => [MyMedia], { description: 'My photos, then my films, in my order and at whatever stage. The first photo is my portrait.' })
  myMedia(@Ctx() { viewer }: SignedIn): Promise<MyMedia[]> {
    return this.mine.mine(viewer.id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => Media, { description: 'A photo or film that I am shown somewhere, with new addresses. NOT_FOUND for any other.' })
  media(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From wherever it is shown.') id: string): Promise<Media> {
    return this.access.one(viewer, id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "1h", by: ACCOUNT)')
  @Mutation(() => Upload, {
    description: 'Begins to send a file: where to, straight to the store. CONFLICT when there are as many as there may be.',
  })
  createUpload(@Ctx() { viewer }: SignedIn, @Arg('input') input: CreateUploadInput): Promise<Upload> {
    return this.uploads.create(viewer, input);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 300, window: "1h", by: ACCOUNT)')
  @Mutation(() => Upload, {
    description: 'New addresses for an upload that was cut off, and which parts are there. CONFLICT when it is complete.',
  })
  resumeUpload(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `createUpload`.') id: string): Promise<Upload> {
    return this.uploads.resume(viewer, id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 300, window: "1h", by: ACCOUNT)')
  @Mutation(() => MyMedia, {
    description:
      'All of it is there: it is looked at and written anew. CONFLICT when something is missing. The same call again is the same answer.',
  })
  completeUpload(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `createUpload`.') id: string): Promise<MyMedia> {
    return this.uploads.complete(viewer, id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 300, window: "1h", by: ACCOUNT)')
  @Mutation(() => [MyMedia], { description: 'Puts all of my photos, or all of my films, in this order. The first photo is my portrait.' })
  arrangeMedia(
    @Ctx() { viewer }: SignedIn,
    @Arg('ids', () => [ID], { description: 'Each of them once.' }) ids: string[],
  ): Promise<MyMedia[]> {
    return this.mine.arrange(viewer, ids);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 300, window: "1h", by: ACCOUNT)')
  @Mutation(() => MyMedia, { description: 'Says something about a photo or film of mine.' })
  describeMedia(
    @Ctx() { viewer }: SignedIn,
    @IdArg('id', 'From `myMedia`.') id: string,
    @Arg('input') input: DescribeMediaInput,
  ): Promise<MyMedia> {
    return this.mine.describe(viewer, id, input);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Mutation(() => RemoveMediaPayload, {
    description: 'Removes a photo or film of mine, or gives up its upload. Gone for everybody at once.',
  })
  async removeMedia(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `myMedia`.') id: string): Promise<RemoveMediaPayload> {
    return { removedId: await this.mine.remove(viewer, id) };
  }
}
