import { heldAsEvidence } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Storage } from '../platform/storage/index.js';
import { originalKey, removeObjects } from './objects.js';
import { processOriginal, type Processed, type Workshop } from './processing/process.js';
import { RefusedFile, type Refusal } from './refusal.js';
import type { MediaKind } from './media.types.js';

export const REMOVE_ORIGINAL_JOB = 'media.remove-original';
export const REMOVE_JOB = 'media.remove';
/** A film's progress is told in steps: each is a row in its owner's inbox. */
const STEP = 20;

interface Work {
  id: string;
  ownerId: string;
  kind: MediaKind;
}

/** The jobs. Each may run twice, and may have been killed anywhere before. */
export class ProcessingService {
  constructor(
    private readonly db: Database,
    private readonly workshop: Workshop,
  ) {}

  async process({ mediaId }: { mediaId: string }): Promise<void> {
    const [work] = await this.db.query<Work>(`SELECT id, owner_id AS "ownerId", kind FROM media WHERE id = $1 AND status = 'PROCESSING'`, [
      mediaId,
    ]);
    // Done by an earlier run, or removed meanwhile.
    if (!work) return;
    try {
      const shown = await processOriginal(this.workshop, work, this.progressOf(work));
      await this.finish(work, { status: 'READY', shown });
    } catch (err) {
      if (!(err instanceof RefusedFile)) throw err;
      await this.finish(work, { status: 'REJECTED', refusal: err.reason });
    }
  }

  removeOriginal({ mediaId }: { mediaId: string }): Promise<void> {
    return this.storage.remove([originalKey(mediaId)]);
  }

  /**
   * Its files first, then its row, once nothing can arrive by the addresses that were given out: whatever is left of a file has a
   * row that says so. The sweep comes again for those that must wait.
   */
  async remove({ mediaId }: { mediaId: string }): Promise<void> {
    const [row] = await this.db.query<{ status: string; multipartId: string | null; held: boolean }>(
      `SELECT m.status, m.multipart_id AS "multipartId", ${heldAsEvidence('m.id')} AS held FROM media m WHERE m.id = $1`,
      [mediaId],
    );
    // Without a row there may still be files: of a run that wrote them while the row was going. What was refused keeps its row only.
    if (row && row.status !== 'REMOVED' && row.status !== 'REJECTED') return;
    // Evidence stays until it is purged; the sweep asks again then.
    if (row?.held) return;
    if (row?.multipartId) await this.storage.abortMultipart(originalKey(mediaId), row.multipartId);
    await removeObjects(this.storage, mediaId);
    await this.db.query(`DELETE FROM media WHERE id = $1 AND status = 'REMOVED' AND open_until < $2`, [mediaId, clock.now()]);
  }

  private get storage(): Storage {
    return this.workshop.storage;
  }

  private async finish(work: Work, end: { status: 'READY'; shown: Processed } | { status: 'REJECTED'; refusal: Refusal }): Promise<void> {
    const [shown, refusal] = end.status === 'READY' ? [end.shown, null] : [null, end.refusal];
    await this.db.transaction(async (tx) => {
      const [moved] = await tx.query<{ openUntil: Date }>(
        `UPDATE media SET status = $2, refusal = $3, width = $4, height = $5, duration_ms = $6, blurhash = $7, color = $8, changed_at = $9
         WHERE id = $1 AND status = 'PROCESSING' RETURNING open_until AS "openUntil"`,
        [work.id, end.status, refusal, shown?.width, shown?.height, shown?.durationMs, shown?.blurhash, shown?.color, clock.now()],
      );
      // Removed while it was being written: what was written goes as well.
      if (!moved) return tx.enqueue(REMOVE_JOB, { mediaId: work.id });
      await tx.enqueue(shown ? REMOVE_ORIGINAL_JOB : REMOVE_JOB, { mediaId: work.id });
      // The form that it was posted with may be used once more until then.
      await tx.enqueue(REMOVE_ORIGINAL_JOB, { mediaId: work.id }, { startAt: moved.openUntil });
      await tx.emit('media.changed', { mediaId: work.id, ownerId: work.ownerId });
    });
  }

  private progressOf(work: Work): (percent: number) => void {
    let told = 0;
    return (percent) => {
      if (percent < told + STEP) return;
      told = percent - (percent % STEP);
      const step = told;
      // A progress that is not told harms nobody.
      void this.db
        .transaction(async (tx) => {
          await tx.query(`UPDATE media SET progress = $2 WHERE id = $1 AND status = 'PROCESSING' AND progress < $2`, [work.id, step]);
          await tx.emit('media.changed', { mediaId: work.id, ownerId: work.ownerId });
        })
        .catch(() => undefined);
    };
  }
}
