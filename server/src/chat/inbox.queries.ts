import type { Membership } from '../billing/index.js';
import type { MyMedia } from '../media/index.js';
import { CONVERSATION, LAST_MESSAGE, toConversation, toMessage, type ConversationRow, type Words } from './conversation.queries.js';
import {
  ConversationClosed,
  ConversationOpened,
  MediaAllowedChanged,
  MediaChanged,
  MembershipChanged,
  MessageSent,
  MessagesRead,
  Tombstone,
  type InboxEvent,
} from './inbox.types.js';

export const PAGE = 100;

/**
 * The rows after number $2 with everything they show, read in one snapshot with today's rights: the key of the user's
 * inbox, then each row's conversation, message and newest message by their keys.
 */
export const INBOX_PAGE = `
  SELECT e.number, e.at, e.kind, e.conversation_id AS "conversationId", e.actor_id AS "actorId", e.media_id AS "mediaId", row_to_json(said) AS said, ${CONVERSATION}
  FROM inbox_events e
  LEFT JOIN conversations c ON c.id = e.conversation_id AND $1 IN (c.woman_id, c.man_id)
  LEFT JOIN messages said ON said.conversation_id = c.id AND said.seq = e.message_seq
  ${LAST_MESSAGE}
  WHERE e.user_id = $1 AND e.number > $2 ORDER BY e.number LIMIT ${PAGE}`;

export const INBOX_VERSION = 'SELECT version FROM inboxes WHERE user_id = $1';

/** Where an inbox stands, and whether the row after number $2 is still kept. */
export const INBOX_POSITION = `
  SELECT COALESCE((${INBOX_VERSION}), 0) AS version,
         EXISTS (SELECT 1 FROM inbox_events WHERE user_id = $1 AND number = $2::bigint + 1) AS kept`;

/** Old rows, so many at once that no statement runs for long. */
export const INBOX_PURGE = `
  DELETE FROM inbox_events WHERE ctid = ANY (ARRAY(SELECT ctid FROM inbox_events WHERE at < $1 LIMIT $2)) RETURNING number`;

export interface InboxRow extends Omit<ConversationRow, 'talk'> {
  number: number;
  at: string;
  kind: 'OPENED' | 'MESSAGE' | 'READ' | 'CLOSED' | 'MEMBERSHIP' | 'MEDIA' | 'ALLOWED';
  conversationId: string | null;
  actorId: string | null;
  mediaId: string | null;
  talk: ConversationRow['talk'] | null;
  said: Words | null;
}

/** What other features know of what a row is about. */
export interface Others {
  membershipOf(userId: string): Promise<Membership>;
  mediaOf(ownerId: string, mediaId: string): Promise<MyMedia | null>;
}

/** What the viewer may see of a row today; a tombstone when that is nothing. */
export async function toEvent(viewerId: string, row: InboxRow, others: Others): Promise<InboxEvent> {
  const { number, kind, talk, said } = row;
  const at = new Date(row.at);
  if (kind === 'MEMBERSHIP') return Object.assign(new MembershipChanged(), { number, at, membership: await others.membershipOf(viewerId) });
  if (kind === 'MEDIA') {
    const media = row.mediaId === null ? null : await others.mediaOf(viewerId, row.mediaId);
    return media ? Object.assign(new MediaChanged(), { number, at, media }) : Object.assign(new Tombstone(), { number, at });
  }
  if (kind === 'CLOSED') return Object.assign(new ConversationClosed(), { number, at, conversationId: row.conversationId ?? '' });
  const conversation = talk && toConversation(viewerId, { ...row, talk });
  if (talk && conversation?.readable) {
    const message = said && toMessage(viewerId, said, talk);
    if (kind === 'ALLOWED') return Object.assign(new MediaAllowedChanged(), { number, at, conversation });
    if (kind === 'OPENED') return Object.assign(new ConversationOpened(), { number, at, conversation });
    if (kind === 'MESSAGE' && message) return Object.assign(new MessageSent(), { number, at, conversation, message });
    if (kind === 'READ' && message) {
      return Object.assign(new MessagesRead(), {
        number,
        at,
        conversation,
        upTo: message.id,
        by: row.actorId === viewerId ? ('ME' as const) : ('THEM' as const),
      });
    }
  }
  return Object.assign(new Tombstone(), { number, at });
}
