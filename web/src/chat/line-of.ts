import type { MediaKind, MessageLineFragment } from '../graphql/generated/graphql';
import { translate } from '../i18n';

/** What there is to see, in a word. */
export function mediaLine(media: readonly { kind: MediaKind }[]): string {
  if (media[0]?.kind === 'VIDEO') return translate('chat.media.film');
  return translate('chat.media.photos', { count: media.length }, media.length);
}

/** What a message says, in one line. */
export function lineOf(message: Pick<MessageLineFragment, 'removed' | 'text' | 'media' | 'hiddenMedia' | 'quotedPost'>): string {
  const { removed, text, media, hiddenMedia, quotedPost } = message;
  if (removed) return translate('chat.removed');
  if (text) return text;
  if (media.length > 0) return mediaLine(media);
  if (hiddenMedia > 0) return translate('chat.media.hidden', { count: hiddenMedia }, hiddenMedia);
  return translate(quotedPost ? 'chat.quotedOnly' : 'chat.media.gone');
}
