import type { GalleryItemFragment, PictureFragment } from '../graphql/generated/graphql';

/** Before the rest is known, of a portrait only what a card shows of it. */
export type GalleryEntry = Omit<PictureFragment, '__typename'> & Partial<Omit<GalleryItemFragment, keyof PictureFragment>>;
