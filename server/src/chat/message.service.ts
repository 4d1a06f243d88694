import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import { LazyEdge, LazyPageInfo, pageSize } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { newId } from '../platform/ids.js';
import type { PubSub } from '../platform/pubsub.js';
import {
  conversationColumns,
  messageColumns,
  READABLE,
  toConversation,
  toMessage,
  type Columns,
  type ConversationRow,
} from './conversation.queries.js';
import type { ConversationService } from './conversation.service.js';
import type { Conversation, SendMessagePayload } from './conversation.types.js';
import type { MessageConnection, SendMessageInput } from './message.types.js';

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  before?: string | null;
  after?: string | null;
}

const HISTORY = 'messages';
const DEFAULT_PAGE = 30;
const END = 2_147_483_647;

type Sent = ConversationRow & { outcome: 'SENT' | 'KNOWN' | 'NOT_FOUND' | 'CLOSED' };

export class MessageService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly pubsub: PubSub,
    private readonly conversations: ConversationService,
  ) {}

  /** One round trip: see `send_message` in the migrations. */
  async send(viewer: Viewer, { conversationId, clientId, text }: SendMessageInput): Promise<SendMessagePayload> {
    const [row] = await this.db.prepared<Sent>(
      'send-message',
      `SELECT s.outcome, true AS reachable, ${messageColumns('(s.sent)', 'sent')}, ${conversationColumns('(s.talk)')}
       FROM send_message($1, $2, $3, $4, $5, $6) s`,
      [newId(), conversationId, viewer.id, clientId, text.trim(), clock.now()],
    );
    if (!row || row.outcome === 'NOT_FOUND') throw notFound();
    if (row.outcome === 'CLOSED') throw new UserError('CONFLICT', 'This conversation is closed.');
    const message = toMessage(viewer.id, row, 'sent');
    if (!message) throw new Error('a sent message came back empty');
    if (row.outcome === 'KNOWN') return { message, conversation: await this.conversations.whatever(viewer, conversationId) };
    for (const userId of [row['c.womanId'], row['c.manId']]) this.pubsub.publish('inbox', userId, { rights: false });
    return { message, conversation: toConversation(viewer.id, row, message) };
  }

  async markRead(viewer: Viewer, conversationId: string, upTo: string): Promise<Conversation> {
    const [row] = await this.db.prepared<{ outcome: string }>('mark-read', 'SELECT mark_read($1, $2, $3, $4) AS outcome', [
      conversationId,
      viewer.id,
      upTo,
      clock.now(),
    ]);
    if (row?.outcome === 'NOT_FOUND') throw notFound();
    const conversation = await this.conversations.one(viewer, conversationId);
    if (row?.outcome === 'READ') {
      for (const userId of [viewer.id, conversation.otherId]) this.pubsub.publish('inbox', userId, { rights: false });
    }
    return conversation;
  }

  /** A page by number, either way, oldest first. Numbers are dense, so the ends are known without asking for one more. */
  async history(viewer: Viewer, conversation: Conversation, { first, last, before, after }: PageArgs): Promise<MessageConnection> {
    if (first != null && last != null) throw badInput({ last: 'Either first or last, not both.' });
    const size = first == null ? pageSize(last ?? DEFAULT_PAGE, 'last') : pageSize(first);
    const from = after == null ? 0 : this.position(conversation, after, 'after');
    const to = before == null ? END : this.position(conversation, before, 'before');
    const way = first == null ? 'DESC' : 'ASC';
    const rows = await this.db.prepared<Columns & { lastSeq: number }>(
      `history-${way}`,
      `SELECT c.last_seq AS "lastSeq", ${messageColumns('m', 'm')}
       FROM conversations c LEFT JOIN LATERAL (
         SELECT * FROM messages WHERE conversation_id = $2 AND seq > $3 AND seq < $4 ORDER BY seq ${way} LIMIT $5
       ) m ON true
       WHERE c.id = $2 AND ${READABLE}
       ORDER BY m.seq`,
      [viewer.id, conversation.id, from, to, size],
    );
    const nodes = rows.map((row) => toMessage(viewer.id, row, 'm')).filter((message) => message !== null);
    const edges = nodes.map((node) => new LazyEdge(node, () => this.cursors.encode(HISTORY, [conversation.id, node.seq])));
    const lastSeq = rows[0]?.lastSeq ?? 0;
    const hasNextPage = (nodes.at(-1)?.seq ?? to - 1) < lastSeq;
    const hasPreviousPage = (nodes[0]?.seq ?? Math.min(from, lastSeq) + 1) > 1;
    return { edges, pageInfo: new LazyPageInfo(edges, hasNextPage, hasPreviousPage) };
  }

  private position(conversation: Conversation, cursor: string, argument: string): number {
    const [conversationId, seq] = this.cursors.decode(HISTORY, cursor, argument);
    if (conversationId !== conversation.id) throw badInput({ [argument]: 'This cursor does not belong to this list.' });
    return Number(seq);
  }
}
