import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { beginRun } from '../server/test/log/run.js';
import { report as saidOf, scanRun } from '../server/test/log/scan.js';
import { endAll } from './ending.js';
import type { Fault, FaultReport } from './fault.js';
import { delayedCommit } from './delayed-commit.js';
import { killedClient } from './killed-client.js';
import { killedNode } from './killed-node.js';
import { lostAcks } from './lost-acks.js';
import { postgresRestarts } from './postgres-restarts.js';
import { redisLost } from './redis-lost.js';
import { refreshRaces } from './refresh-races.js';
import { revocation } from './revocation.js';
import { rollingRestart } from './rolling-restart.js';
import { sameId } from './same-id.js';
import { shuffledHints } from './shuffled-hints.js';
import { slowReaders } from './slow-readers.js';
import { stripeOrders } from './stripe-orders.js';
import { lines, tableOf, type Outcome } from './report.js';

const FAULTS: Fault[] = [
  killedNode,
  rollingRestart,
  postgresRestarts,
  redisLost,
  slowReaders,
  sameId,
  lostAcks,
  delayedCommit,
  shuffledHints,
  killedClient,
  stripeOrders,
  revocation,
  refreshRaces,
];
const SHORT = new Set(['R1', 'R3', 'R5', 'R8', 'R10', 'R12']);
/** No fault takes so long; one that does hangs. */
const LONGEST_MS = 480_000;
const LONGEST_END_MS = 30_000;

let leaving: Promise<never> | undefined;

class Hangs extends Error {}

const { values } = parseArgs({
  options: { short: { type: 'boolean', default: false }, only: { type: 'string' }, seed: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(values.seed);
const only = values.only?.toUpperCase().split(',');
const chosen = FAULTS.filter(({ id }) => (only ? only.includes(id) : !values.short || SHORT.has(id)));

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => void leave(code));
}
// What breaks because its other end is being stopped is not worth a word.
process.on('uncaughtException', (error) => {
  if (!leaving) console.error(error);
  void leave(1);
});
// The script that started us is gone, and nobody will read this any more.
process.once('disconnect', () => void leave(1));

const notes = beginRun();
console.log(`Seed ${seed}. ${chosen.map(({ id }) => id).join(', ')}`);
const outcomes: Outcome[] = [];
for (const fault of chosen) {
  outcomes.push(await play(fault));
  if (leaving) await leaving;
  // One that hangs holds what the next would need.
  if (outcomes.at(-1)?.broke instanceof Hangs) break;
}
console.log(`\n${tableOf(outcomes)}`);
const failed = outcomes.filter(({ report }) => report === null || report.violations.length > 0);
for (const outcome of failed) console.log(`\n${lines(outcome, seed).join('\n')}`);
const said = scanRun(notes);
console.log(`\n${saidOf(said)}`);
console.log(`\n${outcomes.length - failed.length} passed, ${failed.length} failed`);
await leave(failed.length > 0 || outcomes.length === 0 || said.leaks.length > 0 ? 1 : 0);

async function play(fault: Fault): Promise<Outcome> {
  const began = performance.now();
  const say = (line: string): void => console.log(`  ${fault.id}  ${line}`);
  console.log(`${fault.id}  ${fault.title}`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hangs(`not over after ${LONGEST_MS / 1_000} s`)), LONGEST_MS);
  });
  let report: FaultReport | null = null;
  let broke: unknown = null;
  try {
    report = await Promise.race([fault.run({ seed, short: values.short, say }), late]);
  } catch (error) {
    broke = error;
  } finally {
    clearTimeout(timer);
  }
  return { fault, report, broke, seconds: (performance.now() - began) / 1_000 };
}

/** Once, though a terminal, npm and the script that started us may all tell us to. */
function leave(code: number): Promise<never> {
  leaving ??= endAll().then(() => process.exit(code));
  setTimeout(() => process.exit(code || 1), LONGEST_END_MS).unref();
  return leaving;
}
