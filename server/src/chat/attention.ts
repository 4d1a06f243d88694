import { visibleTo } from '../moderation/index.js';
import type { Database } from '../platform/db/database.js';
import type { PubSub } from '../platform/pubsub.js';

/** Somebody in a conversation of theirs. */
export interface Place {
  userId: string;
  conversationId: string;
}

export interface Waiting extends Place {
  otherId: string;
  /** She has just chosen him: he has seen nothing of it yet. */
  isNew: boolean;
}

const OTHER = 'CASE WHEN c.woman_id = p.user_id THEN c.man_id ELSE c.woman_id END';

/** Whether people need to be told from outside of what happens in their conversations. */
export class Attention {
  constructor(
    private readonly db: Database,
    private readonly pubsub: PubSub,
  ) {}

  /** Of these places, those where something waits to be read, with today's rights: it is open, and the other in sight. */
  async waiting(places: readonly Place[]): Promise<Waiting[]> {
    if (places.length === 0) return [];
    return this.db.prepared<Waiting>(
      'chat.waiting',
      `SELECT p.user_id AS "userId", c.id AS "conversationId", ${OTHER} AS "otherId", c.man_id = p.user_id AND c.man_read_seq = 0 AS "isNew"
       FROM unnest($1::uuid[], $2::uuid[]) AS p (user_id, conversation_id)
       JOIN conversations c ON c.id = p.conversation_id AND p.user_id IN (c.woman_id, c.man_id) AND c.status = 'OPEN'
       WHERE (c.last_seq = 0 OR CASE WHEN c.woman_id = p.user_id THEN c.woman_unread ELSE c.man_unread END > 0)
         AND (SELECT ${visibleTo('p.user_id', OTHER)})`,
      [places.map(({ userId }) => userId), places.map(({ conversationId }) => conversationId)],
    );
  }

  /**
   * Of these places, those whose person has the conversation before them, in whatever process: whoever listens to its signals
   * answers. Who does not in time counts as away.
   */
  async attended(places: readonly Place[]): Promise<Set<Place>> {
    const attended = new Set<Place>();
    const { promise: allAnswered, resolve } = Promise.withResolvers<undefined>();
    const hearings = places.map((place) =>
      this.pubsub.subscribe('signals', place.conversationId, (signal) => {
        if (signal.kind !== 'here' || signal.userId !== place.userId) return;
        attended.add(place);
        if (attended.size === places.length) resolve(undefined);
      }),
    );
    try {
      await Promise.all(hearings.map(({ heard }) => heard));
      for (const { conversationId } of places) this.pubsub.publish('signals', conversationId, { kind: 'who' });
      if (attended.size < places.length && this.pubsub.answersWithin > 0) {
        const late = setTimeout(() => resolve(undefined), this.pubsub.answersWithin);
        await allAnswered;
        clearTimeout(late);
      }
      return attended;
    } finally {
      for (const hearing of hearings) hearing.end();
    }
  }
}
