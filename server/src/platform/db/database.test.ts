import pg from 'pg';
import { ask, as, refusal } from '../../../test/client.js';
import { theHouse, useHouse } from '../../../test/harness.js';
import { LogLines } from '../../../test/log-lines.js';
import { aPerson, type Person } from '../../../test/people.js';
import { EVERYWHERE } from '../pubsub.js';
import { useBackups } from '../../../test/backups.js';
import { testConfig } from '../../../test/test-config.js';
import { EventBus } from '../events.js';
import { testLogger } from '../../../test/log/logger.js';
import { Database } from './database.js';
import { forward } from './migrations/forward.js';
import { migrations } from './migrations/index.js';

const log = new LogLines();
useHouse({}, { log });
const others = useBackups();

const ME = '{ me { id } }';

/** PostgreSQL restarts: every connection of this database ends. */
async function endAllConnections(): Promise<void> {
  const outside = new pg.Client({ connectionString: theHouse().app.config.database.url });
  await outside.connect();
  await outside.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await outside.end();
}

/** A few connections may still have to learn that they are dead, each from one call; no more than the pool holds. */
async function answersAgain(lea: Person): Promise<void> {
  const codes: string[] = [];
  for (const _each of Array.from({ length: theHouse().app.config.database.pool + 1 })) {
    const { data, errors } = await as(lea).send(ME);
    if (data) return;
    codes.push(errors?.[0]?.extensions.code ?? 'none');
  }
  throw new Error(`never again: ${codes.join()}`);
}

describe('a database that restarts', () => {
  it('takes down the requests under way and nothing else', async () => {
    const { app } = theHouse();
    const lea = await aPerson('WOMAN');
    await ask(ME, {}, lea);
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const caught = app.db
      .transaction(async (tx) => {
        await tx.query('SELECT 1');
        begin();
        return tx.query('SELECT pg_sleep(60)');
      })
      .catch((err: unknown) => err);
    await begun;
    await endAllConnections();
    expect(await caught).toBeInstanceOf(Error);
    await answersAgain(lea);
    expect(app.db.pool.totalCount).toBeLessThanOrEqual(app.config.database.pool);
    expect(app.db.pool.waitingCount).toBe(0);
  });

  it('again and again, while people call, never ends us', async () => {
    const lea = await aPerson('WOMAN');
    for (let times = 0; times < 5; times += 1) {
      const calls = Array.from({ length: 20 }, () =>
        ask('{ sessions { id } }', {}, lea).then(
          () => 'ok',
          (err: unknown) => String(err),
        ),
      );
      await endAllConnections();
      for (const answer of await Promise.all(calls)) expect(answer).toMatch(/^ok$|INTERNAL/);
    }
    await answersAgain(lea);
  });
});

describe('a connection', () => {
  it('that breaks between the pool and its user ends nobody', async () => {
    const client = await theHouse().app.db.pool.connect();
    expect(() => client.emit('error', new Error('terminating connection due to administrator command'))).not.toThrow();
    client.release(true);
  });
});

describe('a transaction', () => {
  it('that collides with another runs again, and its events are told once', async () => {
    const { app } = theHouse();
    const [one, two] = [await aPerson('WOMAN'), await aPerson('WOMAN')];
    const told: string[] = [];
    app.pubsub.subscribe('account', EVERYWHERE, ({ userId }) => told.push(userId));
    const both = Promise.withResolvers<void>();
    let waiting = 0;
    const locking = (first: string, second: string) =>
      app.db.transaction(async (tx) => {
        await tx.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [first]);
        waiting += 1;
        if (waiting === 2) both.resolve();
        await both.promise;
        await tx.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [second]);
        await tx.emit('account.changed', { userId: first });
      });
    await Promise.all([locking(one.id, two.id), locking(two.id, one.id)]);
    expect(waiting).toBeGreaterThan(2);
    expect(told.sort()).toEqual([one.id, two.id].sort());
  });

  it('that fails tells nothing and leaves nothing', async () => {
    const { app } = theHouse();
    const lea = await aPerson('WOMAN');
    await app.jobs.drain();
    const told: string[] = [];
    app.pubsub.subscribe('account', EVERYWHERE, ({ userId }) => told.push(userId));
    const failing = app.db.transaction(async (tx) => {
      await tx.emit('account.changed', { userId: lea.id });
      await tx.enqueue('accounts.forget-abandoned', {});
      throw new Error('after all, no');
    });
    await expect(failing).rejects.toThrow('after all, no');
    expect([told, await app.db.query('SELECT job FROM outbox')]).toEqual([[], []]);
  });

  it('stands although an effect after it fails', async () => {
    const { app } = theHouse();
    const lea = await aPerson('WOMAN');
    const listening = app.pubsub.subscribe('account', EVERYWHERE, () => {
      throw new Error('a bad listener');
    });
    await as(lea).ask('mutation { signOut }');
    listening.end();
    expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
  });
});

describe('a migration', () => {
  it('takes the time it needs', async () => {
    const { app } = theHouse();
    const Slow = forward(9_999_999_999_999, 'Slow', `CREATE TABLE seen AS SELECT current_setting('statement_timeout') AS timeout`);
    await app.db.transaction((tx) => new Slow().up({ query: (sql: string) => tx.manager.query(sql) } as never));
    expect(await app.db.query('SELECT timeout FROM seen')).toEqual([{ timeout: '0' }]);
    expect(await app.db.query(`SELECT current_setting('statement_timeout') AS timeout`)).toEqual([{ timeout: '15s' }]);
  });

  it('gives up a table that somebody holds, so that nobody waits behind it', async () => {
    const { app } = theHouse();
    const Blocked = forward(9_999_999_999_998, 'Blocked', 'ALTER TABLE outbox ADD COLUMN blocked text');
    await app.db.transaction(async (holder) => {
      await holder.query('SELECT count(*) FROM outbox');
      const run = app.db.transaction((tx) => new Blocked().up({ query: (sql: string) => tx.manager.query(sql) } as never));
      await expect(run).rejects.toMatchObject({ code: '55P03' });
    });
  });

  it('is run once by two processes that start at once', async () => {
    const empty = await others.anEmptyDatabase();
    const processes = [1, 2].map(() => new Database(testConfig(empty.url).database, [], new EventBus(), testLogger('error')));
    await Promise.all(processes.map((db) => db.connect().then(() => db.migrate())));
    const ran = await empty.query('SELECT name FROM migrations ORDER BY id');
    expect(ran).toEqual(migrations.map((migration) => ({ name: new migration().name })));
    for (const db of processes) await db.close();
  });
});
