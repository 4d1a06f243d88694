import type { Database } from '../server/src/platform/db/database.js';
import type { Dump } from './checker.js';

/** What PostgreSQL holds of these people, in one snapshot. */
export async function dumpOf(db: Database, userIds: readonly string[]): Promise<Dump> {
  return db.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const conversations = await tx.query<Dump['conversations'][number]>(
      `SELECT id, ARRAY[woman_id, man_id]::text[] AS people, status = 'OPEN' AS open FROM conversations
       WHERE woman_id = ANY ($1::uuid[]) OR man_id = ANY ($1::uuid[])`,
      [userIds],
    );
    const messages = await tx.query<Dump['messages'][number]>(
      `SELECT id, conversation_id AS conversation, seq, sender_id AS sender, client_id AS "clientId" FROM messages
       WHERE conversation_id = ANY ($1::uuid[]) ORDER BY conversation_id, seq`,
      [conversations.map(({ id }) => id)],
    );
    const inboxes = await tx.query<Dump['inboxes'][number]>(
      `SELECT e.user_id AS "userId", e.number, e.kind, e.conversation_id AS conversation, m.id AS "messageId"
       FROM inbox_events e LEFT JOIN messages m ON m.conversation_id = e.conversation_id AND m.seq = e.message_seq
       WHERE e.user_id = ANY ($1::uuid[]) ORDER BY e.user_id, e.number`,
      [userIds],
    );
    return { conversations, messages, inboxes };
  });
}
