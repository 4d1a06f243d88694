import { clock, days } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { PeopleService, Woman } from '../profiles/index.js';
import type { ConversationService } from './conversation.service.js';
import type { Sightings } from './sightings.js';
import { OTHER } from './conversation.queries.js';

/** A former conversation may still be reported for this long. */
const REMEMBERED_FOR = days(90);
/** How many messages a report of a whole conversation keeps. */
const QUOTED = 10;
/** How many of a conversation are frozen as evidence. */
const FROZEN = 100;
const RECENT = `$1 IN (c.woman_id, c.man_id) AND (c.status = 'OPEN' OR c.closed_at > $3)`;

/** Its words, and that there were photos or a film. */
const QUOTE = `nullif(concat_ws(E'\\n', m.text, (
  SELECT string_agg(CASE shown ->> 'kind' WHEN 'VIDEO' THEN '[film]' ELSE '[photo]' END, ' ') FROM jsonb_array_elements(m.media) shown)), '')`;

/** Someone, and the words in question. */
export interface Said {
  personId: string;
  quoted: string | null;
}

/** Who is, or was, in touch with whom. */
export class ContactService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleService,
    private readonly talks: ConversationService,
    private readonly sightings: Sightings,
  ) {}

  /** The same work whether she exists or not, so that the time of the answer tells nothing. */
  async woman(viewer: Viewer, id: string): Promise<Woman> {
    const [talking, [woman]] = await Promise.all([this.talks.areTalking(viewer.id, id), this.people.women(viewer.id, [id])]);
    if (!talking || !woman) throw notFound();
    this.sightings.note(woman.id, viewer.id);
    return woman;
  }

  /** Whether the viewer may know of the other: they are in a conversation, or were within 90 days; or she sees him. */
  async contactOf(viewerId: string, otherId: string): Promise<boolean> {
    const [talks, women, seen] = await Promise.all([
      this.db.query(`SELECT 1 FROM conversations c WHERE ${RECENT} AND ${OTHER} = $2`, [viewerId, otherId, this.since()]),
      this.db.query(`SELECT 1 FROM users WHERE id = $1 AND role = 'WOMAN'`, [viewerId]),
      this.people.seesMan(viewerId, otherId),
    ]);
    return talks.length > 0 || (women.length > 0 && seen);
  }

  /** The other person of such a conversation, and what they wrote last. */
  async otherOf(viewerId: string, conversationId: string): Promise<Said | null> {
    const row = await this.db.one<Said>(
      `SELECT ${OTHER} AS "personId",
         (SELECT string_agg(last.quote, E'\\n\\n' ORDER BY last.seq)
          FROM (SELECT m.seq, ${QUOTE} AS quote FROM messages m WHERE m.conversation_id = c.id AND m.sender_id <> $1 ORDER BY m.seq DESC LIMIT ${QUOTED}) last) AS quoted
       FROM conversations c WHERE ${RECENT} AND c.id = $2`,
      [viewerId, conversationId, this.since()],
    );
    return row ?? null;
  }

  /** What the other wrote in one. */
  async saidBy(viewerId: string, messageId: string): Promise<Said | null> {
    const row = await this.db.one<Said>(
      `SELECT m.sender_id AS "personId", ${QUOTE} AS quoted FROM messages m JOIN conversations c ON c.id = m.conversation_id
       WHERE m.id = $2 AND m.sender_id <> $1 AND ${RECENT}`,
      [viewerId, messageId, this.since()],
    );
    return row ?? null;
  }

  /** Which of these messages the other wrote in that conversation. */
  async saidIn(conversationId: string, otherId: string, ids: string[]): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM messages WHERE conversation_id = $1 AND sender_id = $2 AND id = ANY ($3::uuid[])',
      [conversationId, otherId, ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Their conversation with its last messages and these, as the tables keep them, for evidence; null when it is too long ago. */
  async snapshot(tx: Tx, viewerId: string, otherId: string, pointed: string[]): Promise<{ messages: { id: string }[] } | null> {
    const row = await tx.one<{ messages: { id: string }[] }>(
      `SELECT c.id, c.opened_at, c.status, c.closed_at,
         (SELECT coalesce(json_agg(kept ORDER BY kept.seq), '[]') FROM messages kept WHERE kept.conversation_id = c.id AND (
            kept.id = ANY ($4::uuid[])
            OR kept.seq IN (SELECT m.seq FROM messages m WHERE m.conversation_id = c.id ORDER BY m.seq DESC LIMIT ${FROZEN}))) AS messages
       FROM conversations c WHERE ${RECENT} AND ${OTHER} = $2`,
      [viewerId, otherId, this.since(), pointed],
    );
    return row ?? null;
  }

  /** Whether somebody has ever been in a conversation. */
  async hasTalked(tx: Tx, userId: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM conversations WHERE woman_id = $1 OR man_id = $1 LIMIT 1', [userId]);
    return rows.length > 0;
  }

  private since(): Date {
    return new Date(clock.now().getTime() - REMEMBERED_FOR);
  }
}
