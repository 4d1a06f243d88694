import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { absences, acknowledgements, quantile } from './figures.js';
import { atMost, played } from './scene.js';

const BACK_WITHIN_MS = 5_000;
const WARM_UP_MS = 1_000;

/** Power is lost under one process, in the middle of whatever it does; its people go to the other one. */
export const killedNode: Fault = {
  id: 'R1',
  title: 'kill -9 of a process while everybody writes',
  run: (options) =>
    played(options, { perSecond: 200 }, async ({ stage, crowd, random }) => {
      const repetitions = options.short ? 3 : 20;
      await wait(WARM_UP_MS);
      const peace = performance.now();
      await wait(1_500);
      const war = performance.now();
      for (let n = 1; n <= repetitions; n += 1) {
        await wait(random.between(200, 1_200));
        const place = random.between(0, 1);
        crowd.endOne();
        await wait(random.between(0, 30));
        await stage.node(place).end('SIGKILL');
        // Sometimes it stays away for longer than its people do.
        await wait(random.between(0, 800));
        await stage.startNode(place);
        if (n % 5 === 0) options.say(`${n} of ${repetitions} killed`);
      }
      return {
        repetitions,
        judge: (journals) => {
          const back = absences(journals);
          const acked = acknowledgements(journals);
          const late = quantile(back, 0.99);
          const before = acked.filter(({ sentAt }) => sentAt > peace && sentAt < war);
          return {
            violations: atMost(BACK_WITHIN_MS, late, 'without the inbox, p99'),
            figures: {
              'sockets lost': back.length,
              'back p50 ms': quantile(back, 0.5),
              'back p99 ms': late,
              'ack p99 ms in peace': quantile(
                before.map(({ ms }) => ms),
                0.99,
              ),
              'ack p99 ms': quantile(
                acked.map(({ ms }) => ms),
                0.99,
              ),
            },
          };
        },
      };
    }),
};
