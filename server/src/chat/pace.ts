import { A_MINUTE, type Restraint } from '../limits/index.js';
import { minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { RateLimit, RateLimits } from '../platform/rate-limits.js';

interface Run {
  by: string;
  length: number;
}

interface Line {
  conversationId: string;
  text: string | null;
}

const REMEMBERED_MOST = 100_000;

/**
 * How fast somebody writes, beside the one statement that a message is. Who writes as people do is counted in this process alone,
 * which costs nothing; PostgreSQL is asked only about first words, and about those who go on without an answer or in very many
 * conversations (decision 25).
 */
export class Pace {
  /** Who has written in which conversation before. */
  private readonly written = new Set<string>();
  /** Since `since`: who wrote last in a conversation and how often in a row, and in which conversations somebody wrote. */
  private readonly runs = new Map<string, Run>();
  private readonly talks = new Map<string, Set<string>>();
  private since = 0;
  private readonly minute: RateLimit;
  private readonly minuteOfAll: RateLimit;

  constructor(
    private readonly db: Database,
    private readonly restraint: Restraint,
    limits: RateLimits,
  ) {
    this.minute = limits.limit(A_MINUTE.field, A_MINUTE.unanswered, '1m');
    this.minuteOfAll = limits.limit(A_MINUTE.field, A_MINUTE.conversations, '1m');
  }

  /** Nothing to wait for, or what decides: RATE_LIMITED, or it may leave. */
  hold(viewer: Viewer, ip: string, { conversationId, text }: Line): Promise<void> | undefined {
    // What is remembered by id knows one spelling.
    const id = conversationId.toLowerCase();
    const { run, conversations } = this.note(viewer.id, id);
    const isKnown = this.written.has(`${viewer.id} ${id}`);
    if (isKnown && run.length <= A_MINUTE.unanswered && conversations <= A_MINUTE.conversations) return undefined;
    return this.look(viewer, ip, { conversationId: id, text }, run, conversations, isKnown);
  }

  /** What follows are no first words. */
  wrote(userId: string, conversationId: string): void {
    if (this.written.size >= REMEMBERED_MOST) this.written.clear();
    this.written.add(`${userId} ${conversationId.toLowerCase()}`);
  }

  private note(userId: string, id: string): { run: Run; conversations: number } {
    const now = performance.now();
    if (now - this.since > minutes(1)) {
      this.since = now;
      this.runs.clear();
      this.talks.clear();
    }
    const last = this.runs.get(id);
    const run = last?.by === userId ? last : { by: userId, length: 0 };
    run.length += 1;
    this.runs.set(id, run);
    const talks = this.talks.get(userId) ?? new Set();
    this.talks.set(userId, talks.add(id));
    return { run, conversations: talks.size };
  }

  private async look(viewer: Viewer, ip: string, line: Line, run: Run, conversations: number, isKnown: boolean): Promise<void> {
    const { conversationId: id } = line;
    if (run.length > A_MINUTE.unanswered) {
      // The answers may have come in by another process. Of many at once that see the same answer, it frees one.
      const answered = await this.wasAnswered(viewer, id);
      if (answered && this.runs.get(id) === run) this.runs.delete(id);
      else await this.minute.consume(`TALK:${viewer.id}:${id}`);
    }
    if (conversations > A_MINUTE.conversations) await this.minuteOfAll.consume(`ALL:${viewer.id}`);
    if (!isKnown) await this.firstWords(viewer, ip, line);
  }

  /** Whether one of the last messages is the other's. */
  private async wasAnswered(viewer: Viewer, id: string): Promise<boolean> {
    const rows = await this.db.prepared(
      'was-answered',
      `SELECT 1 FROM conversations c JOIN messages m ON m.conversation_id = c.id AND m.seq > c.last_seq - ${A_MINUTE.unanswered}
       WHERE c.id = $1 AND m.sender_id <> $2 LIMIT 1`,
      [id, viewer.id],
    );
    return rows.length > 0;
  }

  /** What is not theirs, or closed, is left to the sending, which says so. */
  private async firstWords(viewer: Viewer, ip: string, { conversationId: id, text }: Line): Promise<void> {
    const [talk] = await this.db.prepared<{ written: boolean }>(
      'has-written',
      `SELECT EXISTS (SELECT 1 FROM messages WHERE conversation_id = c.id AND sender_id = $2) AS written
       FROM conversations c WHERE c.id = $1 AND $2 IN (c.woman_id, c.man_id) AND c.status = 'OPEN'`,
      [id, viewer.id],
    );
    if (talk?.written) this.wrote(viewer.id, id);
    else if (talk) {
      const isHis = viewer.role === 'MAN';
      await this.db.transaction(async (tx) => {
        if (isHis) await this.restraint.count(tx, viewer, 'ANSWER');
        await this.restraint.assertNew(tx, viewer, ip, { kind: isHis ? 'HIS_WORDS' : 'HER_WORDS', subjectId: id, text });
      });
    }
  }
}
