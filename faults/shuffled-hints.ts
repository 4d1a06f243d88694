import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { deliveries, quantile } from './figures.js';
import { isHint, wholeValues } from './hints.js';
import type { Way } from './proxy.js';
import type { Random } from './random.js';
import { atMost, played } from './scene.js';

const COPIES = 3;
const LOST = 0.1;
const HELD_MS = 60;
const HEALED_WITHIN_MS = 15_000;

/** What Redis carries is a hint: lost, doubled or out of turn, it changes when somebody sees something, never what. */
export const shuffledHints: Fault = {
  id: 'R11',
  title: 'hints lost (10 %), three times each, in any order',
  run: (options) =>
    played(options, { perSecond: 120 }, async ({ stage, crowd, random }) => {
      const rounds = options.short ? 1 : 4;
      const counts = { hints: 0, lost: 0 };
      for (const wire of stage.wires) {
        wire.down = () => shuffling(random, counts);
        // The connections that stand are straight: they are made anew.
        wire.cut();
      }
      for (let n = 1; n <= rounds; n += 1) {
        crowd.talk(120);
        for (let second = 0; second < 5; second += 1) {
          await wait(1_000);
          crowd.endOne();
        }
        // Whoever missed the last hint of a round must find out alone.
        await crowd.rest();
        options.say(`${n} of ${rounds}: ${counts.lost} of ${counts.hints} hints lost`);
      }
      return {
        repetitions: rounds,
        judge: (journals) => {
          const worst = quantile(
            deliveries(journals).map(({ ms }) => ms),
            1,
          );
          return {
            violations: [
              ...atMost(HEALED_WITHIN_MS, worst, 'shown after its acknowledgement, at worst'),
              ...(counts.lost === 0 ? ['no hint was lost'] : []),
            ],
            figures: { hints: counts.hints, 'hints lost': counts.lost, 'healed ms at worst': worst },
          };
        },
      };
    }),
};

function shuffling(random: Random, counts: { hints: number; lost: number }): Way {
  const split = wholeValues();
  let held: Buffer[] = [];
  return (chunk, pass) => {
    for (const value of split(chunk)) {
      // Answers to commands stay in their order, which is all that tells whose they are.
      if (!isHint(value)) {
        pass(value);
        continue;
      }
      counts.hints += 1;
      if (random.chance(LOST)) {
        counts.lost += 1;
        continue;
      }
      if (held.length === 0) {
        setTimeout(() => {
          const due = random.shuffled(held);
          held = [];
          due.forEach(pass);
        }, HELD_MS);
      }
      for (let copy = 0; copy < COPIES; copy += 1) held.push(value);
    }
  };
}
