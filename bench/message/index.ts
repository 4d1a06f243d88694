import { TestRedis } from '../../server/test/nodes/redis.js';
import { startBare } from '../bare.js';
import { atMost, told, type Bench, type Figure } from '../figure.js';
import { cpuOf } from '../machine.js';
import { compare, type Comparison, type Side } from '../rounds.js';
import type { Stage } from '../stage.js';
import { BARE_TABLE, BareTalkers } from './bare-talkers.js';
import { couples } from './couples.js';
import { OurTalkers } from './our-talkers.js';
import { chatter, steadily, type Talkers } from './talk.js';

const COUPLES = 100;
const AIM = 2;
const AIM_ACROSS = 1.25;
const STEADY = { rate: 300, most: 50 };

/** A message: stored for good, acknowledged, and shown on the open inbox of both. */
export const message: Bench = {
  name: 'message',
  async run(stage) {
    const house = await stage.house();
    await house.app.db.query(BARE_TABLE);
    const all = await couples(house, COUPLES);
    const [node, bare] = [await stage.node(), await startBare(stage, 'message/bare.ts', {})];
    const theirs = await BareTalkers.gather(all, bare.port);
    const reference = side(theirs, [bare.pid]);
    const plan = stage.quick ? { rounds: 3, seconds: 3, warmUp: 5 } : { rounds: 7, seconds: 5, warmUp: 3 };
    const at: [number, number] = [node.port, node.port];

    stage.say('sent over HTTP, as the site does');
    const ours = await OurTalkers.gather(house, all, { ports: at, via: 'http' });
    const asTheSite = await compare(side(ours, [node.pid]), reference, plan, stage.say);
    const seconds = stage.quick ? 5 : 20;
    const [steady, bareSteady] = [await steadily(ours, STEADY.rate, seconds), await steadily(theirs, STEADY.rate, seconds)];
    await ours.close();

    stage.say('sent over the socket');
    const overSocket = await OurTalkers.gather(house, all, { ports: at, via: 'socket' });
    const bySocket = await compare(side(overSocket, [node.pid]), reference, plan, stage.say);
    await overSocket.close();
    await theirs.close();
    return [
      ...figuresOf('message', asTheSite, AIM),
      {
        ...atMost(`message: p99 until shown, ${STEADY.rate}/s`, steady.shown, 'ms', STEADY.most),
        reference: bareSteady.shown,
        ratio: steady.shown / bareSteady.shown,
      },
      told(`message: p99 until acknowledged, ${STEADY.rate}/s`, steady.acked, 'ms', bareSteady.acked),
      ...figuresOf('message over the socket', bySocket, AIM),
      ...(await across(stage, plan)),
    ];
  },
};

/** The same between two processes, she at one and he at the other, against both at one. */
async function across(stage: Stage, plan: Parameters<typeof compare>[2]): Promise<Figure[]> {
  if (process.env.REDIS_SERVER === undefined) {
    stage.say('not measured between two processes: no Redis or Valkey found (set REDIS_SERVER to one)');
    return [];
  }
  stage.say('between two processes');
  const redis = await TestRedis.boot();
  stage.atTheEnd(() => redis.stop());
  const house = await stage.house();
  const all = await couples(house, COUPLES);
  const [one, other] = [await stage.node({ REDIS_URL: redis.url }), await stage.node({ REDIS_URL: redis.url })];
  const apart = await OurTalkers.gather(house, all.slice(0, COUPLES / 2), { ports: [one.port, other.port], via: 'http' });
  const together = await OurTalkers.gather(house, all.slice(COUPLES / 2), { ports: [one.port, one.port], via: 'http' });
  const pids = [one.pid, other.pid];
  const { ours, reference, ratio, best } = await compare(side(apart, pids), side(together, pids), plan, stage.say);
  await Promise.all([apart.close(), together.close()]);
  return [
    {
      name: 'message between two processes: CPU',
      value: ours,
      unit: 'µs',
      reference,
      ratio,
      aim: `≤ ${AIM_ACROSS}x of one`,
      ok: best <= AIM_ACROSS,
    },
  ];
}

const side = (talkers: Talkers, pids: number[]): Side => ({
  round: (seconds) => chatter(talkers, seconds, () => pids.reduce((sum, pid) => sum + cpuOf(pid), 0)),
});

const figuresOf = (name: string, { ours, reference, ratio, best, rate, p99 }: Comparison, aim: number): Figure[] => [
  { name: `${name}: CPU`, value: ours, unit: 'µs', reference, ratio, aim: `≤ ${aim}x`, ok: best <= aim },
  { ...told(`${name}: CPU, best quarter`, ours, 'µs', reference), ratio: best },
  told(`${name}: a second, one core`, rate.ours, '/s', rate.reference),
  told(`${name}: p99 when saturated`, p99.ours, 'ms', p99.reference),
];
