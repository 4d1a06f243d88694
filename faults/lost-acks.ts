import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './fault.js';
import { absences, quantile } from './figures.js';
import type { Way } from './proxy.js';
import { played } from './scene.js';

/** Of the answers, and of what comes over a socket. */
const SHARE_OF_ANSWERS = 0.15;
const SHARE_OF_FRAMES = 0.002;

/** The network breaks between the commit and its acknowledgement: the client cannot know, and says it again. */
export const lostAcks: Fault = {
  id: 'R9',
  title: 'the acknowledgement is lost after the commit',
  run: (options) => {
    let lost = 0;
    let cuts = 0;
    return played(
      options,
      {
        perSecond: 150,
        ways: async (stage, random) => {
          const down = (): Way => {
            let upgraded = false;
            return (chunk, pass, cut) => {
              const head = chunk.subarray(0, 12).toString('latin1');
              upgraded ||= head === 'HTTP/1.1 101';
              const isAnswer = head.startsWith('HTTP/1.1') && !upgraded;
              if (!random.chance(isAnswer ? SHARE_OF_ANSWERS : upgraded ? SHARE_OF_FRAMES : 0)) {
                pass(chunk);
                return;
              }
              if (chunk.includes('"sendMessage":{')) lost += 1;
              else cuts += 1;
              cut();
            };
          };
          const wires = await Promise.all(stage.nodes.map(({ port }) => stage.wireTo(port)));
          return wires.map((wire) => {
            wire.down = down;
            return `http://127.0.0.1:${wire.port}`;
          });
        },
      },
      async ({ crowd }) => {
        const rounds = options.short ? 4 : 15;
        for (let n = 0; n < rounds; n += 1) {
          crowd.endOne();
          await wait(1_000);
        }
        return {
          repetitions: lost,
          judge: (journals) => ({
            violations: lost === 0 ? ['no acknowledgement was lost'] : [],
            figures: { 'acks lost': lost, 'sockets and other answers cut': cuts, 'back p99 ms': quantile(absences(journals), 0.99) },
          }),
        };
      },
    );
  },
};
