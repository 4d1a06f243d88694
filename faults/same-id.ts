import { newId } from '../server/src/platform/ids.js';
import { Doors } from './doors.js';
import type { Fault } from './fault.js';
import { played } from './scene.js';

const AT_ONCE = 10;

/** A client whose every answer is late: the same message ten times at the same instant, half of them at each process. */
export const sameId: Fault = {
  id: 'R8',
  title: 'the same clientId ten times at once at two processes',
  run: (options) =>
    played(options, { perSecond: 60 }, async ({ stage, crowd, random }) => {
      const repetitions = options.short ? 20 : 100;
      const violations: string[] = [];
      for (let n = 0; n < repetitions; n += 1) {
        const talk = random.pick(crowd.open);
        const device = random.pick(crowd.devicesOf(random.chance(0.5) ? talk.woman : talk.man));
        const clientId = newId();
        const answers = await Promise.all(
          Array.from({ length: AT_ONCE }, (_, i) =>
            device.deliver({ conversationId: talk.id, clientId, text: 'Dix fois.' }, new Doors(stage.urls, i % 2)),
          ),
        );
        if (new Set(answers.map((answer) => JSON.stringify(answer))).size !== 1)
          violations.push(`${clientId} was acknowledged in several ways`);
        if (n % 20 === 19) crowd.endOne();
      }
      return { repetitions, judge: () => ({ violations, figures: { 'sends at once': AT_ONCE } }) };
    }),
};
