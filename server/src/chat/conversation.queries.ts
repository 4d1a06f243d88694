import { visibleTo } from '../moderation/index.js';
import { Conversation } from './conversation.types.js';
import { Message } from './message.types.js';

/** The other person of conversation `c`, for the viewer `$1`. */
export const OTHER = 'CASE WHEN c.woman_id = $1 THEN c.man_id ELSE c.woman_id END';

/** What the viewer may still see listed: open, or closed by herself or himself. */
export const LISTED = `($1 IN (c.woman_id, c.man_id) AND (c.status = 'OPEN' OR c.closed_by = $1))`;

/**
 * Whether the other is in sight. As a subquery of its own it is answered by keys, row by row; bare, it tempts the planner
 * to read the whole table of users into a hash.
 */
export const IN_SIGHT = `(SELECT ${visibleTo('$1', OTHER)})`;

/** What the viewer may read in and write to. */
export const READABLE = `($1 IN (c.woman_id, c.man_id) AND c.status = 'OPEN' AND ${IN_SIGHT})`;

/** The columns of `toConversation`. `row` is an alias or a composite in brackets. */
export const conversationColumns = (row: string): string =>
  `${row}.id AS "c.id", ${row}.woman_id AS "c.womanId", ${row}.man_id AS "c.manId", ${row}.status AS "c.status", ${row}.closed_by AS "c.closedBy",
   ${row}.opened_at AS "c.openedAt", ${row}.last_activity_at AS "c.lastActivityAt", ${row}.last_seq AS "c.lastSeq",
   ${row}.woman_read_id AS "c.womanReadId", ${row}.man_read_id AS "c.manReadId", ${row}.woman_unread AS "c.womanUnread", ${row}.man_unread AS "c.manUnread"`;

/** The columns of `toMessage`, each named `prefix.column`. */
export const messageColumns = (row: string, prefix: string): string =>
  ['id', 'seq', 'sender_id', 'client_id', 'kind', 'text', 'quoted_post_id', 'quoted_text', 'sent_at']
    .map((column) => `${row}.${column} AS "${prefix}.${column}"`)
    .join(', ');

/** A conversation with all that its type shows: its newest message by the key, and whether the other is in sight. */
export const CONVERSATION = `
  ${conversationColumns('c')}, ${messageColumns('m', 'last')}, ${IN_SIGHT} AS reachable`;
export const LAST_MESSAGE = 'LEFT JOIN messages m ON m.conversation_id = c.id AND m.seq = c.last_seq';

export type Columns = Record<string, unknown>;

export interface ConversationRow extends Columns {
  'c.id': string;
  'c.womanId': string;
  'c.manId': string;
  'c.status': 'OPEN' | 'CLOSED';
  'c.closedBy': string | null;
  'c.openedAt': Date;
  'c.lastActivityAt': Date;
  'c.lastSeq': number;
  'c.womanReadId': string | null;
  'c.manReadId': string | null;
  'c.womanUnread': number;
  'c.manUnread': number;
  reachable: boolean;
}

export function toConversation(viewerId: string, row: ConversationRow, lastMessage = toMessage(viewerId, row, 'last')): Conversation {
  const isWoman = row['c.womanId'] === viewerId;
  const readable = row['c.status'] === 'OPEN' && row.reachable;
  const [mine, theirs] = isWoman
    ? ([row['c.womanReadId'], row['c.manReadId']] as const)
    : ([row['c.manReadId'], row['c.womanReadId']] as const);
  return Object.assign(new Conversation(), {
    id: row['c.id'],
    openedAt: row['c.openedAt'],
    status: row['c.closedBy'] === viewerId ? ('CLOSED_BY_ME' as const) : ('OPEN' as const),
    unread: readable ? row[isWoman ? 'c.womanUnread' : 'c.manUnread'] : 0,
    lastMessage: readable ? lastMessage : null,
    lastActivityAt: row['c.lastActivityAt'],
    readUpTo: readable ? mine : null,
    theirReadUpTo: readable ? theirs : null,
    otherId: row[isWoman ? 'c.manId' : 'c.womanId'],
    reachable: row.reachable,
    readable,
  });
}

/** Null when the join found none. */
export function toMessage(viewerId: string, row: Columns, prefix: string): Message | null {
  const of = <T>(column: string): T => row[`${prefix}.${column}`] as T;
  if (of('id') === null) return null;
  const quotedId = of<string | null>('quoted_post_id');
  return Object.assign(new Message(), {
    id: of<string>('id'),
    seq: of<number>('seq'),
    clientId: of<string>('client_id'),
    from: of('sender_id') === viewerId ? ('ME' as const) : ('THEM' as const),
    kind: of<Message['kind']>('kind'),
    text: of<string | null>('text'),
    quotedPost: quotedId === null ? null : { id: quotedId, text: of<string>('quoted_text') },
    sentAt: of<Date>('sent_at'),
  });
}
