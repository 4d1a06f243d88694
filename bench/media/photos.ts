import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { SIZES } from '../../server/src/media/processing/image.js';
import { noAntivirus } from '../../server/src/media/processing/antivirus.js';
import { processOriginal } from '../../server/src/media/processing/process.js';
import { originalKey } from '../../server/src/media/objects.js';
import type { Figure } from '../figure.js';
import type { Stage } from '../stage.js';
import { inTurn, rateOf, timed } from './beside.js';

const MOST_LONGER = 1.25;

/** From an original in the store to six files there, beside sharp making the same six from a file. */
export async function photos(stage: Stage): Promise<Figure[]> {
  stage.say('photos of 12 megapixels');
  const { storage } = (await stage.house()).app;
  const workshop = { storage, antivirus: noAntivirus, ffmpeg: null };
  const photo = await aPhoto();
  const folder = await mkdtemp(join(tmpdir(), 'premier-pas-bench-photos-'));
  stage.atTheEnd(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'photo.jpg');
  await writeFile(path, photo);
  const id = randomUUID();
  await storage.put(originalKey(id), photo, { contentType: 'image/jpeg', size: photo.length });
  const count = stage.quick ? 2 : 5;
  const several = (make: () => Promise<unknown>) => () =>
    timed(async () => {
      for (let n = 0; n < count; n += 1) await make();
    });
  const ours = several(() => processOriginal(workshop, { id, kind: 'PHOTO' }, () => undefined));
  const pairs = await inTurn(
    stage.quick ? 3 : 7,
    ours,
    several(() => bare(path)),
  );
  return [rateOf('media: photos written anew', pairs, count, MOST_LONGER)];
}

/** As a telephone makes it: large, and of a noise that no encoder loves. */
function aPhoto(): Promise<Buffer> {
  const noise = {
    create: {
      width: 4_000,
      height: 3_000,
      channels: 3 as const,
      background: '#806050',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 20 },
    },
  };
  return sharp(noise).blur(1.5).jpeg({ quality: 90 }).toBuffer();
}

async function bare(path: string): Promise<void> {
  const fit = { fit: 'inside', withoutEnlargement: true } as const;
  const { data, info } = await sharp(path)
    .autoOrient()
    .resize({ width: SIZES.large, height: SIZES.large, ...fit })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { raw: { width: info.width, height: info.height, channels: info.channels } };
  for (const side of Object.values(SIZES)) {
    const resized = sharp(data, raw).resize({ width: side, height: side, ...fit });
    await resized.clone().webp({ quality: 80, effort: 4 }).toBuffer();
    await resized.clone().jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  }
}
