import pg from 'pg';
import type { Statement } from '../../server/src/discovery/men.queries.js';
import { quantile } from '../rounds.js';
import type { Stage } from '../stage.js';

const CLIENTS = 4;
/** What PostgreSQL can give is asked, not what a client can read. */
const UNREAD = { getTypeParser: () => (value: unknown) => value };

/** How often a second each is answered when everybody asks again at once: by turns, so that what disturbs one disturbs the other. */
export async function rates(stage: Stage, ours: Statement, reference: Statement) {
  const { app } = await stage.house();
  const pool = new pg.Pool({ connectionString: app.config.database.url, max: CLIENTS });
  try {
    const plan = stage.quick ? { rounds: 3, seconds: 1 } : { rounds: 7, seconds: 3 };
    await rateOf(pool, reference, 1);
    await rateOf(pool, ours, 1);
    const pairs: { ours: number; reference: number }[] = [];
    for (let n = 0; n < plan.rounds; n += 1) {
      const pair = { reference: await rateOf(pool, reference, plan.seconds), ours: await rateOf(pool, ours, plan.seconds) };
      pairs.push(pair);
      stage.say(
        `${pair.ours.toFixed(0)} lists a second, SELECT 1 ${pair.reference.toFixed(0)}, ${(pair.ours / pair.reference).toFixed(2)}x`,
      );
    }
    const ratios = pairs.map((pair) => pair.ours / pair.reference);
    return {
      ours: quantile(
        pairs.map((pair) => pair.ours),
        0.5,
      ),
      reference: quantile(
        pairs.map((pair) => pair.reference),
        0.5,
      ),
      ratio: quantile(ratios, 0.5),
      best: quantile(ratios, 0.75),
    };
  } finally {
    await pool.end();
  }
}

async function rateOf(pool: pg.Pool, { name, sql, params }: Statement, seconds: number): Promise<number> {
  const began = performance.now();
  const until = began + seconds * 1_000;
  let answers = 0;
  const ask = async (): Promise<void> => {
    while (performance.now() < until) {
      await pool.query({ name: name!, text: sql, values: params, rowMode: 'array', types: UNREAD });
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, ask));
  return answers / ((performance.now() - began) / 1_000);
}
