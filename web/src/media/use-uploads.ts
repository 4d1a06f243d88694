import { readonly, type Ref, shallowRef, watch } from 'vue';
import { client } from '../graphql';
import {
  CompleteUploadDocument,
  CreateUploadDocument,
  type MediaKind,
  type MediaPurpose,
  RemoveMediaDocument,
  ResumeUploadDocument,
  type UploadFragment,
} from '../graphql/generated/graphql';
import { putMyMedia } from '../inbox';
import { session } from '../session';
import { filmLength } from './film-length';
import { forgetMyMedia } from './forget';
import { forgetFile, forgetOldFiles, keepFile, keptFile } from './kept-files';
import { shrink } from './shrink';
import { LONGEST_FILM } from './upload-rules';
import { createUploader, Refused, type Uploader } from './uploader';

const present = new Map<MediaPurpose, Uploads>();

interface Uploads extends Uploader {
  /** Ids of what another tab is bringing. */
  elsewhere: Readonly<Ref<readonly string[]>>;
  /** Goes on with what a closed tab left on its way, once no other tab is at it. */
  takeUpKept(mediaId: string, kind: MediaKind): void;
  /** Goes on with this file. A key of the texts when it is another one. */
  takeUpWith(mediaId: string, file: File, kind: MediaKind): Promise<string | undefined>;
}

function known<T extends UploadFragment>(upload: T | undefined): T {
  if (!upload) throw new Error('The answer is empty');
  putMyMedia(client.cache, upload.media);
  return upload;
}

async function resume(id: string): Promise<UploadFragment> {
  return known((await client.mutate({ mutation: ResumeUploadDocument, variables: { id } })).data?.resumeUpload);
}

async function prepare(file: File, kind: MediaKind): Promise<Blob> {
  if (kind === 'PHOTO') return shrink(file);
  if (((await filmLength(file)) ?? 0) > LONGEST_FILM) throw new Refused('media.refusal.TOO_LONG');
  return file;
}

function start(purpose: MediaPurpose): Uploads {
  const uploader = createUploader({
    create: async (file) =>
      known((await client.mutate({ mutation: CreateUploadDocument, variables: { input: { ...file, purpose } } })).data?.createUpload),
    resume,
    async complete(id) {
      await client.mutate({ mutation: CompleteUploadDocument, variables: { id } });
      void forgetFile(id);
    },
    async remove(id) {
      void forgetFile(id);
      forgetMyMedia(client.cache, id);
      await client.mutate({ mutation: RemoveMediaDocument, variables: { id } });
    },
    prepare,
    keep: (id, body, name) => hold(id, body instanceof File ? body : new File([body], name, { type: body.type })),
  });
  const asked = new Set<string>();

  const elsewhere = shallowRef<readonly string[]>([]);
  /** One tab at a time brings a file; when it goes, another that waits for its turn goes on. */
  async function alone(id: string, act: () => Promise<void>): Promise<void> {
    if (!('locks' in navigator)) return act();
    const name = `pp.upload ${id}`;
    const mine = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await act();
      return lock !== null;
    });
    if (mine) return;
    elsewhere.value = [...elsewhere.value, id];
    await navigator.locks.request(name, async () => {
      elsewhere.value = elsewhere.value.filter((other) => other !== id);
      await act();
    });
  }

  /** No longer on its way from here. */
  const settled = (id: string): Promise<void> =>
    new Promise((resolve) => {
      const over = () => !uploader.items.value.some(({ mediaId, state }) => mediaId === id && state !== 'sent' && state !== 'refused');
      if (over()) return resolve();
      const stop = watch(uploader.items, () => {
        if (!over()) return;
        stop();
        resolve();
      });
    });

  function hold(id: string, file: File): void {
    asked.add(id);
    void alone(id, async () => {
      await keepFile(id, file);
      await settled(id);
    });
  }

  const forget = session.onEnd(() => {
    uploader.stop();
    present.delete(purpose);
    // The listener itself is being called.
    queueMicrotask(forget);
  });
  void forgetOldFiles();

  return {
    ...uploader,
    elsewhere: readonly(elsewhere),
    takeUpKept(id, kind) {
      if (asked.has(id)) return;
      asked.add(id);
      void alone(id, async () => {
        const file = await keptFile(id);
        if (!file || present.get(purpose)?.items !== uploader.items) return;
        uploader.takeUp(id, file, kind);
        await settled(id);
      });
    },
    async takeUpWith(id, file, kind) {
      const { parts } = await resume(id);
      if (parts && parts.at(-1)?.end !== file.size) return 'media.refusal.OTHER_FILE';
      uploader.takeUp(id, file, kind);
      hold(id, file);
      return undefined;
    },
  };
}

/** What is on its way to the store: it goes on while one looks at other pages of the site. */
export function useUploads(purpose: MediaPurpose = 'PROFILE'): Uploads {
  const uploads = present.get(purpose) ?? start(purpose);
  present.set(purpose, uploads);
  return uploads;
}
