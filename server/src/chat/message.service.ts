import { visibleTo } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import { LazyEdge, LazyPageInfo, pageSize } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { newId } from '../platform/ids.js';
import type { PubSub } from '../platform/pubsub.js';
import { manAsJson, womanAsJson, type ManRow, type ProfileRow } from '../profiles/index.js';
import { READABLE, toConversation, toMessage, type ConversationRow, type Talk, type Words } from './conversation.queries.js';
import type { ConversationService } from './conversation.service.js';
import type { Conversation, SendMessagePayload } from './conversation.types.js';
import type { InboxService } from './inbox.service.js';
import { MessageSent } from './inbox.types.js';
import type { MessageConnection, SendMessageInput } from './message.types.js';
import type { Pace } from './pace.js';

export interface PageArgs {
  first?: number | null;
  last?: number | null;
  before?: string | null;
  after?: string | null;
}

const HISTORY = 'messages';
const DEFAULT_PAGE = 30;
const END = 2_147_483_647;

interface Sent {
  outcome: 'SENT' | 'KNOWN' | 'NOT_FOUND' | 'CLOSED' | 'MEDIA_OFF' | 'MEDIA_UNFIT';
  sent: Words;
  talk: Talk;
  womanNumber: number;
  manNumber: number;
  man: ManRow | null;
  woman: ProfileRow | null;
  /** Whether the other would be shown the sender now. */
  inSight: boolean;
}

const SEND = `
  SELECT s.outcome, row_to_json(s.sent) AS sent, row_to_json(s.talk) AS talk, s.woman_number AS "womanNumber", s.man_number AS "manNumber",
         ${manAsJson('(s.talk).man_id')} AS man, ${womanAsJson('(s.talk).woman_id')} AS woman,
         (SELECT ${visibleTo('CASE WHEN $3 = (s.talk).woman_id THEN (s.talk).man_id ELSE (s.talk).woman_id END', '$3')}) AS "inSight"
  FROM send_message($1, $2, $3, $4, $5, $6, $7) s`;

export class MessageService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly pubsub: PubSub,
    private readonly conversations: ConversationService,
    private readonly inboxes: InboxService,
    private readonly pace: Pace,
  ) {}

  /** One round trip: see `send_message` in the migrations. It brings all that is shown of it, to both of them. */
  async send(viewer: Viewer, { conversationId, clientId, text, mediaIds }: SendMessageInput, ip: string): Promise<SendMessagePayload> {
    const words = text?.trim() ?? null;
    const media = mediaIds?.length ? mediaIds : null;
    if (words === null && media === null) throw badInput({ text: 'Words, photos or a film.' });
    const held = this.pace.hold(viewer, ip, { conversationId, text: words });
    if (held) await held;
    const asOf = performance.now();
    const [row] = await this.db.preparedJson<Sent>('send-message', SEND, [
      newId(),
      conversationId,
      viewer.id,
      clientId,
      words,
      clock.now(),
      media,
    ]);
    if (!row || row.outcome === 'NOT_FOUND') throw notFound();
    if (row.outcome === 'CLOSED') throw new UserError('CONFLICT', 'This conversation is closed.');
    if (row.outcome === 'MEDIA_OFF') throw new UserError('FORBIDDEN', 'She has not allowed photos and films here.');
    if (row.outcome === 'MEDIA_UNFIT')
      throw badInput({ mediaIds: 'Up to 4 photos or one film of mine: for a message, READY and not sent.' });
    const { talk, sent, man, woman } = row;
    const message = toMessage(viewer.id, sent, talk);
    this.pace.wrote(viewer.id, conversationId);
    if (row.outcome === 'KNOWN') return { message, conversation: await this.conversations.whatever(viewer, conversationId) };
    this.tell(talk.woman_id, row.womanNumber, asOf, { ...row, person: man });
    this.tell(talk.man_id, row.manNumber, asOf, { ...row, person: woman });
    const person = talk.woman_id === viewer.id ? man : woman;
    return { message, conversation: toConversation(viewer.id, { talk, last: sent, reachable: true, person }, message) };
  }

  /** Whoever reads here is handed it; others, and those who are not just before it, hear that there is something to read. */
  private tell(
    userId: string,
    number: number,
    asOf: number,
    { talk, sent, person, inSight }: Sent & Pick<ConversationRow, 'person'>,
  ): void {
    if (inSight) {
      this.inboxes.hand(userId, number, asOf, () => {
        const message = toMessage(userId, sent, talk);
        const conversation = toConversation(userId, { talk, last: sent, reachable: true, person }, message);
        return Object.assign(new MessageSent(), { number, at: message.sentAt, conversation, message });
      });
    }
    this.pubsub.publish('inbox', userId, { rights: false, upTo: number });
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
    const rows = await this.db.preparedJson<Pick<Talk, 'woman_id' | 'media_allowed'> & { lastSeq: number; said: Words | null }>(
      `history-${way}`,
      `SELECT c.last_seq AS "lastSeq", c.woman_id, c.media_allowed, row_to_json(m) AS said
       FROM conversations c LEFT JOIN LATERAL (
         SELECT * FROM messages WHERE conversation_id = $2 AND seq > $3 AND seq < $4 ORDER BY seq ${way} LIMIT $5
       ) m ON true
       WHERE c.id = $2 AND ${READABLE}
       ORDER BY m.seq`,
      [viewer.id, conversation.id, from, to, size],
    );
    const nodes = rows.flatMap(({ said, ...talk }) => (said ? [toMessage(viewer.id, said, talk)] : []));
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
