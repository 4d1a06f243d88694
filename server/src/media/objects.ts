import type { Storage } from '../platform/storage/index.js';

/** The names under which a photo's or film's files lie in the store: all below one of two folders of its own. */
export const originalKey = (mediaId: string): string => `originals/${mediaId}`;
export const variantKey = (mediaId: string, name: string): string => `${variantFolder(mediaId)}${name}`;
const variantFolder = (mediaId: string): string => `media/${mediaId}/`;

/** Removes every file of it, and looks afterwards that none is left. */
export async function removeObjects(storage: Storage, mediaId: string): Promise<void> {
  for (let tries = 0; tries < 3; tries += 1) {
    const keys = [originalKey(mediaId)];
    for await (const { key } of storage.list(variantFolder(mediaId))) keys.push(key);
    await storage.remove(keys);
    if (keys.length === 1) return;
  }
  throw new Error(`Files of ${mediaId} come back.`);
}

type About = Awaited<ReturnType<Storage['stat']>>;
const REMEMBERED_MOST = 20_000;

/** What the store says of a file that is shown, asked once: it is written before it is shown, and never again. */
export class ShownFiles {
  private readonly known = new Map<string, About>();

  constructor(private readonly storage: Storage) {}

  async about(key: string): Promise<About> {
    const known = this.known.get(key);
    if (known) return known;
    const about = await this.storage.stat(key);
    if (this.known.size >= REMEMBERED_MOST) this.known.clear();
    this.known.set(key, about);
    return about;
  }
}
