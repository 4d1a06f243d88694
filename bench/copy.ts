import { as } from '../server/test/client.js';
import { minutes } from '../server/src/platform/clock.js';
import { aMatch } from '../server/test/people.js';
import { atMost, told, Void, type Bench } from './figure.js';

const MESSAGES = 10_000;
const MINUTES = 5;
const WORDS = 'Je passe devant ce café tous les matins sans oser entrer, et vous ?';

interface Copy {
  status: string;
  kilobytes: number | null;
}

/** A copy of one's data after ten thousand messages: from the asking to the file in the store and the mail that says so. */
export const copy: Bench = {
  name: 'copy',
  async run(stage) {
    const { app } = await stage.house();
    const messages = stage.quick ? MESSAGES / 10 : MESSAGES;
    const { woman, man, conversationId } = await aMatch();
    await app.db.query(
      `INSERT INTO messages (id, conversation_id, seq, sender_id, client_id, kind, text, sent_at)
       SELECT gen_random_uuid(), $1, n + 1, CASE WHEN n % 2 = 0 THEN $2::uuid ELSE $3::uuid END, gen_random_uuid(), 'TEXT', $4 || n, now()
       FROM generate_series(1, $5) n`,
      [conversationId, woman.id, man.id, WORDS, messages],
    );
    await app.jobs.drain();
    const began = performance.now();
    await as(woman).ask('mutation { requestDataExport { status } }');
    // Whichever process of this stage makes it.
    let made: Copy;
    do {
      await app.jobs.drain();
      ({ dataExport: made } = await as(woman).ask<{ dataExport: Copy }>('{ dataExport { status kilobytes } }'));
    } while (made.status !== 'READY' && performance.now() - began < minutes(MINUTES));
    const seconds = (performance.now() - began) / 1_000;
    if (made.status !== 'READY') throw new Void('the copy was not made');
    return [
      atMost(`copy: of ${messages.toLocaleString('en')} messages`, seconds, 's', MINUTES * 60),
      told('copy: its size', made.kilobytes ?? 0, 'kB'),
    ];
  },
};
