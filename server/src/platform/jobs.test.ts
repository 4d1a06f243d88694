import type { PgBoss } from 'pg-boss';
import { LogLines } from '../../test/log-lines.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { testLogger } from '../../test/log/logger.js';
import { Database } from './db/database.js';
import { EventBus } from './events.js';
import { Jobs } from './jobs.js';
import { Metrics } from './metrics/metrics.js';

const log = new LogLines();
useHouse({}, { log });

/** A second process on the same database, with jobs of its own. */
async function aProcess(define: (jobs: Jobs) => void): Promise<{ db: Database; jobs: Jobs; stop: () => Promise<void> }> {
  const { config } = theHouse().app;
  const logger = testLogger('error', log);
  const db = new Database(config.database, [], new EventBus(), logger);
  await db.connect();
  const jobs = new Jobs(db, config.database.url, logger, new Metrics());
  define(jobs);
  await jobs.prepare();
  return { db, jobs, stop: () => jobs.stop().then(() => db.close()) };
}

const enqueue = (db: Database, job: string, payload: object = {}): Promise<void> => db.transaction((tx) => tx.enqueue(job, payload));

describe('a job', () => {
  it('of another version waits for its processes and holds up nobody', async () => {
    const { app } = theHouse();
    const ran: number[] = [];
    const process = await aProcess((jobs) => jobs.define('test.count', ({ n }: { n: number }) => Promise.resolve(void ran.push(n))));
    await enqueue(app.db, 'test.of-next-year');
    await enqueue(app.db, 'test.count', { n: 1 });
    await drain();
    expect(await app.db.query('SELECT job FROM outbox ORDER BY id')).toEqual([{ job: 'test.of-next-year' }, { job: 'test.count' }]);
    await process.jobs.drain();
    expect(ran).toEqual([1]);
    expect(await app.db.query('SELECT job FROM outbox')).toEqual([{ job: 'test.of-next-year' }]);
    await process.stop();
    await app.db.query('DELETE FROM outbox');
  });

  it('written a hundred times at once runs a hundred times, after a few rounds', async () => {
    const ran: number[] = [];
    const process = await aProcess((jobs) => jobs.define('test.hundred', ({ n }: { n: number }) => Promise.resolve(void ran.push(n))));
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    await Promise.all(numbers.map((n) => enqueue(process.db, 'test.hundred', { n })));
    const rounds = new Set(numbers.map(() => process.jobs.relay()));
    expect(rounds.size).toBe(1);
    await process.jobs.drain();
    expect(ran.sort((a, b) => a - b)).toEqual(numbers);
    await process.stop();
  });

  it('written thirty times at once is worked off without a pause', async () => {
    const ran: number[] = [];
    const { promise: done, resolve } = Promise.withResolvers<undefined>();
    const process = await aProcess((jobs) =>
      jobs.define('test.burst', async ({ n }: { n: number }) => {
        if (ran.push(n) === 30) resolve(undefined);
      }),
    );
    await process.jobs.work();
    await process.db.transaction(async (tx) => {
      for (let n = 0; n < 30; n += 1) await tx.enqueue('test.burst', { n });
    });
    await done;
    expect(new Set(ran).size).toBe(30);
    await process.stop();
  });

  it('handed over by two processes at once runs once', async () => {
    const ran: number[] = [];
    const define = (jobs: Jobs): void => jobs.define('test.once', ({ n }: { n: number }) => Promise.resolve(void ran.push(n)));
    const [one, two] = await Promise.all([aProcess(define), aProcess(define)]);
    await Promise.all(Array.from({ length: 20 }, (_, n) => enqueue(one.db, 'test.once', { n })));
    await Promise.all([one.jobs.relay(), two.jobs.relay()]);
    await Promise.all([one.jobs.drain(), two.jobs.drain()]);
    expect(new Set(ran).size).toBe(20);
    expect(ran).toHaveLength(20);
    await Promise.all([one.stop(), two.stop()]);
  });

  it('whose process died in the middle of it begins again in another', async () => {
    const ran: string[] = [];
    const { promise: begun, resolve } = Promise.withResolvers<undefined>();
    const dying = await aProcess((jobs) =>
      jobs.define('test.orphan', () => {
        resolve(undefined);
        return new Promise(() => undefined);
      }),
    );
    await enqueue(dying.db, 'test.orphan');
    void dying.jobs.drain();
    await begun;
    const next = await aProcess((jobs) => jobs.define('test.orphan', () => Promise.resolve(void ran.push('next'))));
    await next.jobs.drain();
    expect(ran).toEqual([]);
    await next.db.query(`UPDATE pgboss.job SET heartbeat_on = now() - interval '21 seconds' WHERE name = 'test.orphan'`);
    await next.db.query('UPDATE pgboss.queue SET monitor_on = NULL');
    await (next.jobs as unknown as { boss: PgBoss }).boss.supervise();
    await next.db.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'test.orphan'`);
    await next.jobs.drain();
    expect(ran).toEqual(['next']);
    await next.stop();
    await dying.stop();
  });

  it('that fails for the last time says so', async () => {
    const process = await aProcess((jobs) => jobs.define('test.hopeless', () => Promise.reject(new Error('no hope'))));
    await enqueue(process.db, 'test.hopeless');
    log.take();
    await process.jobs.drain();
    expect(log.take()).toMatchObject([{ job: 'test.hopeless', msg: 'a job failed and will be tried again' }]);
    await process.db.query(
      `UPDATE pgboss.job SET retry_count = retry_limit - 1, start_after = to_timestamp(0) WHERE name = 'test.hopeless'`,
    );
    await process.jobs.drain();
    expect(log.take()).toMatchObject([{ job: 'test.hopeless', msg: 'a job failed for the last time and lies among the dead letters' }]);
    expect(await process.db.query(`SELECT data FROM pgboss.job WHERE name = 'dead-letters'`)).toHaveLength(1);
    await process.stop();
  });

  it('that fails leaves what it was about to the log and the queue, and neither whose address it was nor what was said', async () => {
    const process = await aProcess((jobs) =>
      jobs.define('test.tell', async ({ to }: { to: string }) => {
        await process.db.query('INSERT INTO outbox (job, payload, start_at) VALUES ($1, NULL, $2)', [to, new Date()]);
      }),
    );
    await process.db.query(`UPDATE pgboss.queue SET retry_limit = 0 WHERE name = 'test.tell'`);
    await enqueue(process.db, 'test.tell', { to: 'lea@secret.example' });
    await process.jobs.drain();
    const [row] = await process.db.query<{ output: { message: string } }>(`SELECT output FROM pgboss.job WHERE name = 'test.tell'`);
    expect(row?.output.message).toContain('null value in column "payload"');
    expect(JSON.stringify(row?.output)).not.toContain('lea@secret.example');
    await process.stop();
  });

  it('relay that fails once leaves nothing behind and goes on', async () => {
    const { app } = theHouse();
    await app.db.query('ALTER TABLE outbox RENAME TO elsewhere');
    await expect(app.jobs.relay()).rejects.toThrow('outbox');
    await app.db.query('ALTER TABLE elsewhere RENAME TO outbox');
    expect(await app.jobs.relay()).toBe(0);
  });
});
