import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Knowledge } from './reportable.js';

export class BlockService {
  constructor(
    private readonly db: Database,
    private readonly knowledge: Knowledge,
  ) {}

  /** NOT_FOUND for whoever the viewer may not know of: a block must not tell that somebody exists. */
  async block(viewer: Viewer, id: string): Promise<boolean> {
    // What is remembered and told by id knows one spelling.
    const userId = id.toLowerCase();
    if (!(await this.knows(viewer, userId))) throw notFound();
    await this.db.transaction(async (tx) => {
      const written = await tx.query(
        'INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING blocked_id',
        [viewer.id, userId, clock.now()],
      );
      if (written.length === 0) return;
      await record(tx, viewer.id, userId, { kind: 'person.blocked', details: {} });
      await tx.emit('person.blocked', { blockerId: viewer.id, blockedId: userId });
    });
    return true;
  }

  /**
   * A contact, or somebody already blocked: the block itself is theirs to remember. Asked one after the other: whoever is no
   * contact any more because of a block that commits at this instant is found blocked then.
   */
  async knows(viewer: Viewer, userId: string): Promise<boolean> {
    const contact = await this.knowledge.contactOf(viewer.id, userId);
    const blocked = await this.db.one('SELECT 1 FROM blocks WHERE blocker_id = $1 AND blocked_id = $2', [viewer.id, userId]);
    return contact || blocked !== undefined;
  }
}
