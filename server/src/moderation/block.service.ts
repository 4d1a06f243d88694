import { record } from '../audit/index.js';
import { clock, dayOf } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { notFound } from '../platform/errors.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { BlockedPersonConnection } from './block.types.js';
import type { Knowledge } from './reportable.js';

export class BlockService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
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

  /** They may see each other again as if they had never met; what they shared stays closed. NOT_FOUND for whoever is not blocked. */
  async unblock(viewer: Viewer, id: string): Promise<boolean> {
    const userId = id.toLowerCase();
    await this.db.transaction(async (tx) => {
      const gone = await tx.query('DELETE FROM blocks WHERE blocker_id = $1 AND blocked_id = $2 AND NOT by_contact RETURNING blocked_id', [
        viewer.id,
        userId,
      ]);
      if (gone.length === 0) throw notFound();
      await record(tx, viewer.id, userId, { kind: 'person.unblocked', details: {} });
      await tx.emit('person.unblocked', { blockerId: viewer.id, blockedId: userId });
    });
    return true;
  }

  async list(viewer: Viewer, first: number, after?: string | null): Promise<BlockedPersonConnection> {
    const size = pageSize(first);
    const [at, id] = typeof after === 'string' ? this.cursors.decode('blocked', after) : [null, null];
    const rows = await this.db.query<{ id: string; at: Date }>(
      `SELECT blocked_id AS id, date_trunc('milliseconds', created_at) AS at FROM blocks
       WHERE blocker_id = $1 AND NOT by_contact AND ($2::float8 IS NULL OR (date_trunc('milliseconds', created_at), blocked_id) < (to_timestamp($2::float8 / 1000), $3::uuid))
       ORDER BY date_trunc('milliseconds', created_at) DESC, blocked_id DESC LIMIT $4`,
      [viewer.id, at, id, size + 1],
    );
    const names = viewer.role === 'WOMAN' ? await this.knowledge.usernames(rows.map((row) => row.id)) : new Map<string, string>();
    return forwardPage(
      rows,
      size,
      after,
      (row) => ({ id: row.id, username: names.get(row.id) ?? null, since: dayOf(row.at) }),
      (row) => this.cursors.encode('blocked', [row.at.getTime(), row.id]),
    );
  }

  /**
   * A contact, or somebody already blocked: the block itself is theirs to remember. Asked one after the other: whoever is no
   * contact any more because of a block that commits at this instant is found blocked then.
   */
  async knows(viewer: Viewer, userId: string): Promise<boolean> {
    const contact = await this.knowledge.contactOf(viewer.id, userId);
    const blocked = await this.db.one('SELECT 1 FROM blocks WHERE blocker_id = $1 AND blocked_id = $2 AND NOT by_contact', [
      viewer.id,
      userId,
    ]);
    return contact || blocked !== undefined;
  }
}
