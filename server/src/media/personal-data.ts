import { heldAsEvidence } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData, Tally } from '../platform/personal-data.js';
import { variantKey } from './objects.js';
import type { ProcessingService } from './processing.service.js';

/** Photos and films, with their files. */
export class MediaData implements PersonalData {
  readonly tables = ['media'];

  constructor(
    private readonly db: Database,
    private readonly processing: ProcessingService,
  ) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const media = await this.db.query<{ id: string; kind: string }>(
      `SELECT id, purpose, kind, alt, caption, created_at AS "addedAt" FROM media WHERE owner_id = $1 AND status = 'READY' ORDER BY created_at`,
      [userId],
    );
    return { media: media.map((each) => ({ ...each, file: fileOf(each) })) };
  }

  /** Where the files are that belong into an export, and what they are called there. */
  async filesOf(userId: string): Promise<{ key: string; name: string }[]> {
    const media = await this.db.query<{ id: string; kind: string }>(
      `SELECT id, kind FROM media WHERE owner_id = $1 AND status = 'READY' ORDER BY created_at`,
      [userId],
    );
    return media.map((each) => ({ key: variantKey(each.id, each.kind === 'VIDEO' ? 'film.mp4' : 'large.jpg'), name: fileOf(each) }));
  }

  async tally(userId: string): Promise<Pick<Tally, 'media'>> {
    const row = await this.db.one<{ media: number }>(
      `SELECT count(*)::int AS media FROM media m WHERE m.owner_id = $1 AND NOT ${heldAsEvidence('m.id')}`,
      [userId],
    );
    return { media: row?.media ?? 0 };
  }

  async eraseElsewhere(userId: string): Promise<void> {
    const rows = await this.db.query<{ id: string }>(
      `UPDATE media SET status = 'REMOVED', changed_at = $2 WHERE owner_id = $1 RETURNING id`,
      [userId, clock.now()],
    );
    for (const { id } of rows) await this.processing.remove({ mediaId: id });
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    // Their files are gone, but for what is evidence. One that came in this instant would have no file that is looked for again.
    const [left] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM media m WHERE m.owner_id = $1 AND NOT ${heldAsEvidence('m.id')}`,
      [userId],
    );
    if (left?.count) throw new Error('Something was added while it was erased.');
  }
}

const fileOf = ({ id, kind }: { id: string; kind: string }): string => `media/${id}.${kind === 'VIDEO' ? 'mp4' : 'jpg'}`;
