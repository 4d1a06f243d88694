import { clock, days } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { PeopleService, Woman } from '../profiles/index.js';
import type { ConversationService } from './conversation.service.js';
import { OTHER } from './conversation.queries.js';

/** A former conversation may still be reported for this long. */
const REMEMBERED_FOR = days(90);
/** How many messages a report of a whole conversation keeps. */
const QUOTED = 10;
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
  ) {}

  /** The same work whether she exists or not, so that the time of the answer tells nothing. */
  async woman(viewer: Viewer, id: string): Promise<Woman> {
    const [talking, [woman]] = await Promise.all([this.talks.areTalking(viewer.id, id), this.people.women(viewer.id, [id])]);
    if (!talking || !woman) throw notFound();
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

  private since(): Date {
    return new Date(clock.now().getTime() - REMEMBERED_FOR);
  }
}
