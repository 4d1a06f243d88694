import { Camera, Images, Video } from '@lucide/vue';
import { translate } from '../i18n';
import type { MenuItem } from '../ui/menu-item';
import { take } from './camera';

/** Where photos and films come from in the app, whose own choice of files offers no camera as that of a browser does. */
export function sources(choose: () => void, hand: (files: File[]) => void, films = true): MenuItem[] {
  const from = (what: 'PHOTO' | 'VIDEO') => () => void take(what).then((files) => files.length > 0 && hand(files));
  return [
    { label: translate('media.fromPhone'), icon: Images, select: choose },
    { label: translate('media.photos.take'), icon: Camera, select: from('PHOTO') },
    ...(films ? [{ label: translate('media.films.take'), icon: Video, select: from('VIDEO') }] : []),
  ];
}
