import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { client } from '../graphql';
import { type MediaKind, type MyMediaFragment, MyMediaFragmentDoc, RemoveMediaDocument } from '../graphql/generated/graphql';
import { FILM_TYPES, PHOTO_TYPES } from '../media/upload-rules';
import type { UploadItem } from '../media/uploader';
import { session } from '../session';
import { usePostUploads } from './use-post-uploads';

export const MOST_PHOTOS = 4;
export const TYPES = [...PHOTO_TYPES, ...FILM_TYPES];

export interface PostTile {
  /** The same from the choice of the file to the photo: of the upload, or else the id. */
  key: string;
  kind: MediaKind;
  media: MyMediaFragment | undefined;
  upload: UploadItem | undefined;
}

/** One was refused while the others were still on their way. */
export class MediaRefused extends Error {}

/** What is chosen for an ad that is being written, by the name of its form: looking at other pages loses nothing. */
const chosen = new Map<string, Ref<readonly string[]>>();
session.onEnd(() => chosen.clear());

/** The photos or the film of an ad that is being written: up to four, or one. */
export function usePostMedia(form: string, there: () => readonly MyMediaFragment[] = () => []) {
  const uploads = usePostUploads();
  const keys = chosen.get(form) ?? ref<readonly string[]>(there().map(({ id }) => id));
  chosen.set(form, keys);
  const known = useKnownMedia(() => uploads.items.value.flatMap(({ mediaId }) => mediaId ?? []));

  const all = computed(() =>
    keys.value.flatMap((key): PostTile[] => {
      const upload = uploads.items.value.find((item) => item.key === key);
      const media = upload ? known.value.get(upload.mediaId ?? '') : there().find(({ id }) => id === key);
      return upload || media ? [{ key, kind: upload?.kind ?? media?.kind ?? 'PHOTO', media, upload }] : [];
    }),
  );
  const isRefused = ({ media, upload }: PostTile) => media?.status === 'REJECTED' || upload?.state === 'refused';
  const tiles = computed(() => all.value.filter((tile) => !isRefused(tile)));
  const refused = computed(() =>
    all.value.filter(isRefused).map(({ key, kind, media, upload }) => ({
      key,
      name: upload?.name,
      preview: upload?.preview,
      reason:
        upload?.problem ??
        (media?.refusal === 'WRONG_TYPE' ? `media.refusal.WRONG_${kind}` : `media.refusal.${media?.refusal ?? 'FAILED'}`),
    })),
  );
  const hasFilm = computed(() => tiles.value.some(({ kind }) => kind === 'VIDEO'));
  const room = computed(() => (hasFilm.value ? 0 : MOST_PHOTOS - tiles.value.length));
  const idOf = ({ media, upload }: PostTile) => media?.id ?? upload?.mediaId ?? '';
  const arrived = computed(() => tiles.value.every(({ media, upload }) => !upload || upload.state === 'sent' || media?.status === 'READY'));

  /** Takes what there is room for; how many were left, and whether because photos and a film do not go together. */
  function add(files: readonly File[]): { left: number; mixed: boolean } {
    const films = files.filter(({ type }) => FILM_TYPES.includes(type));
    const photos = files.filter((file) => !films.includes(file));
    const kind: MediaKind = films.length > 0 && photos.length === 0 && tiles.value.length === 0 ? 'VIDEO' : 'PHOTO';
    const taken = kind === 'VIDEO' ? films.slice(0, 1) : photos.slice(0, room.value);
    const before = uploads.items.value.length;
    if (taken.length > 0) uploads.add(taken, kind);
    keys.value = [...keys.value, ...uploads.items.value.slice(before).map(({ key }) => key)];
    return { left: files.length - taken.length, mixed: hasFilm.value ? photos.length > 0 : films.length > 0 };
  }

  function remove(key: string): void {
    const tile = all.value.find((each) => each.key === key);
    keys.value = keys.value.filter((each) => each !== key);
    if (!tile?.upload) return;
    const { mediaId, state } = tile.upload;
    uploads.cancel(key);
    // Nobody misses it, and what is left of it is swept away.
    if (mediaId && state === 'sent')
      void client.mutate({ mutation: RemoveMediaDocument, variables: { id: mediaId } }).catch(() => undefined);
  }

  /** It is published, or given up: `keepFiles` when the ad has them now. */
  function leave(keepFiles: boolean): void {
    for (const { key, upload } of all.value) {
      if (!keepFiles) remove(key);
      else if (upload) uploads.cancel(key);
    }
    keys.value = [];
  }

  return {
    tiles,
    refused,
    room,
    hasFilm,
    uploads,
    add,
    remove,
    arrange: (order: readonly string[]) => (keys.value = [...order, ...keys.value.filter((key) => !order.includes(key))]),
    keys: () => tiles.value.map(({ key }) => key),
    /** Begins with what the ad shows. */
    begin: () => (keys.value = there().map(({ id }) => id)),
    leave,
    /** Their ids in order, when all of them are in the store; `MediaRefused` when one of them is refused meanwhile. */
    ids() {
      const before = refused.value.length;
      return new Promise<string[]>((resolve, reject) => {
        const stop = watch(
          [arrived, () => refused.value.length > before] as const,
          ([all, less]) => {
            if (!all && !less) return;
            queueMicrotask(() => stop());
            if (less) reject(new MediaRefused());
            else resolve(tiles.value.map(idOf));
          },
          { immediate: true },
        );
      });
    },
  };
}

export type PostMedia = ReturnType<typeof usePostMedia>;

/** What the cache knows of these, and every change of it: the inbox tells how far they are. */
function useKnownMedia(ids: () => readonly string[]): Ref<ReadonlyMap<string, MyMediaFragment>> {
  const known = shallowRef<ReadonlyMap<string, MyMediaFragment>>(new Map());
  const watched = new Map<string, { unsubscribe(): void }>();
  watch(
    ids,
    (now) => {
      for (const id of now) {
        if (watched.has(id)) continue;
        const answers = client.watchFragment({
          fragment: MyMediaFragmentDoc,
          fragmentName: 'MyMedia',
          from: { __typename: 'MyMedia', id },
        });
        watched.set(
          id,
          answers.subscribe((answer) => {
            if (answer.complete) known.value = new Map(known.value).set(id, answer.data as MyMediaFragment);
          }),
        );
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => watched.forEach((subscription) => subscription.unsubscribe()));
  return known;
}
