import { encode } from 'blurhash';
import sharp, { type CreateRaw, type OutputInfo } from 'sharp';
import { RefusedFile } from '../refusal.js';

// No picture is worked on twice: what libvips would keep of the last ones is only memory.
sharp.cache(false);

/** Longest side in pixels. */
export const SIZES = { small: 480, medium: 1_080, large: 1_920 } as const;
export type Size = keyof typeof SIZES;

const MOST_PIXELS = 50_000_000;
const LEAST_SIDE = 200;
const LOOKED_AT = 128;
const HASHED_AT = 32;

export interface Variant {
  /** Its name in the store, e.g. `small.webp`. */
  name: string;
  contentType: string;
  data: Buffer;
}

export interface ProcessedImage {
  /** Of the largest variant, as it is seen. */
  width: number;
  height: number;
  blurhash: string;
  /** Its dominant colour, `#rrggbb`. */
  color: string;
  variants: Variant[];
}

/**
 * Decodes a photo and writes it anew in three sizes, each as WebP and, for whatever does not read that, JPEG. What was not
 * a pixel does not survive: position, camera, thumbnails, whatever hid behind the picture. It is turned as the camera was held.
 */
export async function processImage(path: string): Promise<ProcessedImage> {
  await assertReasonable(path);
  const { data, info } = await read(path);
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } } as const;
  const variants: Variant[] = [];
  for (const [size, side] of Object.entries(SIZES)) {
    const resized = sharp(data, raw).resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
    variants.push(
      { name: `${size}.webp`, contentType: 'image/webp', data: await resized.clone().webp({ quality: 80, effort: 4 }).toBuffer() },
      { name: `${size}.jpg`, contentType: 'image/jpeg', data: await resized.clone().jpeg({ quality: 80, mozjpeg: true }).toBuffer() },
    );
  }
  return { width: info.width, height: info.height, ...(await looks(data, raw)), variants };
}

/** By its header alone, before a pixel is decoded: a small file may claim to be as large as a wall. */
async function assertReasonable(path: string): Promise<void> {
  const { width, height } = await sharp(path, { limitInputPixels: false }).metadata().catch(damaged);
  if (width * height > MOST_PIXELS) throw new RefusedFile('TOO_MANY_PIXELS');
  if (Math.min(width, height) < LEAST_SIDE) throw new RefusedFile('TOO_SMALL');
}

function read(path: string): Promise<{ data: Buffer; info: OutputInfo }> {
  return sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
    .autoOrient()
    .resize({ width: SIZES.large, height: SIZES.large, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(damaged);
}

/** Of a small copy: what a placeholder shows is the same, and to count the colours of all pixels takes longer than a file of them. */
async function looks(data: Buffer, raw: { raw: CreateRaw }): Promise<{ blurhash: string; color: string }> {
  const small = await sharp(data, raw).resize(LOOKED_AT, LOOKED_AT, { fit: 'inside' }).png().toBuffer();
  const hashed = await sharp(small)
    .resize(HASHED_AT, HASHED_AT, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { dominant } = await sharp(small).stats();
  return {
    blurhash: encode(new Uint8ClampedArray(hashed.data), hashed.info.width, hashed.info.height, 4, 4),
    color: `#${[dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
  };
}

function damaged(): never {
  throw new RefusedFile('DAMAGED');
}
