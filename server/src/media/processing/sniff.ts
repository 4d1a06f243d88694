import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { RefusedFile } from '../refusal.js';

export type Kind = 'PHOTO' | 'VIDEO';

const HEAD = 4_100;
/** Where the directory of a ZIP archive must begin: its end record, with the longest comment. */
const TAIL = 22 + 65_535;
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');

const KINDS: Record<string, Kind> = {
  'image/jpeg': 'PHOTO',
  'image/png': 'PHOTO',
  'image/webp': 'PHOTO',
  'image/avif': 'PHOTO',
  'video/mp4': 'VIDEO',
  'video/quicktime': 'VIDEO',
  'video/x-m4v': 'VIDEO',
  'video/webm': 'VIDEO',
};
const HEIC = new Set(['image/heic', 'image/heif', 'image/heic-sequence', 'image/heif-sequence']);

/**
 * What a file really is, by its bytes alone: neither its name nor the word of whoever sent it counts. A file that is an
 * archive as well (JPEG and ZIP can be one) is no photo of anybody. What has no signature at all, as SVG, is refused.
 */
export async function sniff(path: string, wanted: Kind): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw new RefusedFile('EMPTY');
    const head = Buffer.alloc(Math.min(HEAD, size));
    await file.read(head, 0, head.length, 0);
    const type = await fileTypeFromBuffer(head);
    if (type && HEIC.has(type.mime)) throw new RefusedFile('HEIC');
    if (!type || KINDS[type.mime] !== wanted) throw new RefusedFile('WRONG_TYPE');
    const tail = Buffer.alloc(Math.min(TAIL, size));
    await file.read(tail, 0, tail.length, size - tail.length);
    if (isArchive(tail)) throw new RefusedFile('SUSPICIOUS');
  } finally {
    await file.close();
  }
}

/** Four bytes may stand anywhere by chance; an archive's end record also says, rightly, how long its comment is. */
function isArchive(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    if (at + 22 <= tail.length && tail.readUInt16LE(at + 20) === tail.length - at - 22) return true;
  }
  return false;
}
