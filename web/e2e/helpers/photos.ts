import sharp from 'sharp';
import type { Page } from './visitor';

/** A photo as a camera would make it, of a colour one can tell from the others. */
export async function aJpeg(name: string, color: string, { width = 1_200, height = 1_600 } = {}): Promise<ChosenFile> {
  const face = Buffer.from(
    `<svg width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${color}"/><stop offset="1" stop-color="#1d1a26"/></linearGradient></defs>
      <rect width="100%" height="100%" fill="url(#g)"/><circle cx="50%" cy="36%" r="17%" fill="#f1ddc8"/><ellipse cx="50%" cy="92%" rx="36%" ry="38%" fill="#fbf8f4"/></svg>`,
  );
  return { name, mimeType: 'image/jpeg', buffer: await sharp(face).jpeg({ quality: 88 }).toBuffer() };
}

/** Lying on its side in the file, and standing upright for whoever reads how the telephone was held. */
export async function aSidewaysJpeg(name: string): Promise<ChosenFile> {
  const { buffer } = await aJpeg(name, '#b3402f', { width: 1_500, height: 2_200 });
  return { name, mimeType: 'image/jpeg', buffer: await sharp(buffer).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer() };
}

/** They leave as they are, not framed. */
export async function asTheyAre(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Cadrer la photo' });
  await sheet
    .getByRole('button', { name: /^(Photo entière|Toutes entières)$/ })
    .first()
    .click();
}

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}
