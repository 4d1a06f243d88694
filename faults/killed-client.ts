import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newId } from '../server/src/platform/ids.js';
import { aMatch } from '../server/test/people.js';
import { endsWithUs } from '../server/test/nodes/children.js';
import { check } from './checker.js';
import type { Talk } from './crowd.js';
import { Device } from './device.js';
import { Doors } from './doors.js';
import { dumpOf } from './dump.js';
import type { Fault } from './fault.js';
import { Journal, type Entry } from './journal.js';
import type { Life } from './lone-device.js';
import { atMost, played, type Scene } from './scene.js';
import type { Stage } from './stage.js';

const PROGRAM = fileURLToPath(new URL('lone-device.ts', import.meta.url));
const WORDS_OF_A_LIFE = 60;
const KILLS = 2;
const MISSED = 2_000;
const CAUGHT_UP_WITHIN_MS = 2_000;

/** The app is killed with words on their way, twice, and opened again; another device was away for a week. */
export const killedClient: Fault = {
  id: 'R20',
  title: 'SIGKILL of a client with a full outbox; a week offline',
  run: (options) =>
    played(options, { perSecond: 40 }, async (scene) => {
      const clients = options.short ? 2 : 10;
      const violations: string[] = [];
      let safe = 0;
      const talks = scene.random.shuffled(scene.crowd.open).slice(0, clients);
      for (let n = 0; n < talks.length; n += 2) {
        const lives = await Promise.all(talks.slice(n, n + 2).map((talk) => livesOf(scene, talk)));
        for (const life of lives) {
          safe += life.safe;
          violations.push(...life.violations);
        }
        options.say(`${(n + 2) * KILLS} killed, ${safe} messages had been safe on their disks`);
      }
      scene.crowd.hush();
      const away = await weekAway(scene.stage);
      return {
        repetitions: clients * KILLS,
        judge: () => ({
          violations: [...violations, ...away.violations, ...atMost(CAUGHT_UP_WITHIN_MS, away.ms, `the catch-up of ${MISSED} messages`)],
          figures: { 'messages safe on a disk': safe, [`catch-up of ${MISSED} ms`]: away.ms },
        }),
      };
    }),
};

/** One client through its lives. What was ever safe on its disk must be stored once, in the order of writing. */
async function livesOf({ stage, crowd, random }: Scene, talk: Talk): Promise<{ safe: number; violations: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-device-'));
  const about = { owner: talk.man, urls: stage.urls, conversationId: talk.id, folder };
  let safe = 0;
  for (let kill = 0; kill < KILLS; kill += 1)
    safe += await live({ ...about, words: WORDS_OF_A_LIFE }, random.between(1, WORDS_OF_A_LIFE - 1));
  await live({ ...about, words: 0 });
  const journal = new Journal(`lone device in ${talk.id}`, talk.man.id, 0, false);
  for (const line of readFileSync(join(folder, 'journal.jsonl'), 'utf8').trim().split('\n'))
    journal.entries.push(JSON.parse(line) as Entry);
  crowd.others.push(journal);
  const ours = new Set(journal.entries.flatMap((entry) => (entry.did === 'sent' ? [entry.clientId] : [])));
  const stored = await stage.house.app.db.query<{ clientId: string; text: string }>(
    'SELECT client_id AS "clientId", text FROM messages WHERE conversation_id = $1 AND sender_id = $2 ORDER BY seq',
    [talk.id, talk.man.id],
  );
  const texts = stored.filter(({ clientId }) => ours.has(clientId)).map(({ text }) => text);
  rmSync(folder, { recursive: true, force: true });
  const inOrder = texts.every((text, n) => n === 0 || Number(texts[n - 1]?.split(' ')[0]) <= Number(text.split(' ')[0]));
  return {
    safe,
    violations: [
      ...(texts.length < safe ? [`${safe} messages were safe on a disk, ${texts.length} are stored`] : []),
      ...(inOrder ? [] : ['messages of one device are stored in another order than they were written in']),
    ],
  };
}

/** Runs the program until it has sent all, or kills it when so many words were safe; how many were. */
async function live(life: Life, killedAt = Infinity): Promise<number> {
  const child = endsWithUs(
    spawn(process.execPath, [...process.execArgv, PROGRAM, JSON.stringify(life)], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const gone = once(child, 'exit');
  let safe = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line !== 'safe') continue;
    safe += 1;
    // Words go on being safe while the signal is on its way: each of them is counted.
    if (safe === killedAt) child.kill('SIGKILL');
  }
  const [code] = (await gone) as [number | null];
  if (killedAt === Infinity && code !== 0) throw new Error(`A client that was to send the rest ended with ${code}.`);
  return safe;
}

/** Somebody comes back after seven days, with three devices. */
async function weekAway(stage: Stage): Promise<{ ms: number; violations: string[] }> {
  const { db } = stage.house.app;
  const { woman, man, conversationId } = await aMatch();
  const [position] = await db.query<{ version: number }>('SELECT version FROM inboxes WHERE user_id = $1', [woman.id]);
  const from = position?.version ?? 0;
  const his = new Journal('a man who wrote for a week', man.id, 0, false);
  const said = Array.from({ length: MISSED }, (_, n) => ({
    id: newId(),
    clientId: newId(),
    at: new Date(Date.now() - 7 * 86_400_000 + n * 300_000),
  }));
  await db.query(
    `SELECT send_message(id, $1, $2, client, 'Toujours là ?', at)
     FROM unnest($3::uuid[], $4::uuid[], $5::timestamptz[]) AS missed(id, client, at)`,
    [conversationId, man.id, said.map(({ id }) => id), said.map(({ clientId }) => clientId), said.map(({ at }) => at)],
  );
  for (const { id, clientId } of said) {
    const about = { conversation: conversationId, clientId, door: -1 };
    his.add({ did: 'sent', ...about });
    his.add({ did: 'acked', id, ...about });
  }
  const devices = ['phone', 'laptop', 'tablet'].map((name) => new Device(woman, { name, doors: new Doors(stage.urls), from }));
  const took: number[] = [];
  for (const device of devices) {
    const began = performance.now();
    device.start();
    while (device.applied < from + MISSED && performance.now() - began < 10 * CAUGHT_UP_WITHIN_MS) await wait(5);
    took.push(performance.now() - began);
    device.stop();
  }
  const journals = [...devices.map(({ journal }) => journal), his];
  // The fastest is judged: a machine that is busy elsewhere slows one of them, a server that is slow all three.
  return { ms: Math.round(Math.min(...took)), violations: check(journals, await dumpOf(db, [woman.id, man.id])) };
}
