import { visibleTo } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { SendPermission } from './chat.enums.js';
import { CONVERSATION, LAST_MESSAGE, LISTED, READABLE, toConversation, type ConversationRow } from './conversation.queries.js';
import { lockConversation, tellBoth, type LockedConversation } from './conversation.lock.js';
import type { Conversation, ConversationConnection } from './conversation.types.js';
import { reopen } from './openings.js';

const LIST = 'conversations';

/** As precise as a cursor is: what it cannot tell apart goes by id. */
const ACTIVE_AT = "date_trunc('milliseconds', c.last_activity_at)";

export class ConversationService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
  ) {}

  async list(viewer: Viewer, first: number, after: string | null | undefined): Promise<ConversationConnection> {
    pageSize(first);
    const [at, id] = after == null ? [null, null] : this.cursors.decode(LIST, after);
    // One statement, one snapshot: whatever these rows do not show yet has a number above this version.
    const rows = await this.db.preparedJson<ConversationRow & { version: number }>(
      'conversations',
      `SELECT box.version, page.talk, page.last, page.reachable, page.person FROM (SELECT COALESCE((SELECT version FROM inboxes WHERE user_id = $1), 0) AS version) box
       LEFT JOIN (
         SELECT ${CONVERSATION}, ${ACTIVE_AT} AS at, c.id FROM (
           SELECT c.* FROM conversations c
           WHERE ${LISTED} AND ($2::float8 IS NULL OR (${ACTIVE_AT}, c.id) < (to_timestamp($2::float8 / 1000), $3::uuid))
           ORDER BY ${ACTIVE_AT} DESC, c.id DESC LIMIT $4
         ) c ${LAST_MESSAGE}
       ) page ON true
       ORDER BY page.at DESC, page.id DESC`,
      [viewer.id, at, id, first + 1],
    );
    const found = rows.filter(({ talk }) => talk !== null).map((row) => toConversation(viewer.id, row));
    const page = forwardPage(
      found,
      first,
      after,
      (node) => node,
      (node) => this.cursors.encode(LIST, [node.lastActivityAt.getTime(), node.id]),
    );
    return { ...page, inboxVersion: rows[0]?.version ?? 0 };
  }

  /** NOT_FOUND for what never was, was never the viewer's, or was closed by the other: one statement for all of them. */
  async one(viewer: Viewer, id: string): Promise<Conversation> {
    const [row] = await this.db.preparedJson<ConversationRow>(
      'conversation',
      `SELECT ${CONVERSATION} FROM conversations c ${LAST_MESSAGE} WHERE c.id = $2 AND ${LISTED}`,
      [viewer.id, id],
    );
    if (!row) throw notFound();
    return toConversation(viewer.id, row);
  }

  /** Also one that the other has closed, which then shows nothing: for the acknowledgement of what was sent before. */
  async whatever(viewer: Viewer, id: string): Promise<Conversation> {
    const [row] = await this.db.preparedJson<ConversationRow>(
      'conversation-whatever',
      `SELECT ${CONVERSATION} FROM conversations c ${LAST_MESSAGE} WHERE c.id = $2 AND $1 IN (c.woman_id, c.man_id)`,
      [viewer.id, id],
    );
    if (!row) throw notFound();
    return toConversation(viewer.id, row);
  }

  /** A woman's conversations with these men, those she may still see. */
  async withMen(womanId: string, manIds: readonly string[]): Promise<Map<string, Conversation>> {
    const rows = await this.db.preparedJson<ConversationRow>(
      'conversations-with-men',
      `SELECT ${CONVERSATION} FROM conversations c ${LAST_MESSAGE} WHERE c.woman_id = $1 AND c.man_id = ANY ($2::uuid[]) AND ${LISTED}`,
      [womanId, manIds],
    );
    return new Map(rows.map((row) => [row.talk.man_id, toConversation(womanId, row)]));
  }

  async between(womanId: string, manId: string): Promise<Conversation> {
    const [conversation] = (await this.withMen(womanId, [manId])).values();
    if (!conversation) throw notFound();
    return conversation;
  }

  /** Whether her line of this id stands in their conversation. */
  async wasSaid(womanId: string, manId: string, clientId: string): Promise<boolean> {
    const rows = await this.db.query(
      `SELECT 1 FROM messages m JOIN conversations c ON c.id = m.conversation_id
       WHERE c.woman_id = $1 AND c.man_id = $2 AND m.sender_id = $1 AND m.client_id = $3 AND m.kind = 'FIRST_STEP'`,
      [womanId, manId, clientId],
    );
    return rows.length > 0;
  }

  /** In how many readable conversations the other's last words are unread. */
  async unread(userId: string): Promise<number> {
    const [row] = await this.db.prepared<{ count: number }>(
      'unread-conversations',
      `SELECT count(*)::integer AS count FROM conversations c
       WHERE CASE WHEN c.woman_id = $1 THEN c.woman_unread ELSE c.man_unread END > 0 AND ${READABLE}`,
      [userId],
    );
    return row?.count ?? 0;
  }

  /** Whether these two have an open conversation and are in sight of each other. */
  async areTalking(viewerId: string, otherId: string): Promise<boolean> {
    const rows = await this.db.prepared(
      'are-talking',
      `SELECT 1 FROM conversations c WHERE (c.woman_id, c.man_id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid)) AND c.status = 'OPEN' AND ${visibleTo('$1', '$2')}`,
      [viewerId, otherId],
    );
    return rows.length > 0;
  }

  canSend(viewer: Viewer, conversation: Conversation): SendPermission {
    if (!conversation.readable) return 'CLOSED';
    return viewer.role === 'WOMAN' && !viewer.subscribed ? 'SUBSCRIPTION_REQUIRED' : 'ALLOWED';
  }

  async close(viewer: Viewer, id: string): Promise<Conversation> {
    await this.db.transaction(async (tx) => this.shut(tx, viewer, await this.mine(tx, viewer, id)));
    return this.one(viewer, id);
  }

  /** All that are open, one after the other, so that nobody waits for the whole; how many. */
  async closeAll(viewer: Viewer): Promise<number> {
    const open = await this.db.query<{ id: string }>(
      `SELECT id FROM conversations WHERE $1 IN (woman_id, man_id) AND status = 'OPEN' ORDER BY id`,
      [viewer.id],
    );
    let closed = 0;
    for (const { id } of open) {
      await this.db.transaction(async (tx) => {
        const talk = await lockConversation(tx, id);
        if (talk && (await this.shut(tx, viewer, talk))) closed += 1;
      });
    }
    return closed;
  }

  /** Whether it was still open. */
  private async shut(tx: Tx, viewer: Viewer, talk: LockedConversation): Promise<boolean> {
    if (talk.status === 'CLOSED') return false;
    await tx.query(`UPDATE conversations SET status = 'CLOSED', closed_by = $2, closed_at = $3 WHERE id = $1`, [
      talk.id,
      viewer.id,
      clock.now(),
    ]);
    await tellBoth(tx, talk, 'CLOSED', viewer.id);
    await tx.emit('conversation.closed', { conversationId: talk.id });
    return true;
  }

  async reopen(viewer: Viewer, id: string): Promise<Conversation> {
    await this.db.transaction(async (tx) => {
      const talk = await this.mine(tx, viewer, id);
      if (talk.status === 'CLOSED') await reopen(tx, talk, viewer.id);
    });
    return this.one(viewer, id);
  }

  private async mine(tx: Tx, viewer: Viewer, id: string): Promise<LockedConversation> {
    const talk = await lockConversation(tx, id);
    const listed = talk && [talk.womanId, talk.manId].includes(viewer.id) && (talk.status === 'OPEN' || talk.closedBy === viewer.id);
    if (!listed) throw notFound();
    return talk;
  }
}
