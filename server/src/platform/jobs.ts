import { PgBoss, type JobWithMetadata } from 'pg-boss';
import type { Counter } from 'prom-client';
import { clock } from './clock.js';
import type { Database } from './db/database.js';
import { tellable, type Logger } from './logger.js';
import type { Metrics } from './metrics/metrics.js';
import type { Survey } from './metrics/survey.js';

type Handler = (payload: never) => Promise<void>;

const RETRIES = { retryLimit: 8, retryDelay: 5, retryBackoff: true };
/** Whoever works on a job says so this often. One that falls silent is dead, and another begins again. */
const HEARD_WITHIN = 20;
/** How often the silent ones are looked for. */
const LOOKED_FOR_EVERY = 20;
const DEAD_LETTERS = 'dead-letters';

/** Durable work: an outbox row in the transaction that wants it, then pg-boss. Handlers must be idempotent. */
export class Jobs {
  private readonly handlers = new Map<string, Handler>();
  private readonly longest = new Map<string, number>();
  private readonly atOnce = new Map<string, number>();
  private readonly crons: { job: string; cron: string }[] = [];
  private readonly boss: PgBoss;
  /** The relay that runs; it never rejects. */
  private running: Promise<unknown> = Promise.resolve();
  /** The one that follows it. */
  private waiting: Promise<number> | null = null;
  private working = false;
  private readonly runs: Counter<'queue' | 'outcome'>;

  constructor(
    private readonly db: Database,
    databaseUrl: string,
    private readonly log: Logger,
    metrics: Metrics,
  ) {
    this.runs = metrics.counter('premierpas_jobs_total', 'Runs of jobs: done, failed and to be tried again, or dead for good.', [
      'queue',
      'outcome',
    ]);
    this.boss = new PgBoss({
      connectionString: databaseUrl,
      max: 4,
      useListenNotify: true,
      schedule: true,
      supervise: true,
      registerInstance: false,
      superviseIntervalSeconds: LOOKED_FOR_EVERY,
      monitorIntervalSeconds: LOOKED_FOR_EVERY,
    });
    this.boss.on('error', (err) => log.warn({ err }, 'the job queue reported an error'));
    db.onEnqueued = () => {
      if (this.working) void this.relay().catch((err: unknown) => log.error({ err }, 'the outbox relay failed'));
    };
  }

  /** What waits for work, asked of the database. */
  surveyedBy(survey: Survey): void {
    survey.ask(
      'premierpas_outbox_rows',
      `Jobs that wait to be handed to the queue, counted up to ${COUNTED}.`,
      `SELECT count(*) FROM (SELECT FROM outbox LIMIT ${COUNTED}) rows`,
    );
    survey.ask(
      'premierpas_outbox_oldest_seconds',
      'How long the oldest of them has waited.',
      'SELECT greatest(0, extract(epoch FROM $1 - (SELECT start_at FROM outbox ORDER BY id LIMIT 1)))',
    );
    survey.ask(
      'premierpas_queue_jobs',
      `Jobs that are due and not begun, by queue, counted up to ${COUNTED}; in dead-letters, those that failed for good.`,
      `SELECT json_object_agg(queue.name, due.n) FROM pgboss.queue CROSS JOIN LATERAL (
         SELECT count(*) AS n FROM (
           SELECT FROM pgboss.job WHERE name = queue.name AND state IN ('created', 'retry') AND start_after <= now() LIMIT ${COUNTED}
         ) jobs
       ) due`,
      'queue',
    );
  }

  /**
   * `longest` is how many seconds a run may take before it is given to another worker; `atOnce`, how many each process has under
   * way: more for those that wait for others most of the time.
   */
  define<Payload extends object>(job: string, handler: (payload: Payload) => Promise<void>, { longest = 120, atOnce = 2 } = {}): void {
    if (this.handlers.has(job)) throw new Error(`job ${job} is defined twice`);
    this.handlers.set(job, handler as Handler);
    this.longest.set(job, longest);
    this.atOnce.set(job, atOnce);
    for (const outcome of ['done', 'failed', 'dead']) this.runs.inc({ queue: job, outcome }, 0);
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
      const limits = { heartbeatSeconds: HEARD_WITHIN, expireInSeconds: this.longest.get(job) };
      await this.boss.createQueue(job, { ...RETRIES, ...limits, deadLetter: DEAD_LETTERS, notify: true }).catch(ignoreExisting);
      // A queue of before keeps what it was made with.
      await this.boss.updateQueue(job, limits);
    }
  }

  async work(): Promise<void> {
    this.working = true;
    for (const { job, cron } of this.crons) await this.boss.schedule(job, cron, {}, { tz: 'Europe/Paris' });
    for (const [job, handler] of this.handlers) {
      for (let n = this.atOnce.get(job) ?? 0; n > 0; n -= 1) await this.employ(job, handler);
    }
    await this.relay();
    this.sweep = setInterval(() => this.db.onEnqueued(), 5_000);
  }

  /**
   * Hands every outbox row to the queue, in the same transaction: exactly once. One that waits for its turn will see all that is
   * written until then, so a hundred calls at once make two rounds.
   */
  relay(): Promise<number> {
    this.waiting ??= this.running.then(() => {
      this.waiting = null;
      const all = this.relayAll();
      this.running = all.catch(() => undefined);
      return all;
    });
    return this.waiting;
  }

  /** Runs everything that is due, until nothing is. For tests: nobody sleeps. */
  async drain(): Promise<void> {
    for (let ran = 1; ran > 0;) {
      ran = await this.relay();
      for (const [job, handler] of this.handlers) {
        const runs = await this.boss.fetch<object>(job, { batchSize: 50, includeMetadata: true });
        for (const run of runs) {
          ran += 1;
          try {
            await this.run(handler, run);
            await this.boss.complete(job, run.id);
          } catch (err) {
            await this.boss.fail(job, run.id, err as Error);
          }
        }
      }
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.sweep);
    this.working = false;
    await this.waiting?.catch(() => undefined);
    await this.running;
    await this.boss.stop({ graceful: true, timeout: 5_000 });
  }

  private sweep: NodeJS.Timeout | undefined;

  /** Of a burst a worker hears once, and would then sleep: whoever found something looks again. */
  private async employ(job: string, handler: Handler): Promise<void> {
    // The notices tell of new jobs; those that wait for their time, as a second try does, are found by looking.
    const options = { batchSize: 1, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5, includeMetadata: true } as const;
    const worker = await this.boss.work(job, options, async ([run]: JobWithMetadata[]) => {
      this.boss.notifyWorker(worker);
      if (run) await this.run(handler, run);
    });
  }

  private async run(handler: Handler, { id, name: job, data, retryCount, retryLimit }: JobWithMetadata): Promise<void> {
    try {
      await handler(data as never);
      this.runs.inc({ queue: job, outcome: 'done' });
    } catch (err) {
      const isLast = retryCount >= retryLimit;
      this.runs.inc({ queue: job, outcome: isLast ? 'dead' : 'failed' });
      if (isLast) this.log.error({ err, job, id }, 'a job failed for the last time and lies among the dead letters');
      else this.log.error({ err, job, id }, 'a job failed and will be tried again');
      // The queue keeps what is thrown, whole: a driver hangs the parameters of its statement there, a mail client the recipients.
      throw Object.assign(new Error(), tellable(err));
    }
  }

  private async relayAll(): Promise<number> {
    let total = 0;
    for (let moved = BATCH; moved === BATCH; total += moved) moved = await this.relayBatch();
    return total;
  }

  /** Only jobs that are defined here: those of another version wait for its processes, and hold up nobody. */
  private relayBatch(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const rows = await tx.query<{ job: string; payload: object; startAt: Date }>(
        `DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE job = ANY ($1) ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
         RETURNING job, payload, start_at AS "startAt"`,
        [[...this.handlers.keys()]],
      );
      const executeSql = async (sql: string, values?: unknown[]) => ({ rows: await tx.query(sql, values) });
      for (const [job, runs] of Map.groupBy(rows, (row) => row.job)) {
        await this.boss.insert(
          job,
          runs.map((run) => ({ data: run.payload, startAfter: queueTime(run.startAt) })),
          { db: { executeSql } },
        );
      }
      return rows.length;
    });
  }
}

const BATCH = 200;
/** Beyond this it is a mountain, however high. */
const COUNTED = 10_000;

/** The queue counts by PostgreSQL's own clock, which is not the one that tests move. */
const queueTime = (at: Date): Date => new Date(Date.now() + at.getTime() - clock.now().getTime());

/** Two processes may create the same queue at the same instant. */
function ignoreExisting(err: unknown): void {
  if (!/already exists|duplicate key/.test(String(err))) throw err;
}
