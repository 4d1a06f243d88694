import type { App } from '../../../src/app.js';
import { ProcessingService } from '../../../src/media/processing.service.js';
import { noAntivirus } from '../../../src/media/processing/antivirus.js';
import { findFfmpeg } from '../../../src/media/processing/video.js';
import { originalKey } from '../../../src/media/objects.js';
import { clock } from '../../../src/platform/clock.js';
import type { Logger } from '../../../src/platform/logger.js';
import type { Tx } from '../../../src/platform/db/transaction.js';
import type { DemoPerson } from '../demo.types.js';
import { insertRows } from '../rows.js';
import { idOf as personIdOf } from '../seed-people.js';
import { album, idOf } from './album.js';
import { paintFilm } from './film.js';

let found: ReturnType<typeof findFfmpeg> | undefined;
const ffmpeg = () => (found === undefined ? (found = findFfmpeg()) : found);

/** The portraits that one sees at once come before it. */
const FILM_COMES_AFTER = 12;
const FILM = { id: idOf('film'), owner: 'hugo', place: 9, alt: 'Un voilier traverse le soir', caption: 'Huit secondes de calme.' };

interface Shot {
  id: string;
  owner: string;
  place: number;
  alt: string;
  caption: string;
  kind: 'PHOTO' | 'VIDEO';
  paint(): Promise<Buffer>;
}

/** What is to be painted, in this order; without ffmpeg there is no film. */
function shots(people: readonly DemoPerson[]): Shot[] {
  const photos = album(people).map((photo): Shot => ({ ...photo, kind: 'PHOTO' }));
  const film: Shot[] = ffmpeg() ? [{ ...FILM, kind: 'VIDEO', paint: paintFilm }] : [];
  return [...photos.slice(0, FILM_COMES_AFTER), ...film, ...photos.slice(FILM_COMES_AFTER)];
}

/** The places of the photos and films: as if their owners had just sent them, and they were being looked at. */
export async function seedMedia(tx: Tx, people: readonly DemoPerson[], ids: ReadonlyMap<string, string>): Promise<void> {
  const now = clock.now().toISOString();
  await insertRows(
    tx,
    'media',
    shots(people).map(({ id, owner, kind, place, alt, caption }) => ({
      id,
      owner_id: personIdOf(ids, owner),
      purpose: 'PROFILE',
      kind,
      status: 'PROCESSING',
      content_type: kind === 'PHOTO' ? 'image/jpeg' : 'video/mp4',
      size: 1,
      progress: 0,
      alt,
      caption,
      place,
      created_at: now,
      changed_at: now,
    })),
  );
}

/**
 * Paints them one after the other while the site is there already, and hands each to the real processing. What a former start
 * left undone is taken up; what somebody removed stays away.
 */
export class DemoPainter {
  private waiting: Shot[] | undefined;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly app: App,
    private readonly log: Logger,
    private readonly people: readonly DemoPerson[],
  ) {}

  start(): void {
    this.running = this.paintAll().catch((err: unknown) => {
      if (!this.stopped) this.log.warn({ err }, 'the photos of the demo people are not all there: the next start goes on');
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Paints the next that is missing; false when none is. */
  async next(): Promise<boolean> {
    // Not before the site is there: looking for ffmpeg takes a while.
    this.waiting ??= shots(this.people);
    for (let shot = this.waiting.shift(); shot; shot = this.waiting.shift()) {
      if (!(await this.app.db.one(`SELECT 1 FROM media WHERE id = $1 AND status = 'PROCESSING'`, [shot.id]))) continue;
      await makeReady(this.app, shot.id, await shot.paint(), shot.kind === 'PHOTO' ? 'image/jpeg' : 'video/mp4');
      return true;
    }
    return false;
  }

  private async paintAll(): Promise<void> {
    while (!this.stopped && (await this.next()));
  }
}

/** Takes a file through the real processing, for a row of `media` that is PROCESSING, whoever owns it and wherever it is shown. */
export async function makeReady(app: App, mediaId: string, file: Buffer, contentType: string): Promise<void> {
  await app.storage.put(originalKey(mediaId), file, { contentType, size: file.length });
  await new ProcessingService(app.db, { storage: app.storage, antivirus: noAntivirus, ffmpeg: ffmpeg() }).process({ mediaId });
}
