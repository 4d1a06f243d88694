import { setTimeout as wait } from 'node:timers/promises';
import { of } from './checker.js';
import type { Fault } from './fault.js';
import { deliveries, quantile } from './figures.js';
import { atMost, played } from './scene.js';

/** Within a process nothing goes through Redis: its deliveries must not feel it. The limit is for a machine that is busy. */
const SAME_PROCESS_MS = 2_000;
const ACROSS_DURING_MS = 15_000;
const ACROSS_AFTER_MS = 2_000;

interface Outage {
  from: number;
  to: number;
}

/** Redis dies and comes back empty; then the network to it is gone for half a minute, and nobody is told. */
export const redisLost: Fault = {
  id: 'R5',
  title: 'kill -9 of Redis, and a silent partition from it',
  run: (options) =>
    played(options, { perSecond: 120 }, async ({ stage, crowd, random }) => {
      const outages: Outage[] = [];
      const kills = options.short ? 2 : 19;
      for (let n = 0; n < kills; n += 1) {
        await wait(random.between(1_000, 2_000));
        const from = performance.now();
        await stage.redis.kill();
        await wait(random.between(0, 1_000));
        await stage.redis.start();
        outages.push({ from, to: performance.now() });
        if (n % 4 === 0) crowd.endOne();
      }
      options.say(`${kills} killed`);
      await wait(3_000);
      const from = performance.now();
      stage.wires.forEach((wire) => wire.silence());
      crowd.endOne();
      await wait(options.short ? 3_000 : 14_000);
      // Then so little is said that only the heartbeat can tell the other process of it.
      crowd.hush();
      await wait(1_000);
      for (const talk of random.shuffled(crowd.open).slice(0, 8))
        void random.pick(crowd.devicesOf(talk.woman)).say(talk.id, 'Un mot, dans le silence.');
      await wait(ACROSS_DURING_MS);
      stage.wires.forEach((wire) => wire.heal());
      outages.push({ from, to: performance.now() });
      crowd.talk(120);
      await wait(4_000);
      return {
        repetitions: outages.length,
        judge: (journals) => {
          const all = deliveries(journals);
          const within = (ackedAt: number) => outages.some(({ from: since, to }) => ackedAt >= since && ackedAt <= to + ACROSS_AFTER_MS);
          const ms = (across: boolean, during: boolean) =>
            all.filter((one) => one.across === across && within(one.ackedAt) === during).map((one) => one.ms);
          const same = quantile(ms(false, true), 0.99);
          const across = quantile(ms(true, true), 1);
          const after = quantile(ms(true, false), 0.99);
          // What was said during an outage, and is seen after it, is seen at once.
          const healed = all.flatMap(({ ackedAt, ms: took }) => {
            const outage = outages.find((one) => ackedAt >= one.from && ackedAt <= one.to);
            return outage && ackedAt + took > outage.to ? [ackedAt + took - outage.to] : [];
          });
          const acks = journals.flatMap(({ entries }) => of(entries, 'acked').map(({ at }) => at));
          const deaf = outages.filter((one) => !acks.some((at) => at > one.from && at < one.to) && one.to - one.from > 500);
          return {
            violations: [
              ...atMost(SAME_PROCESS_MS, same, 'within one process while Redis is gone, p99'),
              ...atMost(ACROSS_DURING_MS, across, 'across processes while Redis is gone, at worst'),
              ...atMost(ACROSS_AFTER_MS, after, 'across processes with Redis, p99'),
              ...atMost(ACROSS_AFTER_MS, quantile(healed, 1), 'seen after Redis came back, at worst'),
              ...deaf.map(() => 'nothing was acknowledged while Redis was gone'),
            ],
            figures: {
              'same process p99 ms without Redis': same,
              'with it': quantile(ms(false, false), 0.99),
              'across ms at worst without Redis': across,
              'with it, p99': after,
              'healed within ms': quantile(healed, 1),
            },
          };
        },
      };
    }),
};
