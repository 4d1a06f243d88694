import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { copy } from './copy.js';
import { discovery } from './discovery/index.js';
import { Void, type Bench, type Figure } from './figure.js';
import { filters } from './filters/index.js';
import { CORES, load, pin } from './machine.js';
import { media } from './media/index.js';
import { message } from './message/index.js';
import { sockets } from './sockets/index.js';
import { Stage } from './stage.js';
import { start } from './start.js';
import { tableOf } from './table.js';
import { web } from './web.js';

const BENCHES: Bench[] = [discovery, message, sockets, media, filters, copy, web, start];

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
});
const only = values.only?.split(',');
const chosen = BENCHES.filter(({ name }) => !only || only.includes(name));
let running = '';
const stage = new Stage(values.quick, (line) => console.log(`  ${running}  ${line}`));

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(signal, () => void leave(code));
}
// The script that started us is gone, and nobody will read this any more.
process.once('disconnect', () => void leave(1));

console.log(`Load of this machine before: ${load().toFixed(2)} (below 0.50 the times are its own).`);
if (!pin(process.pid, CORES.others)) console.log('There is no taskset, or no second core: servers and client share what there is.');
const figures: Figure[] = [];
for (const bench of chosen) {
  running = bench.name;
  console.log(bench.name);
  try {
    figures.push(...(await bench.run(stage)));
  } catch (error) {
    figures.push({
      name: bench.name,
      value: NaN,
      unit: '',
      reference: null,
      ratio: null,
      aim: error instanceof Void ? `void: ${error.message}` : 'broke',
      ok: false,
    });
    if (!(error instanceof Void)) console.error(error);
  }
}
console.log(`\n${tableOf(figures)}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
await leave(figures.length === 0 || figures.some(({ ok }) => ok === false) ? 1 : 0);

async function leave(code: number): Promise<never> {
  setTimeout(() => process.exit(code || 1), 15_000).unref();
  await stage.close();
  process.exit(code);
}
