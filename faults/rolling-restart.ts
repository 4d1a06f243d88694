import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { absences, quantile } from './figures.js';
import { atMost, played } from './scene.js';

const EXIT_WITHIN_MS = 15_000;
const BACK_WITHIN_MS = 10_000;
/** How often a client tries before it shows an error: at once, at the other door, and once more after a moment. */
const TRIES = 3;

/** A new version goes out: each process is told to stop, sends its people to the other, and comes back. */
export const rollingRestart: Fault = {
  id: 'R2',
  title: 'SIGTERM of both processes in turn',
  run: (options) =>
    played(options, { perSecond: 150 }, async ({ stage, crowd, random }) => {
      const repetitions = options.short ? 1 : 3;
      const violations: string[] = [];
      const exits: number[] = [];
      let reads = 0;
      const reading = setInterval(() => {
        reads += 1;
        readAs(random.pick(crowd.devices)).catch((error: unknown) => violations.push(`a read failed ${TRIES} times: ${String(error)}`));
      }, 50);
      try {
        for (let n = 1; n <= repetitions; n += 1) {
          for (const place of [0, 1]) {
            await wait(random.between(200, 1_000));
            crowd.endOne();
            const began = performance.now();
            const code = await stage.node(place).end('SIGTERM');
            const took = Math.round(performance.now() - began);
            exits.push(took);
            if (code !== 0) violations.push(`a process that was told to stop ended with ${code}`);
            violations.push(...atMost(EXIT_WITHIN_MS, took, 'the end of a process'));
            await stage.startNode(place);
          }
          options.say(`${n} of ${repetitions} rolled out`);
        }
      } finally {
        clearInterval(reading);
      }
      return {
        repetitions,
        judge: (journals) => {
          const back = absences(journals);
          const longest = quantile(back, 1);
          return {
            violations: [...violations, ...atMost(BACK_WITHIN_MS, longest, 'without the inbox, at worst')],
            figures: {
              'exit ms at worst': quantile(exits, 1),
              'sockets sent away': back.length,
              'back p50 ms': quantile(back, 0.5),
              'back ms at worst': longest,
              reads,
            },
          };
        },
      };
    }),
};

async function readAs(device: { ask: (operation: string, variables: object) => Promise<unknown> }): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await device.ask('UnreadConversations', {});
      return;
    } catch (error) {
      if (tries === TRIES) throw error;
      if (tries > 1) await wait(500);
    }
  }
}
