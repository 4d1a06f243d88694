import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../platform/storage/index.js';
import { originalKey, variantKey } from '../objects.js';
import { RefusedFile } from '../refusal.js';
import type { Antivirus } from './antivirus.js';
import { processImage, type ProcessedImage } from './image.js';
import { sniff, type Kind } from './sniff.js';
import { processVideo, type Ffmpeg } from './video.js';

export interface Workshop {
  storage: Storage;
  antivirus: Antivirus;
  ffmpeg: Ffmpeg | null;
}

export type Processed = Pick<ProcessedImage, 'width' | 'height' | 'blurhash' | 'color'> & { durationMs: number | null };

/**
 * From an original in the store to what is shown of it. The files of a second run take the places of the first one's: a worker
 * that was killed half way is followed by another, from the beginning. Throws `RefusedFile` for what will never do.
 */
export async function processOriginal(
  { storage, antivirus, ffmpeg }: Workshop,
  { id, kind }: { id: string; kind: Kind },
  onProgress: (percent: number) => void,
): Promise<Processed> {
  const folder = await mkdtemp(join(tmpdir(), 'premier-pas-media-'));
  try {
    const original = join(folder, 'original');
    await storage.readToFile(originalKey(id), original);
    await sniff(original, kind);
    if ((await antivirus(original)) !== null) throw new RefusedFile('INFECTED');
    const film = kind === 'VIDEO' ? await filmOf(ffmpeg, original, folder, onProgress) : null;
    const image = await processImage(film?.poster ?? original);
    for (const { name, data, contentType } of image.variants)
      await storage.put(variantKey(id, name), data, { contentType, size: data.length });
    if (film) {
      const { size } = await stat(film.film);
      await storage.put(variantKey(id, 'film.mp4'), createReadStream(film.film), { contentType: 'video/mp4', size });
    }
    const { width, height } = film ?? image;
    return { width, height, blurhash: image.blurhash, color: image.color, durationMs: film?.durationMs ?? null };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function filmOf(ffmpeg: Ffmpeg | null, original: string, folder: string, onProgress: (percent: number) => void) {
  if (!ffmpeg) throw new RefusedFile('NO_FILMS');
  return processVideo(ffmpeg, original, folder, onProgress);
}
