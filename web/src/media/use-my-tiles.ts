import { computed, ref, watch } from 'vue';
import { toUserMessage } from '../api';
import { client } from '../graphql';
import {
  ArrangeMediaDocument,
  type MediaKind,
  type MyMediaFragment,
  MyMediaDocument,
  RemoveMediaDocument,
} from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { session } from '../session';
import { showToast } from '../ui/toast';
import { forgetMyMedia } from './forget';
import { forgetFile } from './kept-files';
import { ordered } from './ordered';
import { MOST } from './upload-rules';
import type { UploadItem } from './uploader';
import { useMyMedia } from './use-my-media';
import { useUploads } from './use-uploads';

export interface Tile {
  /** The same from the choice of the file to the photo. */
  key: string;
  /** Once the server has given it a place. */
  media: MyMediaFragment | undefined;
  /** What is on its way from this device. */
  upload: UploadItem | undefined;
  /** Another tab is bringing it. */
  elsewhere: boolean;
}

/** What is too small or too large for a film is so by other measures than for a photo. */
const SAID_BY_KIND = ['WRONG_TYPE', 'TOO_SMALL', 'TOO_MANY_PIXELS', 'SUSPICIOUS'];

/** My photos (or films): those there are, those on their way, those refused; and everything one does with them. */
export function useMyTiles(kind: MediaKind) {
  const { media, problem, retry } = useMyMedia();
  const uploads = useUploads();
  /** As just arranged, until the server has it so. */
  const order = ref<readonly string[] | null>(null);

  const mine = computed(() => media.value?.filter((each) => each.kind === kind) ?? []);
  const items = computed(() => uploads.items.value.filter((item) => item.kind === kind));
  const uploadOf = (id: string) => items.value.find(({ mediaId }) => mediaId === id);
  const most = computed(() => MOST[session.role.value === 'WOMAN' ? 'WOMAN' : 'MAN'][kind]);

  const tiles = computed<Tile[]>(() => {
    const there = ordered(mine.value, order.value).flatMap((each): Tile[] => {
      const upload = uploadOf(each.id);
      return each.status === 'REJECTED' || upload?.state === 'refused'
        ? []
        : [{ key: upload?.key ?? each.id, media: each, upload, elsewhere: uploads.elsewhere.value.includes(each.id) }];
    });
    const coming = items.value.filter(({ mediaId, state }) => !mediaId && state !== 'refused');
    return [...there, ...coming.map((upload) => ({ key: upload.key, media: undefined, upload, elsewhere: false }))];
  });
  const refused = computed(() => [
    ...items.value
      .filter(({ state }) => state === 'refused')
      .map(({ key, name, preview, problem: reason }) => ({ key, name, preview, reason: reason ?? 'media.refusal.FAILED' })),
    ...mine.value
      .filter(({ status }) => status === 'REJECTED')
      .map(({ id, refusal }) => {
        const upload = uploadOf(id);
        const reason = `media.refusal.${refusal ?? 'DAMAGED'}${SAID_BY_KIND.includes(refusal ?? '') ? `_${kind}` : ''}`;
        return { key: id, name: upload?.name, preview: upload?.preview, reason };
      }),
  ]);
  const room = computed(() => Math.max(0, most.value - tiles.value.length));

  function add(files: readonly File[]): { left: number } {
    const taken = files.slice(0, room.value);
    if (taken.length > 0) uploads.add(taken, kind);
    return { left: files.length - taken.length };
  }

  async function remove(id: string): Promise<void> {
    const upload = uploadOf(id);
    void forgetFile(id);
    try {
      await client.mutate({ mutation: RemoveMediaDocument, variables: { id }, update: (cache) => forgetMyMedia(cache, id) });
      if (upload) uploads.cancel(upload.key);
    } catch (error) {
      showToast(toUserMessage(error), { tone: 'problem' });
    }
  }

  /** Puts a refused one away, wherever it was refused. */
  function dismiss(key: string): void {
    if (items.value.some((item) => item.key === key)) uploads.cancel(key);
    else void remove(key);
  }

  /** Goes on with an upload that was cut off, with the same file. What is wrong with it: a key of the texts. */
  const takeUp = (id: string, file: File): Promise<string | undefined> => uploads.takeUpWith(id, file, kind);
  watch(
    mine,
    (all) => {
      for (const { id, status } of all) if (status === 'UPLOADING' && !uploadOf(id)) uploads.takeUpKept(id, kind);
    },
    { immediate: true },
  );

  let storing = false;
  let stored = false;
  // The list hears of its new order a moment after the answer: until then it would show the old one again.
  watch(media, () => {
    if (stored) order.value = null;
  });
  /** One order after the other: of two on their way at once, the older might arrive last. */
  async function store(): Promise<void> {
    if (storing) return;
    storing = true;
    try {
      while (order.value && !stored) {
        const wanted = order.value;
        // Those that are not shown here stay behind the others.
        const ids = ordered(mine.value, wanted).map(({ id }) => id);
        const { data } = await client.mutate({ mutation: ArrangeMediaDocument, variables: { ids } });
        if (data) client.cache.writeQuery({ query: MyMediaDocument, data: { myMedia: data.arrangeMedia } });
        stored = order.value === wanted;
      }
    } catch (error) {
      order.value = null;
      showToast(translate('media.order.failed', { problem: toUserMessage(error) }), { tone: 'problem' });
    } finally {
      storing = false;
    }
  }

  return {
    tiles,
    refused,
    known: computed(() => media.value !== undefined),
    problem,
    retry,
    most,
    room,
    add,
    takeUp,
    remove,
    dismiss,
    /** Shown at once; stored by `keepOrder`. */
    arrange(ids: readonly string[] | null) {
      order.value = ids;
      stored = false;
    },
    keepOrder: () => void store(),
    uploads,
  };
}

export type MyTiles = ReturnType<typeof useMyTiles>;
