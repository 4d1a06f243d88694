import type { NormalizedCacheObject } from '@apollo/client';
import { isNetworkError } from '../api';
import { client } from '../graphql';
import { session } from '../session';
import { worthKeeping } from './worth-keeping';

const STORE = 'pp.pictures';
const QUIET_MS = 1_000;
/** Some ten megabytes; the ones seen longest ago give way. */
const MOST = 300;

type Load = (address: string) => Promise<Blob>;

/** Without what proves the session, which is another one each time. */
const pathOf = (address: string) => new URL(address, location.origin).pathname;

/**
 * What was seen of the conversations that are kept can be seen without a network. Whether it still may be is for the server to
 * say whenever it answers: what it refuses is forgotten.
 */
export function keepingPictures(load: Load): Load {
  const seen = new Map<string, Blob>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    const fresh = new Map(seen);
    seen.clear();
    if (session.status.value !== 'signed-in') return;
    // A full disk keeps what it kept before.
    void keepPictures(worthKeeping(client.cache.extract() as NormalizedCacheObject), fresh).catch(() => undefined);
  }

  return async (address) => {
    try {
      const bytes = await load(address);
      seen.set(pathOf(address), bytes);
      clearTimeout(timer);
      timer = setTimeout(settle, QUIET_MS);
      return bytes;
    } catch (error) {
      const pictures = await caches.open(STORE);
      const kept = isNetworkError(error) ? await pictures.match(pathOf(address)) : undefined;
      if (kept) return kept.blob();
      if (!isNetworkError(error)) await pictures.delete(pathOf(address));
      throw error;
    }
  };
}

/** Keeps the pictures that what is kept speaks of, and none besides. */
export async function keepPictures(cache: NormalizedCacheObject, fresh: ReadonlyMap<string, Blob> = new Map()): Promise<void> {
  const named = new Set([...JSON.stringify(cache).matchAll(/\/media\/([\w-]+)\//g)].map(([, id]) => id));
  const isNamed = (path: string) => named.has(path.split('/')[2]);
  const pictures = await caches.open(STORE);
  for (const [path, bytes] of fresh) if (isNamed(path)) await pictures.put(path, new Response(bytes));
  const all = await pictures.keys();
  const wanted = all.filter(({ url }) => isNamed(pathOf(url))).slice(-MOST);
  for (const request of all) if (!wanted.includes(request)) await pictures.delete(request);
}

export const forgetPictures = (): Promise<boolean> => caches.delete(STORE);
