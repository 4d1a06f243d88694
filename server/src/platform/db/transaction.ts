import type { EntityManager } from 'typeorm';
import type { EventBus, EventName, Events } from '../events.js';
import { clock } from '../clock.js';

export interface EnqueueOptions {
  /** Not before this instant. */
  startAt?: Date;
}

/** What a function may do inside one database transaction. */
export class Tx {
  /** @internal run by `Database.transaction` once the commit is in. */
  readonly afterCommit: (() => void | Promise<void>)[] = [];
  /** @internal whether the relay has something to hand over. */
  enqueued = false;

  constructor(
    readonly manager: EntityManager,
    private readonly events: EventBus,
  ) {}

  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(await this.manager.query(sql, params));
  }

  async one<Row>(sql: string, params: unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(sql, params))[0];
  }

  /** States a fact: its `within` handlers run now, its jobs are written here, its `live` handlers run after the commit. */
  async emit<N extends EventName>(name: N, payload: Events[N]): Promise<void> {
    const { withins, jobs, lives } = this.events.handlersOf(name);
    for (const handler of withins) await handler(this, payload as never);
    for (const job of jobs) await this.enqueue(job, payload as object);
    for (const handler of lives) this.afterCommit.push(() => handler(payload as never));
  }

  /** Writes an outbox row: the job runs if, and only if, this transaction commits. */
  async enqueue(job: string, payload: object, { startAt }: EnqueueOptions = {}): Promise<void> {
    await this.query('INSERT INTO outbox (job, payload, start_at) VALUES ($1, $2, $3)', [job, payload, startAt ?? clock.now()]);
    this.enqueued = true;
  }

  /** The same for many runs of one job, in one statement. */
  async enqueueAll(job: string, payloads: readonly object[]): Promise<void> {
    if (payloads.length === 0) return;
    await this.query('INSERT INTO outbox (job, payload, start_at) SELECT $1, unnest($2::jsonb[]), $3', [job, payloads, clock.now()]);
    this.enqueued = true;
  }
}

/** TypeORM answers UPDATE and DELETE with [rows, count], everything else with rows. */
export function rowsOf<Row>(answer: unknown): Row[] {
  const pair = answer as [Row[], number];
  return Array.isArray(pair) && pair.length === 2 && Array.isArray(pair[0]) && typeof pair[1] === 'number' ? pair[0] : (answer as Row[]);
}
