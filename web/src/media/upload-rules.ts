import type { MediaKind } from '../graphql/generated/graphql';

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'];
export const FILM_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'];
export const MOST_BYTES = { PHOTO: 20 * 1_024 * 1_024, VIDEO: 200 * 1_024 * 1_024 } as const;
/** How many a profile shows. */
export const MOST = { MAN: { PHOTO: 9, VIDEO: 3 }, WOMAN: { PHOTO: 6, VIDEO: 0 } } as const;
/** Seconds, with the tolerance of the server: a container's word about its length is a rounded one. */
export const LONGEST_FILM = 60.5;
/** Of each photo the longest side that is sent: more is never shown. */
export const LONGEST_SIDE = 4_096;

const HEIC = /^image\/hei[cf]/;
const HEIC_NAME = /\.hei[cf]$/i;

/** What is wrong with a file before it is even opened: a key of the texts. */
export function problemOf(file: { name: string; type: string; size: number }, kind: MediaKind): string | undefined {
  // Some browsers know nothing of HEIC and leave its type empty.
  if (kind === 'PHOTO' && (HEIC.test(file.type) || HEIC_NAME.test(file.name))) return 'media.refusal.HEIC';
  if (!(kind === 'PHOTO' ? PHOTO_TYPES : FILM_TYPES).includes(file.type)) return `media.refusal.WRONG_TYPE_${kind}`;
  if (file.size === 0) return 'media.refusal.EMPTY';
  return undefined;
}

/** What is wrong with its weight, once it is as light as it gets. */
export const weightProblem = ({ size }: { size: number }, kind: MediaKind): string | undefined =>
  size > MOST_BYTES[kind] ? `media.refusal.HEAVY_${kind}` : undefined;
