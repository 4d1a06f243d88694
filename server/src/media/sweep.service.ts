import { heldAsEvidence } from '../moderation/index.js';
import { clock, hours } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { isId } from '../platform/ids.js';
import type { Logger } from '../platform/logger.js';
import type { Storage } from '../platform/storage/index.js';
import { SIZES } from './processing/image.js';
import { REMOVE_JOB } from './processing.service.js';
import { FORGOTTEN_AFTER } from './upload.service.js';

/** A removal that has not come through by then is asked for again. */
const REMOVED_WITHIN = hours(1);
/** Younger files may belong to a row that is being written. */
const SETTLED_AFTER = hours(24);
const ASKED_AT_ONCE = 500;

export interface Orphans {
  /** Files that no row knows. */
  objects: string[];
  /** What is shown and has lost a file: ids. */
  rows: string[];
}

/** The folders of the store that are ours to look after. */
const FOLDERS = ['originals/', 'media/'];

/** What nobody finished, and what does not fit together. */
export class SweepService {
  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
    private readonly log: Logger,
  ) {}

  /** Hourly. */
  async forgetUnfinished(): Promise<void> {
    const now = clock.now().getTime();
    await this.db.transaction(async (tx) => {
      const [forgotten, stuck] = [new Date(now - FORGOTTEN_AFTER), new Date(now - REMOVED_WITHIN)];
      await removeAll(
        tx,
        `UPDATE media SET status = 'REMOVED', changed_at = $2 WHERE status = 'UPLOADING' AND changed_at < $1 RETURNING id`,
        [forgotten, clock.now()],
      );
      await removeAll(
        tx,
        `UPDATE media SET status = 'REMOVED', changed_at = $2
         WHERE (purpose = 'POST' AND NOT attached OR purpose = 'MESSAGE' AND message_id IS NULL) AND status IN ('READY', 'REJECTED')
           AND changed_at < $1 RETURNING id`,
        [forgotten, clock.now()],
      );
      await removeAll(tx, `SELECT m.id FROM media m WHERE m.status = 'REMOVED' AND m.changed_at < $1 AND NOT ${heldAsEvidence('m.id')}`, [
        stuck,
      ]);
      // Its runs have all failed, and lie among the dead letters: its owner should not wait for ever.
      const lost = await tx.query<{ id: string; ownerId: string }>(
        `UPDATE media SET status = 'REJECTED', refusal = 'DAMAGED', changed_at = $2 WHERE status = 'PROCESSING' AND changed_at < $1
         RETURNING id, owner_id AS "ownerId"`,
        [forgotten, clock.now()],
      );
      for (const { id, ownerId } of lost) {
        await tx.emit('media.changed', { mediaId: id, ownerId });
        await tx.enqueue(REMOVE_JOB, { mediaId: id });
      }
    });
    await this.giveUpParts();
  }

  /** Parts that nobody will join any more: of whoever was killed while it wrote a large file, or before a row knew of its upload. */
  private async giveUpParts(): Promise<void> {
    const settled = clock.now().getTime() - SETTLED_AFTER;
    for await (const { key, uploadId, startedAt } of this.storage.listIncomplete('')) {
      if (startedAt.getTime() > settled) continue;
      const [known] = await this.db.query(
        `SELECT 1 FROM media WHERE id = ANY ($1::uuid[]) AND multipart_id = $2 AND status = 'UPLOADING'`,
        [[idIn(key)].filter(isId), uploadId],
      );
      if (!known) await this.storage.abortMultipart(key, uploadId);
    }
  }

  /** Weekly: says what does not fit together, and touches nothing. */
  async reportOrphans(): Promise<Orphans> {
    const orphans = { objects: await this.objectsWithoutRow(), rows: await this.rowsWithoutObject() };
    const [objects, rows] = [orphans.objects.length, orphans.rows.length];
    if (objects + rows > 0)
      this.log.error(
        { objects, rows, some: [...orphans.objects, ...orphans.rows].slice(0, 20) },
        'files and rows of media do not fit together',
      );
    return orphans;
  }

  private async objectsWithoutRow(): Promise<string[]> {
    const orphans: string[] = [];
    const settled = clock.now().getTime() - SETTLED_AFTER;
    let batch: { key: string; id: string }[] = [];
    const look = async (): Promise<void> => {
      const known = new Set(
        (
          await this.db.query<{ id: string }>('SELECT id FROM media WHERE id = ANY ($1::uuid[])', [batch.map(({ id }) => id).filter(isId)])
        ).map(({ id }) => id),
      );
      orphans.push(...batch.filter(({ id }) => !known.has(id)).map(({ key }) => key));
      batch = [];
    };
    for (const folder of FOLDERS) {
      for await (const { key, modified } of this.storage.list(folder)) {
        if (modified.getTime() > settled) continue;
        batch.push({ key, id: idIn(key) });
        if (batch.length === ASKED_AT_ONCE) await look();
      }
    }
    await look();
    return orphans;
  }

  private async rowsWithoutObject(): Promise<string[]> {
    const there = new Set<string>();
    for await (const { key } of this.storage.list('media/')) there.add(key);
    const rows = await this.db.query<{ id: string; kind: string }>(`SELECT id, kind FROM media WHERE status = 'READY'`);
    return rows.filter(({ id, kind }) => filesOf(kind).some((name) => !there.has(`media/${id}/${name}`))).map(({ id }) => id);
  }
}

const idIn = (key: string): string => key.split('/')[1] ?? '';

const filesOf = (kind: string): string[] => [
  ...Object.keys(SIZES).flatMap((size) => [`${size}.webp`, `${size}.jpg`]),
  ...(kind === 'VIDEO' ? ['film.mp4'] : []),
];

async function removeAll(tx: Tx, sql: string, params: unknown[]): Promise<void> {
  for (const { id } of await tx.query<{ id: string }>(sql, params)) await tx.enqueue(REMOVE_JOB, { mediaId: id });
}
