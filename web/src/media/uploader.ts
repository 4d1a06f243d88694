import { readonly, type Ref, shallowRef } from 'vue';
import { codeOf } from '../api';
import type { CreateUploadInput, MediaKind, UploadFragment } from '../graphql/generated/graphql';
import { backoff, newId, type Pause, pauseBeforeRetry } from '../platform';
import { NotTaken, transfer } from './transfer';
import { problemOf, weightProblem } from './upload-rules';

const AT_ONCE = 2;
/** What is wrong for good looks like what went wrong once. */
const TRIES = 3;

export interface UploadItem {
  key: string;
  kind: MediaKind;
  name: string;
  /** Its picture on this device. */
  preview: string;
  /** Once the server has given it a place. */
  mediaId: string | null;
  state: 'waiting' | 'sending' | 'paused' | 'lost' | 'refused' | 'sent';
  /** 0 to 1. */
  progress: number;
  /** Why it is refused: a key of the texts. */
  problem?: string;
}

export interface UploaderParts {
  create(input: CreateUploadInput): Promise<UploadFragment>;
  /** New addresses, and what the store has already. */
  resume(mediaId: string): Promise<UploadFragment>;
  complete(mediaId: string): Promise<void>;
  remove(mediaId: string): Promise<void>;
  /** As light as it gets. */
  prepare(file: File, kind: MediaKind): Promise<Blob>;
}

export interface Uploader {
  /** In the order they were chosen; what has arrived stays, for its picture. */
  items: Readonly<Ref<readonly UploadItem[]>>;
  add(files: readonly File[], kind: MediaKind): void;
  /** Tries now. */
  retry(key: string): void;
  pause(key: string): void;
  /** Gives it up, or puts a refused one away. */
  cancel(key: string): void;
  stop(): void;
}

interface Work {
  file: File;
  body?: Blob;
  /** All of it is in the store. */
  stored: boolean;
  /** The former tries, until they have unwound. */
  run: Promise<void>;
  abort: AbortController;
  wait?: Pause;
}

class Refused extends Error {
  constructor(readonly problem: string) {
    super(problem);
  }
}

/** Brings files to the store, two at a time. A lost network only delays them; each can be given up at any moment. */
export function createUploader({ create, resume, complete, remove, prepare }: UploaderParts): Uploader {
  const items = shallowRef<readonly UploadItem[]>([]);
  const works = new Map<string, Work>();
  let running = 0;
  let beginning: Promise<void> = Promise.resolve();

  const find = (key: string) => items.value.find((item) => item.key === key);
  const patch = (key: string, change: Partial<UploadItem>) =>
    void (items.value = items.value.map((item) => (item.key === key ? { ...item, ...change } : item)));
  const giveUp = (mediaId: string) => void remove(mediaId).catch(() => undefined);

  function next(): void {
    while (running < AT_ONCE) {
      const item = items.value.find(({ state }) => state === 'waiting');
      const work = item && works.get(item.key);
      if (!item || !work) return;
      running++;
      patch(item.key, { state: 'sending' });
      work.run = work.run
        .then(() => run(item.key, work))
        .finally(() => {
          running--;
          next();
        });
    }
  }

  async function run(key: string, work: Work): Promise<void> {
    work.abort = new AbortController();
    const { signal } = work.abort;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        await bring(key, work, signal);
        if (!signal.aborted) patch(key, { state: 'sent', progress: 1 });
        return;
      } catch (error) {
        if (signal.aborted) return;
        const problem = finalProblem(error, attempt);
        if (problem) {
          patch(key, { state: 'refused', problem });
          return;
        }
        patch(key, { state: 'lost' });
        work.wait = pauseBeforeRetry(backoff(attempt));
        await work.wait.over;
        if (!signal.aborted) patch(key, { state: 'sending' });
      }
    }
  }

  /** From wherever it got to: each step may have happened though its answer was lost. */
  async function bring(key: string, work: Work, signal: AbortSignal): Promise<void> {
    const { kind, mediaId: known } = find(key) ?? {};
    if (!kind) return;
    let mediaId = known;
    if (!work.stored) {
      const { body, upload } = await (known ? resumed(known, work, kind) : inTurn(() => begun(work, kind)));
      mediaId = upload?.media.id ?? known;
      if (!find(key)) {
        if (mediaId) giveUp(mediaId);
        return;
      }
      patch(key, { mediaId: mediaId ?? null });
      if (signal.aborted) return;
      if (upload) await transfer(upload, body, { signal, progress: (progress) => patch(key, { progress }) });
      work.stored = true;
    }
    if (!mediaId || signal.aborted) return;
    await complete(mediaId).catch((error: unknown) => {
      // The store lost it: from the beginning.
      work.stored = codeOf(error) !== 'CONFLICT';
      throw work.stored ? error : new NotTaken(0);
    });
  }

  async function bodyOf(work: Work, kind: MediaKind): Promise<Blob> {
    work.body ??= await prepare(work.file, kind);
    const problem = weightProblem(work.body, kind);
    if (problem) throw new Refused(problem);
    return work.body;
  }

  async function begun(work: Work, kind: MediaKind): Promise<{ body: Blob; upload: UploadFragment | null }> {
    const body = await bodyOf(work, kind);
    return { body, upload: await create({ kind, purpose: 'PROFILE', contentType: body.type, size: body.size }) };
  }

  /** No addresses when all of it is there, and was said to be. */
  async function resumed(mediaId: string, work: Work, kind: MediaKind): Promise<{ body: Blob; upload: UploadFragment | null }> {
    const body = await bodyOf(work, kind);
    const upload = await resume(mediaId).catch((error: unknown) => {
      if (codeOf(error) === 'CONFLICT') return null;
      throw error;
    });
    return { body, upload };
  }

  /** Their places are given one after the other: as they were chosen, not as fast as each was made ready. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = beginning.then(act);
    beginning = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  return {
    items: readonly(items),
    add(files, kind) {
      const added = files.map((file): UploadItem => {
        const problem = problemOf(file, kind);
        const item = { key: newId(), kind, name: file.name, preview: URL.createObjectURL(file), mediaId: null, progress: 0 } as const;
        if (problem) return { ...item, state: 'refused', problem };
        works.set(item.key, { file, stored: false, run: Promise.resolve(), abort: new AbortController() });
        return { ...item, state: 'waiting' };
      });
      items.value = [...items.value, ...added];
      next();
    },
    retry(key) {
      const item = find(key);
      if (item?.state === 'lost') works.get(key)?.wait?.cut();
      else if (item?.state === 'paused') patch(key, { state: 'waiting' });
      next();
    },
    pause(key) {
      if (find(key)?.state === 'refused') return;
      patch(key, { state: 'paused' });
      works.get(key)?.abort.abort();
      works.get(key)?.wait?.cut();
    },
    cancel(key) {
      const item = find(key);
      const work = works.get(key);
      items.value = items.value.filter((other) => other !== item);
      works.delete(key);
      work?.abort.abort();
      work?.wait?.cut();
      if (!item) return;
      URL.revokeObjectURL(item.preview);
      if (item.mediaId && item.state !== 'sent') giveUp(item.mediaId);
    },
    stop() {
      for (const { key } of items.value) {
        works.get(key)?.abort.abort();
        works.get(key)?.wait?.cut();
      }
      for (const { preview } of items.value) URL.revokeObjectURL(preview);
      items.value = [];
      works.clear();
    },
  };
}

/** Why another try would not change anything: a key of the texts. */
function finalProblem(error: unknown, attempt: number): string | undefined {
  if (error instanceof Refused) return error.problem;
  const code = codeOf(error);
  const away = error instanceof NotTaken ? error.status === 0 : code === 'NETWORK';
  if (away || code === 'UNAUTHENTICATED') return undefined;
  if (code === undefined || code === 'INTERNAL') return attempt + 1 < TRIES ? undefined : 'media.refusal.FAILED';
  return { CONFLICT: 'media.refusal.FULL', NOT_FOUND: 'media.refusal.GONE' }[code as string] ?? `errors.${code}`;
}
