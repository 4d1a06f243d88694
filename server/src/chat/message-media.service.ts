import type { Database } from '../platform/db/database.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { lockConversation, tellBoth } from './conversation.lock.js';
import { READABLE } from './conversation.queries.js';
import type { ConversationService } from './conversation.service.js';
import type { Conversation } from './conversation.types.js';

/** Photos and films in conversations: his are shown where she has said so, hers wherever they talk. */
export class MessageMediaService {
  constructor(
    private readonly db: Database,
    private readonly talks: ConversationService,
  ) {}

  /** Whether what the other sent is shown to the viewer now. */
  async isShown(viewer: Pick<Viewer, 'id'>, mediaId: string): Promise<boolean> {
    const rows = await this.db.prepared(
      'message-media-shown',
      `SELECT 1 FROM media m JOIN conversations c ON c.id = m.conversation_id
       WHERE m.id = $2 AND ${READABLE} AND (m.owner_id = c.woman_id OR c.media_allowed)
         AND EXISTS (SELECT 1 FROM messages w WHERE w.id = m.message_id AND w.removed_at IS NULL)`,
      [viewer.id, mediaId],
    );
    return rows.length > 0;
  }

  /** Both are told, so that he knows without asking, and what she takes back goes from her screens at once. */
  async setAllowed(viewer: Viewer, conversationId: string, allowed: boolean): Promise<Conversation> {
    await this.db.transaction(async (tx) => {
      const talk = await lockConversation(tx, conversationId);
      if (talk?.womanId !== viewer.id || talk.status !== 'OPEN') throw notFound();
      const changed = await tx.query('UPDATE conversations SET media_allowed = $2 WHERE id = $1 AND media_allowed <> $2 RETURNING id', [
        talk.id,
        allowed,
      ]);
      if (changed.length > 0) await tellBoth(tx, talk, 'ALLOWED', viewer.id);
    });
    return this.talks.one(viewer, conversationId);
  }
}
