import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { clock } from '../../server/src/platform/clock.js';
import type { House } from '../../server/test/harness.js';
import { startBare } from '../bare.js';
import { atMost, told, type Bench } from '../figure.js';
import { mostOpenFiles, residentOf } from '../machine.js';
import { BARE_TABLE } from '../message/bare-talkers.js';
import { couples, type Couple } from '../message/couples.js';
import { quantile } from '../rounds.js';
import type { Stage } from '../stage.js';
import { Crowd, toBare, toOurs, type Guest, type Open } from './crowd.js';

const SOCKETS = 10_000;
const WARM_UP = 500;
const MOST_KB = 20;
const MOST_LONGER = 3;
const COLLECTING = `--expose-gc --import ${pathToFileURL(join(import.meta.dirname, 'collect.mjs')).href}`;

/** What it costs to hold many who only listen, and how long it takes when they all come back at once. */
export const sockets: Bench = {
  name: 'sockets',
  async run(stage) {
    const house = await stage.house();
    await house.app.db.query(BARE_TABLE);
    const count = countFor(stage);
    const all = await couples(house, count / 2);
    const guests: Guest[] = all.flatMap(({ people }) => people.map(({ id, token }) => ({ id, token, seen: 0 })));
    const node = await stage.node({ NODE_OPTIONS: COLLECTING });
    const bare = await startBare(stage, 'message/bare.ts', {}, COLLECTING);
    const [kB, bareKB] = [await held(stage, node.pid, guests, toOurs(node.port)), await held(stage, bare.pid, guests, toBare(bare.port))];

    const [ours, theirs] = [new Crowd(guests, toOurs(node.port)), new Crowd(guests, toBare(bare.port))];
    const storms: { ours: number; reference: number; p99: number }[] = [];
    for (let n = 0; n < (stage.quick ? 1 : 3); n += 1) {
      for (const guest of guests) guest.seen = n;
      await sayOnce(house, all, n);
      const reference = n % 2 === 0 ? await storm(theirs) : null;
      const ourStorm = await storm(ours);
      const bareStorm = reference ?? (await storm(theirs));
      storms.push({ ours: ourStorm.all, reference: bareStorm.all, p99: quantile(ourStorm.each, 0.99) });
      stage.say(`all back after ${ourStorm.all.toFixed(0)} ms, bare ${bareStorm.all.toFixed(0)} ms`);
    }
    const middle = (of: 'ours' | 'reference' | 'p99'): number =>
      quantile(
        storms.map((each) => each[of]),
        0.5,
      ) / 1_000;
    const ratios = storms.map((each) => each.ours / each.reference);
    return [
      { ...atMost(`sockets: memory of each of ${count}`, kB, 'kB', MOST_KB), reference: bareKB, ratio: kB / bareKB },
      {
        name: `sockets: ${count} come back and catch up`,
        value: middle('ours'),
        unit: 's',
        reference: middle('reference'),
        ratio: quantile(ratios, 0.5),
        aim: `≤ ${MOST_LONGER}x`,
        ok: quantile(ratios, 0.25) <= MOST_LONGER,
      },
      told('sockets: p99 of one who comes back', middle('p99'), 's'),
    ];
  },
};

/** As many as this machine lets one process hold, in couples. */
function countFor({ quick, say }: Stage): number {
  const wanted = quick ? 2_000 : SOCKETS;
  const possible = Math.floor((mostOpenFiles() - 500) / 2) * 2;
  if (possible < wanted) say(`only ${possible} sockets: more files may not be open here (ulimit -n)`);
  return Math.min(wanted, possible);
}

async function storm(crowd: Crowd): Promise<{ all: number; each: number[] }> {
  const came = await crowd.come(1);
  await crowd.leave();
  return came;
}

/** What a server holds for each socket that is signed in and listens, in kB. */
async function held({ say }: Stage, pid: number, guests: Guest[], open: Open): Promise<number> {
  const few = new Crowd(guests.slice(0, WARM_UP), open);
  await few.come(0);
  await few.leave();
  const before = await settledMemory(pid);
  const crowd = new Crowd(guests, open);
  const { all } = await crowd.come(0);
  const after = await settledMemory(pid);
  await crowd.leave();
  say(
    `${guests.length} connected in ${all.toFixed(0)} ms: ${(before / 1e6).toFixed(0)} MB before, ${(after / 1e6).toFixed(0)} MB with them`,
  );
  return (after - before) / guests.length / 1_000;
}

/** Once collecting gives nothing back any more. */
async function settledMemory(pid: number): Promise<number> {
  for (let last = Infinity; ;) {
    await wait(1_500);
    process.kill(pid, 'SIGUSR2');
    await wait(1_500);
    const now = residentOf(pid);
    if (now > last * 0.99) return now;
    last = now;
  }
}

/** The `n`th message to everybody, while they are away; at the barest server too. */
async function sayOnce({ app }: House, all: Couple[], n: number): Promise<void> {
  await app.db.query(
    `SELECT count((send_message(gen_random_uuid(), c.id, c.woman_id, gen_random_uuid(), 'Tu es là ?', $2)).outcome)
     FROM conversations c WHERE id = ANY ($1::uuid[])`,
    [all.map(({ conversationId }) => conversationId), clock.now()],
  );
  await app.db.query('TRUNCATE bench_messages');
  const [women, men] = [0, 1].map((at) => all.map(({ people }) => people[at]!.id));
  await app.db.query(
    `INSERT INTO bench_messages (id, client_id, sender, recipient, text) OVERRIDING SYSTEM VALUE
     SELECT $3::bigint * 1000000 + at, gen_random_uuid(), one, other, 'Tu es là ?'
     FROM unnest($1::uuid[] || $2::uuid[], $2::uuid[] || $1::uuid[]) WITH ORDINALITY AS pair(one, other, at)`,
    [women, men, n + 1],
  );
}
