/** A file on its way, kept on this device until the store has all of it: a closed tab loses only the bytes that were under way. */
interface Kept {
  mediaId: string;
  file: File;
  at: number;
}

const DATABASE = 'pp.uploads';
const STORE = 'files';
/** The server has forgotten the upload by then. */
const LONGEST_MS = 24 * 3_600_000;

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });
}

let opening: Promise<IDBDatabase> | undefined;

async function files(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'mediaId' });
    done(request).then(resolve, reject);
  });
  return (await opening).transaction(STORE, mode).objectStore(STORE);
}

/** In private windows and on full disks nothing is kept: the person chooses the file again. */
const ifThereIsRoom = <T>(act: () => Promise<T>): Promise<T | undefined> => act().catch(() => undefined);

export const keepFile = (mediaId: string, file: File): Promise<unknown> =>
  ifThereIsRoom(async () => done((await files('readwrite')).put({ mediaId, file, at: Date.now() } satisfies Kept)));

export const keptFile = (mediaId: string): Promise<File | undefined> =>
  ifThereIsRoom(async () => ((await done((await files('readonly')).get(mediaId))) as Kept | undefined)?.file);

export const forgetFile = (mediaId: string): Promise<unknown> =>
  ifThereIsRoom(async () => done((await files('readwrite')).delete(mediaId)));

export const forgetAllFiles = (): Promise<unknown> => ifThereIsRoom(async () => done((await files('readwrite')).clear()));

export const forgetOldFiles = (): Promise<unknown> =>
  ifThereIsRoom(async () => {
    const store = await files('readwrite');
    for (const { mediaId, at } of (await done(store.getAll())) as Kept[]) if (at < Date.now() - LONGEST_MS) store.delete(mediaId);
  });
