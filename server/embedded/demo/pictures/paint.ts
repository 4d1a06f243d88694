import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { Light } from './light.js';
import { HEIGHT, WIDTH } from './shapes.js';

const GRAIN = 16;

let grain: Promise<Buffer> | undefined;
const theGrain = (): Promise<Buffer> =>
  (grain ??= sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: GRAIN } },
  })
    .png({ compressionLevel: 1 })
    .toBuffer());

const overlay = (inside: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${inside}</svg>`);

/** Darker at the edges, as lenses are. */
const VIGNETTE = overlay(
  '<defs><radialGradient id="v" cx="0.5" cy="0.45" r="0.8"><stop offset="0.55" stop-color="#1d1a26" stop-opacity="0"/><stop offset="1" stop-color="#1d1a26" stop-opacity="0.42"/></radialGradient></defs><rect width="100%" height="100%" fill="url(#v)"/>',
);

const warmth = ({ sun }: Light): Buffer =>
  overlay(
    `<defs><linearGradient id="w" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${sun}" stop-opacity="0.34"/><stop offset="0.6" stop-color="${sun}" stop-opacity="0"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#w)"/>`,
  );

/** Only where the person is: the light of the place falls on one side, and the other lies in shade. */
async function lit(figure: Buffer, width: number, height: number, light: Light): Promise<Buffer> {
  const fallOfLight = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="l" x1="0" y1="0" x2="1" y2="0.35"><stop offset="0.15" stop-color="${light.sun}" stop-opacity="0.42"/><stop offset="0.5" stop-color="${light.sun}" stop-opacity="0"/><stop offset="0.55" stop-color="${light.near}" stop-opacity="0"/><stop offset="1" stop-color="${light.near}" stop-opacity="${light.dark ? 0.3 : 0.42}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#l)"/></svg>`,
  );
  return sharp(figure)
    .resize(width, height)
    .composite([{ input: fallOfLight, blend: 'atop' }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export interface Figure {
  svg: string;
  /** Of the picture's width. */
  share: number;
  /** Pixels to the right of the middle. */
  aside: number;
}

/** A scene as a camera would have it: grain, a softer edge, and behind a person out of focus. A JPEG. */
export async function paint(scene: string, light: Light, figure?: Figure): Promise<Buffer> {
  const layers: OverlayOptions[] = [];
  let back: Sharp = sharp(Buffer.from(scene));
  if (figure) {
    back = back.blur(7);
    const width = Math.round(WIDTH * figure.share);
    const height = Math.round(width * 1.25);
    const left = Math.round((WIDTH - width) / 2 + figure.aside);
    const input = await lit(Buffer.from(figure.svg), width, height, light);
    const shown = await sharp(input)
      .extract({ left: Math.max(0, -left), top: 0, width: Math.min(width + Math.min(0, left), WIDTH - Math.max(0, left)), height })
      .toBuffer();
    layers.push({ input: shown, left: Math.max(0, left), top: HEIGHT - height });
  }
  layers.push({ input: warmth(light), blend: 'soft-light' }, { input: VIGNETTE }, { input: await theGrain(), blend: 'soft-light' });
  return sharp(await back.png({ compressionLevel: 0 }).toBuffer())
    .composite(layers)
    .flatten({ background: light.near })
    .jpeg({ quality: 90 })
    .toBuffer();
}
