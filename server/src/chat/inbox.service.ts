import type { Histogram } from 'prom-client';
import { clock, days } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import type { PubSub } from '../platform/pubsub.js';
import { Bell, stoppable } from './bell.js';
import type { Heartbeat } from './heartbeat.js';
import { INBOX_PAGE, INBOX_POSITION, INBOX_PURGE, INBOX_VERSION, PAGE, toEvent, type InboxRow, type Others } from './inbox.queries.js';
import { MessageSent, type InboxEvent } from './inbox.types.js';

const KEPT_FOR = days(30);
const MOST_BEHIND = 2_000;
const ASKED_AT_ONCE = 500;
const PURGED_AT_ONCE = 10_000;

/** One live subscription: where its reader is, and how it is woken. */
interface Reader {
  userId: string;
  position: number;
  bell: Bell;
  /** What was read before is no longer to be shown as it is. */
  stale: boolean;
  /** What comes next, from whoever wrote it in this process just now. */
  handed: MessageSent[];
  /** When it was last told that rights changed. */
  changedAt: number;
}

/** One thing to show, under its number. */
interface Item {
  number: number;
  event: () => InboxEvent | Promise<InboxEvent>;
}

export class InboxService {
  private readonly readers = new Map<string, Set<Reader>>();
  private endBeat: (() => void) | null = null;
  private readonly delivery: Histogram;

  constructor(
    private readonly db: Database,
    private readonly pubsub: PubSub,
    private readonly heartbeat: Heartbeat,
    private readonly others: Others,
    metrics: Metrics,
  ) {
    this.delivery = metrics.histogram(
      'premierpas_message_delivery_seconds',
      'From the sending of a message until a live inbox of the other hands it out; replays are not counted.',
      [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30],
    );
  }

  async version(userId: string): Promise<number> {
    const [row] = await this.db.prepared<{ version: number }>('inbox-version', INBOX_VERSION, [userId]);
    return row?.version ?? 0;
  }

  /**
   * Everything after number `after`, then live. The hint is listened to before the first read: what is committed
   * meanwhile rings the bell, so nothing falls between the replay and the life after it.
   */
  async follow(viewer: Pick<Viewer, 'id'>, after: number): Promise<AsyncIterableIterator<InboxEvent>> {
    const reader: Reader = { userId: viewer.id, position: after, bell: new Bell(), stale: false, handed: [], changedAt: -Infinity };
    const { leave, heard } = this.join(reader);
    try {
      await heard;
      await this.assertInReach(viewer, after);
    } catch (err) {
      leave();
      throw err;
    }
    return stoppable(this.events(reader, leave), leave);
  }

  /**
   * Hands what was just written under this number to those who read here and stand right before it: it need not be read back.
   * The hint that follows is for all the others, and for those whose rights changed after `asOf`, when the writing began.
   */
  hand(userId: string, number: number, asOf: number, make: () => MessageSent): void {
    for (const reader of this.readers.get(userId) ?? []) {
      if (number !== reached(reader) + 1 || reader.handed.length === PAGE || reader.changedAt >= asOf) continue;
      reader.handed.push(make());
      reader.bell.ring();
    }
  }

  /** Rows older than 30 days. Who needs them loads a snapshot instead. */
  async purge(): Promise<void> {
    const before = new Date(clock.now().getTime() - KEPT_FOR);
    while ((await this.db.query(INBOX_PURGE, [before, PURGED_AT_ONCE])).length === PURGED_AT_ONCE);
  }

  private async *events(reader: Reader, leave: () => void): AsyncGenerator<InboxEvent, void> {
    let live = false;
    try {
      do {
        for (let full = true; full;) {
          reader.stale = false;
          const items = handedTo(reader) ?? (await this.page(reader));
          full = items.length === PAGE;
          for (const item of items) {
            // Purged under a reader that stood still for a month: it subscribes again, and hears RESYNC_REQUIRED.
            if (item.number !== reader.position + 1) return;
            const event = await item.event();
            reader.position = item.number;
            if (live) this.observe(event);
            yield event;
            // Rights changed while this page was being taken: the rest is read anew.
            if (reader.stale) {
              full = true;
              break;
            }
          }
        }
        live = true;
      } while (await reader.bell.wait());
    } finally {
      leave();
    }
  }

  private async page({ userId, position }: Reader): Promise<Item[]> {
    const rows = await this.db.preparedJson<InboxRow>('inbox-page', INBOX_PAGE, [userId, position]);
    return rows.map((row) => ({ number: row.number, event: () => toEvent(userId, row, this.others) }));
  }

  private observe(event: InboxEvent): void {
    if (!(event instanceof MessageSent) || event.message.from !== 'THEM' || event.at > event.message.sentAt) return;
    this.delivery.observe(Math.max(0, clock.now().getTime() - event.message.sentAt.getTime()) / 1_000);
  }

  private join(reader: Reader): { leave: () => void; heard: Promise<void> } {
    const others = this.readers.get(reader.userId) ?? new Set();
    this.readers.set(reader.userId, others.add(reader));
    this.endBeat ??= this.heartbeat.onBeat(() => this.wakeThoseBehind());
    const hints = this.pubsub.subscribe('inbox', reader.userId, ({ rights, upTo }) => {
      if (rights) {
        reader.stale = true;
        reader.handed = [];
        reader.changedAt = performance.now();
      }
      if (upTo === undefined || upTo > reached(reader)) reader.bell.ring();
    });
    const leave = (): void => {
      hints.end();
      reader.bell.end();
      others.delete(reader);
      if (others.size === 0 && this.readers.get(reader.userId) === others) this.readers.delete(reader.userId);
      if (this.readers.size > 0) return;
      this.endBeat?.();
      this.endBeat = null;
    };
    return { leave, heard: hints.heard };
  }

  /** A hint may be lost; the counters are not. Asked for all readers of this process together. */
  private async wakeThoseBehind(): Promise<void> {
    const userIds = [...this.readers.keys()];
    for (let start = 0; start < userIds.length; start += ASKED_AT_ONCE) {
      const rows = await this.db.query<{ userId: string; version: number }>(
        'SELECT user_id AS "userId", version FROM inboxes WHERE user_id = ANY ($1::uuid[])',
        [userIds.slice(start, start + ASKED_AT_ONCE)],
      );
      for (const { userId, version } of rows) {
        for (const reader of this.readers.get(userId) ?? []) if (reader.position < version) reader.bell.ring();
      }
    }
  }

  private async assertInReach(viewer: Pick<Viewer, 'id'>, after: number): Promise<void> {
    if (after < 0) throw badInput({ after: 'A number of my inbox, or 0 for all of it.' });
    const [position] = await this.db.prepared<{ version: number; kept: boolean }>('inbox-position', INBOX_POSITION, [viewer.id, after]);
    const behind = (position?.version ?? 0) - after;
    if (behind < 0 || behind > MOST_BEHIND || (behind > 0 && !position?.kept)) throw new UserError('RESYNC_REQUIRED');
  }
}

/** Up to where a reader has, or has at hand, all that there is. */
const reached = ({ handed, position }: Reader): number => Math.max(position, handed.at(-1)?.number ?? 0);

/** What a reader was handed and has not been shown by another way meanwhile; null when it has to look for itself. */
function handedTo(reader: Reader): Item[] | null {
  const items = reader.handed
    .filter(({ number }) => number > reader.position)
    .map((event) => ({ number: event.number, event: () => event }));
  reader.handed = [];
  return items[0]?.number === reader.position + 1 ? items : null;
}
