import { setTimeout as wait } from 'node:timers/promises';
import type { Pool, QueryResult } from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral, type Repository } from 'typeorm';
import type { Config } from '../config.js';
import type { EventBus } from '../events.js';
import type { Logger } from '../logger.js';
import { migrations } from './migrations/index.js';
import { SlowQueryLogger } from './slow-query-logger.js';
import { rowsOf, Tx } from './transaction.js';

type Entity = new () => ObjectLiteral;

/** The one door to PostgreSQL. */
export class Database {
  /** Called after a commit that wrote outbox rows; the job relay listens. */
  onEnqueued: () => void = () => undefined;

  private readonly source: DataSource;

  constructor(
    config: Config['database'],
    entities: Entity[],
    private readonly events: EventBus,
    private readonly log: Logger,
  ) {
    this.source = new DataSource({
      type: 'postgres',
      url: config.url,
      poolSize: config.pool,
      entities,
      migrations,
      installExtensions: false,
      applicationName: 'premier-pas',
      extra: {
        connectionTimeoutMillis: 5_000,
        statement_timeout: 15_000,
        idle_in_transaction_session_timeout: 15_000,
        // Many short statements at once: starting helpers for one costs more than what most take, and leaves the others without.
        options: '-c max_parallel_workers_per_gather=0',
      },
      maxQueryExecutionTime: 1_000,
      logger: new SlowQueryLogger(log),
    });
  }

  async connect(): Promise<void> {
    await this.source.initialize();
    this.pool.on('error', (err) => this.log.warn({ err }, 'an idle database connection broke'));
    // Between the pool that gives a connection and the code that takes it, nobody listens: a connection that breaks just then,
    // as when PostgreSQL restarts, would end this process. Its user hears of it from the query.
    this.pool.on('acquire', (client) => {
      if (!client.listeners('error').includes(heardElsewhere)) client.on('error', heardElsewhere);
    });
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.source.getRepository(entity);
  }

  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return rowsOf<Row>(await this.source.query(sql, params));
  }

  async one<Row>(sql: string, params: unknown[] = []): Promise<Row | undefined> {
    return (await this.query<Row>(sql, params))[0];
  }

  /** A prepared statement, planned once per connection: for the hot reads. Without a name it is planned with its values. */
  async prepared<Row>(name: string | null, sql: string, params: unknown[]): Promise<Row[]> {
    const result = (await this.pool.query({ ...(name !== null && { name }), text: sql, values: params })) as QueryResult;
    return result.rows as Row[];
  }

  /**
   * The same, its rows made one JSON text by PostgreSQL: to read one value costs us half of what so many columns do. For texts,
   * flags and numbers below 2^53; instants come as ISO texts.
   */
  async preparedJson<Row>(name: string | null, sql: string, params: unknown[]): Promise<Row[]> {
    const [all] = await this.prepared<{ rows: Row[] }>(
      name,
      `SELECT coalesce(json_agg(row_to_json(r)), '[]') AS rows FROM (${sql}) AS r`,
      params,
    );
    return all?.rows ?? [];
  }

  /**
   * Runs `work` in one transaction; its events reach their live handlers only after the commit. When PostgreSQL gave it up
   * because it collided with another (a deadlock), nothing of it happened: it runs again, so `work` changes nothing but rows.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const { tx, result } = await this.committed(work);
    if (tx.enqueued) this.onEnqueued();
    for (const effect of tx.afterCommit) {
      // The commit stands whatever an effect does: a failed one is a hint lost, not an error of the caller.
      try {
        await effect();
      } catch (err) {
        this.log.error({ err }, 'an effect after a commit failed');
      }
    }
    return result;
  }

  private async committed<T>(work: (tx: Tx) => Promise<T>, tries = 5): Promise<{ tx: Tx; result: T }> {
    try {
      return await this.source.transaction(async (manager) => {
        const tx = new Tx(manager, this.events);
        return { tx, result: await work(tx) };
      });
    } catch (err) {
      if (tries === 1 || !COLLISIONS.has((err as { code?: string } | null)?.code ?? '')) throw err;
      this.log.info({ tries }, 'two transactions collided; this one runs again');
      // The other one goes first, or both would meet again.
      await wait(20 + Math.random() * 80);
      return this.committed(work, tries - 1);
    }
  }

  /** Forward-only migrations, one process at a time. A start that has none to run waits for nobody, not even a backup. */
  async migrate(): Promise<void> {
    if (await this.isMigrated()) return;
    const lock = await this.pool.connect();
    try {
      await lock.query('SET statement_timeout = 0');
      await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      await this.source.runMigrations({ transaction: 'each' });
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
      lock.release(true);
    }
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  private async isMigrated(): Promise<boolean> {
    const [{ exists } = { exists: false }] = await this.query<{ exists: boolean }>(
      `SELECT to_regclass('migrations') IS NOT NULL AS exists`,
    );
    if (!exists) return false;
    const ran = new Set((await this.query<{ name: string }>('SELECT name FROM migrations')).map(({ name }) => name));
    return this.source.migrations.every(({ name }) => name !== undefined && ran.has(name));
  }
}

const heardElsewhere = (): void => undefined;

/** serialization_failure, deadlock_detected */
const COLLISIONS = new Set(['40001', '40P01']);

/** Held alone by whoever migrates, and shared by whoever needs that nobody does. */
export const MIGRATION_LOCK = 7_261_001;
