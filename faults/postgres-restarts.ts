import { setTimeout as wait } from 'node:timers/promises';
import { of } from './checker.js';
import type { Crowd } from './crowd.js';
import type { Fault } from './fault.js';
import { acknowledgements, quantile } from './figures.js';
import { atMost, played } from './scene.js';

const FIRST_SUCCESS_MS = 3_000;
/** A moment after PostgreSQL accepts again, no connection of a pool may be a dead one. */
const SOUND_AFTER_MS = 3_000;
const ASKED = 40;

/** The database goes away under both processes: told to restart, or killed and recovered from its log. */
export const postgresRestarts: Fault = {
  id: 'R3',
  title: 'restart -m fast, and kill -9, of PostgreSQL',
  run: (options) =>
    played(options, { perSecond: 200 }, async ({ stage, crowd, random }) => {
      const repetitions = options.short ? 2 : 20;
      const violations: string[] = [];
      const accepted: number[] = [];
      const pids = stage.nodes.map(({ pid }) => pid);
      for (let n = 0; n < repetitions; n += 1) {
        await wait(random.between(500, 1_500));
        crowd.endOne();
        await wait(random.between(0, 30));
        await (n % 2 === 0 ? stage.postgres.restart() : stage.postgres.crash());
        accepted.push(performance.now());
        await wait(SOUND_AFTER_MS);
        violations.push(...(await poisoned(crowd)));
        if (n % 5 === 4) options.say(`${n + 1} of ${repetitions} restarted or killed`);
      }
      if (stage.nodes.some(({ running, pid }, place) => !running || pid !== pids[place]))
        violations.push('a process ended with PostgreSQL');
      return {
        repetitions,
        judge: (journals) => {
          const acks = journals.flatMap(({ entries }) => of(entries, 'acked').map(({ at }) => at)).sort((a, b) => a - b);
          const firsts = accepted.map((at) => Math.round((acks.find((ack) => ack > at) ?? Infinity) - at));
          return {
            violations: [
              ...violations,
              ...firsts.flatMap((ms) => atMost(FIRST_SUCCESS_MS, ms, 'the first success after PostgreSQL accepts')),
            ],
            figures: {
              'first success ms at worst': quantile(firsts, 1),
              'ack ms at worst': quantile(
                acknowledgements(journals).map(({ ms }) => ms),
                1,
              ),
            },
          };
        },
      };
    }),
};

/** Everybody asks at once, and once: every connection of the pools has its turn. */
async function poisoned(crowd: Crowd): Promise<string[]> {
  const asking = Array.from({ length: ASKED }, (_, n) => crowd.devices[n % crowd.devices.length]!.ask('UnreadConversations', {}));
  const answers = await Promise.allSettled(asking);
  return answers.flatMap((answer) => (answer.status === 'rejected' ? [`a pool is poisoned: ${String(answer.reason)}`] : []));
}
