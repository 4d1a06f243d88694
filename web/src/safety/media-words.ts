import { session } from '../session';
import { isVeiled } from './hidden-words';

/** What is said of a photo or film, shown or read aloud, is chosen to be seen as one. */
export const wordsOf = (mediaId: string): string => `words:${mediaId}`;

/** My own words are never looked at. */
export const isCovered = (mediaId: string, text: string, ownerId?: string): boolean =>
  (!ownerId || ownerId !== session.me.value?.id) && isVeiled(wordsOf(mediaId), text);

/** Its description, or nothing: then it is called what it would be called without one. */
export const altOf = ({ id, alt = '' }: { id: string; alt?: string }, ownerId?: string): string => (isCovered(id, alt, ownerId) ? '' : alt);
