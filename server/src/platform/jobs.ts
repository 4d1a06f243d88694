import { PgBoss } from 'pg-boss';
import { clock } from './clock.js';
import type { Database } from './db/database.js';
import type { Logger } from './logger.js';

type Handler = (payload: never) => Promise<void>;

const RETRIES = { retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 120 };
const DEAD_LETTERS = 'dead-letters';

/** Durable work: an outbox row in the transaction that wants it, then pg-boss. Handlers must be idempotent. */
export class Jobs {
  private readonly handlers = new Map<string, Handler>();
  private readonly crons: { job: string; cron: string }[] = [];
  private readonly boss: PgBoss;
  private relaying: Promise<number> | null = null;
  private working = false;

  constructor(
    private readonly db: Database,
    databaseUrl: string,
    private readonly log: Logger,
  ) {
    this.boss = new PgBoss({ connectionString: databaseUrl, max: 4, useListenNotify: true, schedule: true, supervise: true, registerInstance: false });
    this.boss.on('error', (err) => log.warn({ err }, 'the job queue reported an error'));
    db.onEnqueued = () => {
      if (this.working) void this.relay().catch((err: unknown) => log.error({ err }, 'the outbox relay failed'));
    };
  }

  define<Payload extends object>(job: string, handler: (payload: Payload) => Promise<void>): void {
    if (this.handlers.has(job)) throw new Error(`job ${job} is defined twice`);
    this.handlers.set(job, handler as Handler);
  }

  /** Runs a defined job by the clock as well (cron, Paris time). */
  schedule(job: string, cron: string): void {
    this.crons.push({ job, cron });
  }

  /** Creates the queues. Workers begin with `work()`, so that a test can drain by hand instead. */
  async prepare(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(DEAD_LETTERS).catch(ignoreExisting);
    for (const job of this.handlers.keys()) {
      await this.boss.createQueue(job, { ...RETRIES, deadLetter: DEAD_LETTERS, notify: true }).catch(ignoreExisting);
    }
  }

  async work(): Promise<void> {
    this.working = true;
    for (const { job, cron } of this.crons) await this.boss.schedule(job, cron, {}, { tz: 'Europe/Paris' });
    for (const [job, handler] of this.handlers) {
      await this.boss.work<object>(job, { batchSize: 1, localConcurrency: 2, pollingIntervalSeconds: 2 }, async ([run]) => {
        if (run) await this.run(job, handler, run.data);
      });
    }
    await this.relay();
    this.sweep = setInterval(() => this.db.onEnqueued(), 5_000);
  }

  /** Hands every outbox row to the queue, in the same transaction: exactly once. */
  relay(): Promise<number> {
    const next = async (): Promise<number> => {
      let total = 0;
      for (let moved = BATCH; moved === BATCH; total += moved) moved = await this.relayBatch();
      return total;
    };
    this.relaying = (this.relaying ?? Promise.resolve(0)).then(next, next);
    return this.relaying;
  }

  /** Runs everything that is due, until nothing is. For tests: nobody sleeps. */
  async drain(): Promise<void> {
    for (let ran = 1; ran > 0; ) {
      ran = await this.relay();
      for (const [job, handler] of this.handlers) {
        const runs = await this.boss.fetch<object>(job, { batchSize: 50 });
        for (const run of runs) {
          ran += 1;
          try {
            await this.run(job, handler, run.data);
            await this.boss.complete(job, run.id);
          } catch (err) {
            await this.boss.fail(job, run.id, { message: String(err) });
          }
        }
      }
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.sweep);
    this.working = false;
    await this.relaying?.catch(() => undefined);
    await this.boss.stop({ graceful: true, timeout: 5_000 });
  }

  private sweep: NodeJS.Timeout | undefined;

  private async run(job: string, handler: Handler, payload: object): Promise<void> {
    try {
      await handler(payload as never);
    } catch (err) {
      this.log.error({ err, job }, 'a job failed and will be tried again');
      throw err;
    }
  }

  private relayBatch(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const rows = await tx.query<{ job: string; payload: object; startAt: Date }>(
        `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
         RETURNING job, payload, start_at AS "startAt"`,
      );
      const executeSql = async (sql: string, values?: unknown[]) => ({ rows: await tx.query(sql, values) });
      for (const [job, runs] of Map.groupBy(rows, (row) => row.job)) {
        await this.boss.insert(job, runs.map((run) => ({ data: run.payload, startAfter: queueTime(run.startAt) })), { db: { executeSql } });
      }
      return rows.length;
    });
  }
}

const BATCH = 200;

/** The queue counts by PostgreSQL's own clock, which is not the one that tests move. */
const queueTime = (at: Date): Date => new Date(Date.now() + at.getTime() - clock.now().getTime());

/** Two processes may create the same queue at the same instant. */
function ignoreExisting(err: unknown): void {
  if (!/already exists|duplicate key/.test(String(err))) throw err;
}
