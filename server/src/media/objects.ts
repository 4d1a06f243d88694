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
