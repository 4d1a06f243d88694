import { clock } from '../platform/clock.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput } from '../platform/errors.js';
import type { MediaKind, MediaPurpose } from './media.types.js';
import { REMOVE_JOB } from './processing.service.js';

/** What was sent for something else than a profile finds its place in it, in the transaction of whoever writes that. */
export class Attachments {
  /**
   * Takes these, which have arrived and belong to nothing yet; `kept` are there already, and stay whatever became of them.
   * Of two that want the same at once, one is refused.
   */
  async take(tx: Tx, ownerId: string, purpose: MediaPurpose, ids: readonly string[], kept: readonly string[]): Promise<MediaKind[]> {
    const rows = await tx.query<{ kind: MediaKind }>(
      `SELECT kind FROM media WHERE id = ANY ($1::uuid[]) AND owner_id = $2 AND purpose = $3
       AND (id = ANY ($4::uuid[]) AND status <> 'REMOVED' OR NOT attached AND status IN ('PROCESSING', 'READY')) ORDER BY id FOR UPDATE`,
      [ids, ownerId, purpose, kept],
    );
    if (rows.length !== ids.length) throw badInput({ mediaIds: 'Each a photo or film of mine that has arrived, and shows nowhere else.' });
    await tx.query('UPDATE media SET attached = true WHERE id = ANY ($1::uuid[]) AND NOT attached', [ids]);
    return rows.map(({ kind }) => kind);
  }

  /** Gone for everybody at once; their files follow by a job. */
  async drop(tx: Tx, ids: readonly string[]): Promise<void> {
    const gone = await tx.query<{ id: string }>(
      `UPDATE media SET status = 'REMOVED', changed_at = $2 WHERE id = ANY ($1::uuid[]) AND status <> 'REMOVED' RETURNING id`,
      [ids, clock.now()],
    );
    for (const { id } of gone) await tx.enqueue(REMOVE_JOB, { mediaId: id });
  }
}
