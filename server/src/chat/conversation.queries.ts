import type { Media } from '../media/index.js';
import { visibleTo } from '../moderation/index.js';
import { manAsJson, womanAsJson, type ManRow, type ProfileRow } from '../profiles/index.js';
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

/** The other as `with` shows them, read along with the conversation. */
export const PERSON = `CASE WHEN c.woman_id = $1 THEN ${manAsJson('c.man_id')} ELSE ${womanAsJson('c.woman_id')} END`;

/** A conversation with all that its type shows: its newest message and the other by their keys, and whether they are in sight. */
export const CONVERSATION = `row_to_json(c) AS talk, row_to_json(m) AS last, ${IN_SIGHT} AS reachable, ${PERSON} AS person`;
export const LAST_MESSAGE = 'LEFT JOIN messages m ON m.conversation_id = c.id AND m.seq = c.last_seq';

/** As the table has it; instants are ISO texts. */
export interface Talk {
  id: string;
  woman_id: string;
  man_id: string;
  status: 'OPEN' | 'CLOSED';
  closed_by: string | null;
  opened_at: string;
  last_activity_at: string;
  woman_read_id: string | null;
  woman_unread: number;
  man_read_id: string | null;
  man_unread: number;
  media_allowed: boolean;
}

export interface Words {
  id: string;
  seq: number;
  sender_id: string;
  client_id: string;
  kind: Message['kind'];
  text: string | null;
  quoted_post_id: string | null;
  quoted_text: string | null;
  sent_at: string;
  removed_at: string | null;
  media: Media[] | null;
}

export interface ConversationRow {
  talk: Talk;
  last: Words | null;
  reachable: boolean;
  person: ManRow | ProfileRow | null;
}

export function toConversation(
  viewerId: string,
  { talk, last, reachable, person }: ConversationRow,
  newest = last && toMessage(viewerId, last, talk),
): Conversation {
  const isWoman = talk.woman_id === viewerId;
  const readable = talk.status === 'OPEN' && reachable;
  const [mine, theirs] = isWoman ? [talk.woman_read_id, talk.man_read_id] : [talk.man_read_id, talk.woman_read_id];
  return Object.assign(new Conversation(), {
    id: talk.id,
    openedAt: new Date(talk.opened_at),
    status: talk.closed_by === viewerId ? ('CLOSED_BY_ME' as const) : ('OPEN' as const),
    unread: !readable ? 0 : isWoman ? talk.woman_unread : talk.man_unread,
    lastMessage: readable ? newest : null,
    lastActivityAt: new Date(talk.last_activity_at),
    readUpTo: readable ? mine : null,
    theirReadUpTo: readable ? theirs : null,
    mediaAllowed: readable && talk.media_allowed,
    otherId: isWoman ? talk.man_id : talk.woman_id,
    person,
    reachable,
    readable,
  });
}

const NONE: Media[] = [];

/** His photos and films are there for her once she has allowed them, and as long as she does. */
export function toMessage(viewerId: string, words: Words, talk: Pick<Talk, 'woman_id' | 'media_allowed'>): Message {
  const mine = words.sender_id === viewerId;
  const removed = words.removed_at !== null;
  const media = removed ? NONE : (words.media ?? NONE);
  const hidden = !mine && talk.woman_id === viewerId && !talk.media_allowed;
  return Object.assign(new Message(), {
    id: words.id,
    seq: words.seq,
    clientId: words.client_id,
    from: mine ? ('ME' as const) : ('THEM' as const),
    kind: words.kind,
    removed,
    text: removed ? null : words.text,
    media: hidden ? NONE : media,
    hiddenMedia: hidden ? media.length : 0,
    quotedPost: words.quoted_post_id === null || removed ? null : { id: words.quoted_post_id, text: words.quoted_text ?? '' },
    sentAt: new Date(words.sent_at),
  });
}
