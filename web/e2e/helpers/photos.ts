import sharp from 'sharp';

/** A photo as a camera would make it, of a colour one can tell from the others. */
export async function aJpeg(name: string, color: string, { width = 1_200, height = 1_600 } = {}): Promise<ChosenFile> {
  const face = Buffer.from(
    `<svg width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${color}"/><stop offset="1" stop-color="#1d1a26"/></linearGradient></defs>
      <rect width="100%" height="100%" fill="url(#g)"/><circle cx="50%" cy="36%" r="17%" fill="#f1ddc8"/><ellipse cx="50%" cy="92%" rx="36%" ry="38%" fill="#fbf8f4"/></svg>`,
  );
  return { name, mimeType: 'image/jpeg', buffer: await sharp(face).jpeg({ quality: 88 }).toBuffer() };
}

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}
