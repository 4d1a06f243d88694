import { setTimeout as wait } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { newId } from '../server/src/platform/ids.js';
import type { Talk } from './crowd.js';
import type { Fault } from './fault.js';
import { deliveries, quantile } from './figures.js';
import { played, type Scene } from './scene.js';

const AT_ONCE = 2;

/**
 * Message n has its number and is not committed yet; n + 1 wants the next one. Numbers that are given before the commit of
 * the one below let a reader pass over it: here n + 1 must wait, whether n comes in the end or not.
 */
export const delayedCommit: Fault = {
  id: 'R10',
  title: 'the commit of message n is late while n + 1 tries',
  run: (options) =>
    played(options, { perSecond: 60 }, async (scene) => {
      const rounds = options.short ? 3 : 10;
      const violations: string[] = [];
      for (let n = 0; n < rounds; n += 1) {
        const women = scene.random
          .shuffled([...Map.groupBy(scene.crowd.open, ({ woman }) => woman.id).values()])
          .filter((talks) => talks.length > 1);
        const held = await Promise.all(
          women.slice(0, AT_ONCE).map(([talk, other]) => holdUp(scene, talk!, other!, options.short ? 1_000 : 2_000)),
        );
        violations.push(...held.flatMap((waited) => (waited ? [] : ['n + 1 did not wait for n'])));
      }
      return {
        repetitions: rounds * AT_ONCE,
        judge: (journals) => ({
          violations,
          figures: {
            'shown after its ack ms at worst': quantile(
              deliveries(journals).map(({ ms }) => ms),
              1,
            ),
          },
        }),
      };
    }),
};

/** Whether somebody had to wait. */
async function holdUp(scene: Scene, talk: Talk, other: Talk, ms: number): Promise<boolean> {
  const { pool } = scene.stage.house.app.db;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const finish = scene.random.chance(0.5) ? await sayButDoNotCommit(client, scene, talk) : await holdHisNumber(client, scene, talk);
    void scene.random.pick(scene.crowd.devicesOf(other.man)).say(other.id, 'n + 1');
    const waited = await somebodyWaits(pool, ms);
    await wait(ms);
    await finish();
    return waited;
  } finally {
    client.release();
  }
}

/** n is said in a transaction of our own, by the function that every process calls; it commits late, or not at all. */
async function sayButDoNotCommit(client: PoolClient, { crowd, random }: Scene, talk: Talk): Promise<() => Promise<void>> {
  const [id, clientId] = [newId(), newId()];
  const { journal } = random.pick(crowd.devicesOf(talk.woman));
  const about = { conversation: talk.id, clientId, door: -1 };
  journal.add({ did: 'sent', ...about });
  await client.query(`SELECT send_message($1, $2, $3, $4, 'n', now())`, [id, talk.id, talk.woman.id, clientId]);
  const commits = random.chance(0.7);
  return async () => {
    await client.query(commits ? 'COMMIT' : 'ROLLBACK');
    if (commits) journal.add({ did: 'acked', id, ...about });
  };
}

/** n is said through a process, and held up there: it has her number, and waits for his. */
async function holdHisNumber(client: PoolClient, { crowd, random }: Scene, talk: Talk): Promise<() => Promise<void>> {
  await client.query('SELECT 1 FROM inboxes WHERE user_id = $1 FOR UPDATE', [talk.man.id]);
  void random.pick(crowd.devicesOf(talk.woman)).say(talk.id, 'n');
  return async () => {
    await client.query('ROLLBACK');
  };
}

async function somebodyWaits(pool: Scene['stage']['house']['app']['db']['pool'], within: number): Promise<boolean> {
  const waiters = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  const late = performance.now() + within;
  while (performance.now() < late) {
    if ((await pool.query(waiters)).rows.length > 0) return true;
    await wait(20);
  }
  return false;
}
