import { setTimeout as wait } from 'node:timers/promises';
import { ask, send } from '../../server/test/client.js';
import { aFilm } from '../../server/test/media-files.js';
import { aMan, type Person } from '../../server/test/people.js';
import { COMPLETE, CREATE, putPart, type Mine, type Upload } from '../../server/test/uploading.js';
import { atMost, told, Void, type Figure } from '../figure.js';
import { residentOf } from '../machine.js';
import type { Stage } from '../stage.js';
import { atOnce } from './beside.js';

const CLIENTS = 20;
const WARM_UP = 8;
const MOST_MB = 50;
const LOOK_EVERY_MS = 100;

/** What our process holds while many send films, and while it works on them: they go to the store and to files, not through it. */
export async function memory(stage: Stage): Promise<Figure[]> {
  const size = (stage.quick ? 20 : 100) * 1_024 * 1_024;
  stage.say(`${CLIENTS} clients send ${size / 1_024 / 1_024} MiB each`);
  const node = await stage.node();
  const film = Buffer.concat([aFilm({ width: 640, height: 360 }), Buffer.alloc(size)]).subarray(0, size);
  // Every other one is no film.
  const noFilm = Buffer.alloc(size, 'Bonjour');
  const people: Person[] = [];
  for (let n = 0; n < CLIENTS; n += 1) people.push(await aMan());
  // What is loaded the first time, and what one holds while it works on some of them, is there before the many come.
  for (let n = 0; n < WARM_UP; n += 1) people.push(await aMan());
  const [few, many] = [people.slice(CLIENTS), people.slice(0, CLIENTS)];
  const fileOf = (person: Person): Buffer => (people.indexOf(person) % 2 === 0 ? film : noFilm);
  await atOnce(few.length, few, (person) => bring(person, fileOf(person), node.url));
  const before = residentOf(node.pid);
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, residentOf(node.pid))), LOOK_EVERY_MS);
  try {
    await atOnce(CLIENTS, many, (person) => bring(person, fileOf(person), node.url));
  } finally {
    clearInterval(looking);
  }
  const grown = (most - before) / 1e6;
  stage.say(`${(before / 1e6).toFixed(0)} MB before, ${(most / 1e6).toFixed(0)} MB at most`);
  return [
    atMost(`media: memory that ${CLIENTS} films of ${size / 1_024 / 1_024} MiB add`, grown, 'MB', MOST_MB),
    told('media: memory of the process then', most / 1e6, 'MB'),
  ];
}

/** From the declaration to the verdict. */
async function bring(person: Person, file: Buffer, url: string): Promise<void> {
  const caller = { ...person, url };
  const input = { kind: 'VIDEO', purpose: 'PROFILE', contentType: 'video/mp4', size: file.length };
  const { media, parts } = (await ask<{ createUpload: Upload }>(CREATE, { input }, caller)).createUpload;
  await atOnce(2, parts ?? [], async (part) => {
    const answer = await putPart(part, file);
    if (!answer.ok) throw new Void(`the store answered ${answer.status}`);
  });
  // A store that is that busy may let us wait too long; whoever sends asks again.
  let status: string | undefined;
  while (status !== 'READY' && status !== 'REJECTED') {
    status = (await send<{ completeUpload: Mine }>(COMPLETE, { id: media.id }, caller)).data?.completeUpload.status;
    await wait(500);
  }
}
