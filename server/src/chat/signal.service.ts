import { clock, seconds } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput, notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { isId, newId } from '../platform/ids.js';
import type { PubSub } from '../platform/pubsub.js';
import { Bell, stoppable } from './bell.js';
import { READABLE } from './conversation.queries.js';
import type { Heartbeat } from './heartbeat.js';
import { Presence, Typing, type Signal } from './signal.types.js';

/** A stream that was not heard for this long went down with its process. */
const SILENT_FOR = seconds(40);

/** What one stream has to tell: the latest state only, however slowly it is read. */
interface Listener {
  bell: Bell;
  /** The other's live streams, in whatever process, and when each was last heard. */
  heard: Map<string, number>;
  typing: boolean;
  closed: boolean;
}

export class SignalService {
  constructor(
    private readonly db: Database,
    private readonly pubsub: PubSub,
    private readonly heartbeat: Heartbeat,
  ) {}

  async follow(viewer: Viewer, id: string): Promise<AsyncIterableIterator<Signal>> {
    if (!isId(id)) throw badInput({ conversationId: 'Not an id of ours.' });
    const conversationId = id.toLowerCase();
    if (!(await this.mayListen(viewer.id, conversationId))) throw notFound();
    const listener: Listener = { bell: new Bell(), heard: new Map(), typing: false, closed: false };
    const leave = this.join(listener, viewer.id, conversationId);
    return stoppable(this.signals(listener, viewer.id, conversationId, leave), leave);
  }

  async setTyping(viewer: Viewer, conversationId: string): Promise<boolean> {
    if (!(await this.mayListen(viewer.id, conversationId))) throw notFound();
    this.pubsub.publish('signals', conversationId.toLowerCase(), { kind: 'typing', userId: viewer.id });
    return true;
  }

  private async *signals(listener: Listener, viewerId: string, conversationId: string, leave: () => void): AsyncGenerator<Signal, void> {
    let told = false;
    try {
      while (await listener.bell.wait()) {
        const online = listener.heard.size > 0;
        // Asked each time, so that even a lost hint of a closing tells nothing more to somebody outside.
        if (listener.closed || !(await this.mayListen(viewerId, conversationId))) return;
        if (online !== told) yield Object.assign(new Presence(), { conversationId, online });
        told = online;
        if (!listener.typing) continue;
        listener.typing = false;
        yield Object.assign(new Typing(), { conversationId });
      }
    } finally {
      leave();
    }
  }

  private join(listener: Listener, userId: string, conversationId: string): () => void {
    const stream = newId();
    const tell = (kind: 'join' | 'here' | 'leave') => this.pubsub.publish('signals', conversationId, { kind, userId, stream });
    const hints = this.pubsub.subscribe('signals', conversationId, (signal) => {
      if (signal.kind === 'who') return tell('here');
      if (signal.kind === 'closed') listener.closed = true;
      else if (signal.userId === userId) return;
      else if (signal.kind === 'typing') listener.typing = true;
      else if (signal.kind === 'leave') listener.heard.delete(signal.stream);
      else listener.heard.set(signal.stream, clock.now().getTime());
      if (signal.kind === 'join') tell('here');
      listener.bell.ring();
    });
    const endBeat = this.heartbeat.onBeat(() => {
      const now = clock.now().getTime();
      for (const [other, at] of listener.heard) if (now - at > SILENT_FOR) listener.heard.delete(other);
      tell('here');
      listener.bell.ring();
    });
    let left = false;
    // Whoever is there answers: not before that can be heard.
    void hints.heard.then(() => left || tell('join'));
    return () => {
      if (left) return;
      left = true;
      hints.end();
      endBeat();
      listener.bell.end();
      tell('leave');
    };
  }

  private async mayListen(viewerId: string, conversationId: string): Promise<boolean> {
    const rows = await this.db.prepared('may-listen', `SELECT 1 FROM conversations c WHERE c.id = $2 AND ${READABLE}`, [
      viewerId,
      conversationId,
    ]);
    return rows.length > 0;
  }
}
