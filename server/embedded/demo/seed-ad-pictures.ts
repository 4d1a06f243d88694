import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../../src/app.js';
import { variantKey } from '../../src/media/objects.js';
import { processImage, type ProcessedImage } from '../../src/media/processing/image.js';
import { clock } from '../../src/platform/clock.js';
import type { Tx } from '../../src/platform/db/transaction.js';
import { PICTURES, scenesFor } from './ad-scenes.js';
import { CAST } from './cast.js';
import type { DemoPerson } from './demo.types.js';
import { insertRows } from './rows.js';
import { idOf } from './seed-people.js';
import { ADS } from './words/ads.js';

/** Of the men one does not meet first, one in so many shows a picture in an ad that has a subject. */
const ONE_IN = 4;
/** Nobody sends such files: by this the painter knows what is left to paint. */
const DRAWN = 'image/svg+xml';
const MOST = 3;

interface AdPicture {
  man: string;
  text: string;
  alt: string;
  place: number;
}

/** Which ads show something, and what: their subject first, then what else their man likes. */
function pictures(people: readonly DemoPerson[]): AdPicture[] {
  const first = new Set(CAST.map(({ key }) => key));
  const written = people.flatMap(({ key, interests, posts }) => posts.map(({ text }) => ({ man: key, interests, text })));
  return written
    .filter(({ man }, at) => first.has(man) || at % ONE_IN === 0)
    .flatMap(({ man, interests, text }, at) => {
      const subject = scenesFor(ADS.find((ad) => ad.text === text)?.likes ?? []);
      if (subject.length === 0) return [];
      const scenes = [...new Set([...subject, ...scenesFor(interests)])].slice(0, first.has(man) ? 1 + (at % MOST) : 1);
      return scenes.map((scene, place) => ({
        man,
        text,
        place,
        alt: PICTURES.filter((each) => each.scene === scene)[(at + place) % 2]?.alt ?? '',
      }));
    });
}

/** Their places: as if they had just been sent, and were being looked at. */
export async function seedAdPictures(
  tx: Tx,
  people: readonly DemoPerson[],
  ids: ReadonlyMap<string, string>,
  adId: (man: string, text: string) => string,
): Promise<void> {
  const now = clock.now().toISOString();
  const rows = pictures(people).map((picture) => ({ ...picture, id: randomUUID() }));
  await insertRows(
    tx,
    'media',
    rows.map(({ id, man, alt, place }) => ({
      id,
      owner_id: idOf(ids, man),
      purpose: 'POST',
      kind: 'PHOTO',
      status: 'PROCESSING',
      content_type: DRAWN,
      size: 1,
      progress: 0,
      alt,
      caption: '',
      place,
      attached: true,
      created_at: now,
      changed_at: now,
    })),
  );
  await insertRows(
    tx,
    'post_media',
    rows.map(({ id, man, text, place }) => ({ media_id: id, post_id: adId(man, text), place })),
  );
}

/**
 * Paints them while the site is there already, for nobody should wait for them; each drawing once, through the code that looks
 * at everybody's photos. What a former start left undone is taken up.
 */
export async function paintAdPictures({ db, storage }: Pick<App, 'db' | 'storage'>, goOn: () => boolean = () => true): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'premier-pas-ads-'));
  const painted = new Map<string, ProcessedImage>();
  try {
    const waiting = await db.query<{ id: string; alt: string }>(
      `SELECT m.id, m.alt FROM media m JOIN post_media pm ON pm.media_id = m.id JOIN male_posts p ON p.id = pm.post_id
       WHERE m.status = 'PROCESSING' AND m.content_type = $1 ORDER BY p.created_at DESC, pm.place`,
      [DRAWN],
    );
    for (const { id, alt } of waiting) {
      const picture = PICTURES.find((each) => each.alt === alt);
      if (!picture || !goOn()) continue;
      const path = join(folder, 'picture.svg');
      if (!painted.has(alt)) await writeFile(path, picture.svg);
      const image = painted.get(alt) ?? (await processImage(path));
      painted.set(alt, image);
      for (const { name, data, contentType } of image.variants)
        await storage.put(variantKey(id, name), data, { contentType, size: data.length });
      await db.query(
        `UPDATE media SET status = 'READY', width = $2, height = $3, blurhash = $4, color = $5, changed_at = $6 WHERE id = $1 AND status = 'PROCESSING'`,
        [id, image.width, image.height, image.blurhash, image.color, clock.now()],
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
