import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context, SignedIn } from '../platform/graphql/context.js';
import { EvidenceMedia } from '../moderation/index.js';
import { Man, MyProfile, Woman } from '../profiles/index.js';
import type { FilmTickets } from './film-tickets.js';
import { filmUrl, pictureUrl, type Links } from './links.js';
import type { MediaService } from './media.service.js';
import { Media, MediaSizeEnum, type MediaKind, type MediaSize } from './media.types.js';

const TICKET = Symbol('ticket of the session');
const LOADER = Symbol('photos and films by owner');

@Resolver(() => Media)
export class MediaAddresses {
  constructor(
    private readonly links: Links,
    private readonly tickets: FilmTickets,
  ) {}

  @FieldResolver(() => String, {
    description: 'Where the picture, or the first picture of the film, is: on our own site, for a few minutes.',
  })
  url(
    @Root() { id }: Media,
    @Ctx() context: SignedIn,
    @Arg('size', () => MediaSizeEnum, { defaultValue: 'MEDIUM', description: 'How large.' }) size: MediaSize,
  ): string {
    return pictureUrl(id, size, ticketOf(this.links, context));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where the film is, as MP4; null for a photo. Asked for with `x-client: app`, its player needs no cookie and must be started within 2 minutes.',
  })
  film(@Root() { id, kind }: Media, @Ctx() context: SignedIn): string | null {
    if (kind !== 'VIDEO') return null;
    const { viewer, request } = context;
    return request.client === 'app'
      ? this.tickets.start(id, { userId: viewer.id, sessionId: viewer.sessionId })
      : filmUrl(id, ticketOf(this.links, context));
  }
}

/** Signed once for all the pictures of an answer. A subscription's context outlives it. */
function ticketOf(links: Links, { once, viewer }: SignedIn): string {
  const kept = once(TICKET, () => ({ end: 0, text: '' }));
  const end = links.end();
  if (kept.end !== end) Object.assign(kept, { end, text: links.ticket(viewer.sessionId, end) });
  return kept.text;
}

@Resolver(() => EvidenceMedia)
export class EvidenceMediaFields {
  constructor(private readonly links: Links) {}

  @FieldResolver(() => String, { description: 'Where the picture, or the first picture of the film, is, for a few minutes.' })
  url(
    @Root() { id }: EvidenceMedia,
    @Ctx() context: SignedIn,
    @Arg('size', () => MediaSizeEnum, { defaultValue: 'MEDIUM', description: 'How large.' }) size: MediaSize,
  ): string {
    return pictureUrl(id, size, ticketOf(this.links, context));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where the film is, as MP4; null for a photo.' })
  film(@Root() { id, kind }: EvidenceMedia, @Ctx() context: SignedIn): string | null {
    return kind === 'VIDEO' ? filmUrl(id, ticketOf(this.links, context)) : null;
  }
}

/** One query for all the people of a page. Nothing is remembered: a subscription's context lives for hours. */
async function shownBy(media: MediaService, { once }: SignedIn, kind: MediaKind, ownerId: string): Promise<Media[]> {
  const loader = once(LOADER, () => new DataLoader<string, Media[]>((ids) => media.shownBy(ids), { cache: false }));
  return (await loader.load(ownerId)).filter((each) => each.kind === kind);
}

@Resolver(() => Man)
export class ManMediaFields {
  constructor(private readonly media: MediaService) {}

  @FieldResolver(() => Media, { nullable: true, description: 'His first photo; null without any, and then he has his illustration.' })
  portrait(@Root() { portrait }: Man): object | null {
    return portrait;
  }

  @FieldResolver(() => [Media], { description: 'His photos in his order; the first is his portrait.' })
  photos(@Root() { id }: Man, @Ctx() context: SignedIn): Promise<Media[]> {
    return shownBy(this.media, context, 'PHOTO', id);
  }

  @FieldResolver(() => [Media], { description: 'His films in his order.' })
  videos(@Root() { id }: Man, @Ctx() context: SignedIn): Promise<Media[]> {
    return shownBy(this.media, context, 'VIDEO', id);
  }
}

@Resolver(() => Woman)
export class WomanMediaFields {
  constructor(private readonly media: MediaService) {}

  @FieldResolver(() => Media, { nullable: true, description: 'Her first photo; null without any, and then she has her illustration.' })
  portrait(@Root() { portrait }: Woman): object | null {
    return portrait;
  }

  @FieldResolver(() => [Media], { description: 'Her photos in her order; the first is her portrait.' })
  photos(@Root() { id }: Woman, @Ctx() context: SignedIn): Promise<Media[]> {
    return shownBy(this.media, context, 'PHOTO', id);
  }
}

@Resolver(() => MyProfile)
export class MyProfileMediaFields {
  // Addresses are signed for a session: whoever is just signing in had none when the request began.
  @FieldResolver(() => Media, {
    nullable: true,
    description:
      'My first photo, as others see it; null without any, and then I have my illustration. Null in the answer of signing in or refreshing, too: ask `me`.',
  })
  portrait(@Root() { portrait }: MyProfile, @Ctx() { viewer }: Context): object | null {
    return viewer && portrait;
  }
}
