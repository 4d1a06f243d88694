import autocannon from 'autocannon';
import { signedInAgain } from '../../server/test/people.js';
import { trusted } from '../trusted.js';
import { startBare } from '../bare.js';
import { told, Void, type Bench } from '../figure.js';
import { cpuOf } from '../machine.js';
import { compare, type Round, type Side } from '../rounds.js';
import type { Setup } from './bare.js';
import { PAGE, SEARCHES, statementOf } from './searches.js';

const CONNECTIONS = 16;
const AIM = 1.5;

/** A page of men for a woman with access, as our site asks for it. */
export const discovery: Bench = {
  name: 'discovery',
  async run(stage) {
    const she = await stage.amongAMillionMen();
    const { app } = await stage.house();
    const cities = (await app.db.query<{ code: string; name: string }>('SELECT code, name FROM cities')).map(({ code, name }) => [
      code,
      name,
    ]);
    const statements = SEARCHES.map((filter) => statementOf(she.id, filter));
    const setup = { statements, cities, first: PAGE } as Setup;
    const [node, bare] = [await stage.node(), await startBare(stage, 'discovery/bare.ts', setup)];
    const { accessToken } = await signedInAgain(she);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` };
    const bodies = SEARCHES.map((filter) => JSON.stringify(trusted('Men', { filter, first: PAGE, after: null })));
    const asked = bodies.map((body) => ({ method: 'POST' as const, path: '/graphql', headers, body }));
    const ours = side(node.url, node.pid, asked);
    const theirs = side(
      `http://127.0.0.1:${bare.port}`,
      bare.pid,
      SEARCHES.map((_, n) => ({ path: `/${n}` })),
    );
    const plan = stage.quick ? { rounds: 3, seconds: 3, warmUp: 6 } : { rounds: 7, seconds: 5, warmUp: 3 };
    const { ratio, best, rate, p99, ...cost } = await compare(ours, theirs, plan, stage.say);
    return [
      {
        name: 'discovery: CPU of a page',
        value: cost.ours,
        unit: 'µs',
        reference: cost.reference,
        ratio,
        aim: `≤ ${AIM}x`,
        ok: best <= AIM,
      },
      { ...told('discovery: CPU of a page, best quarter', cost.ours, 'µs', cost.reference), ratio: best },
      told('discovery: pages a second, one core', rate.ours, '/s', rate.reference),
      told(`discovery: p99 with ${CONNECTIONS} connections`, p99.ours, 'ms', p99.reference),
    ];
  },
};

const side = (url: string, pid: number, requests: autocannon.Request[]): Side => ({
  async round(seconds): Promise<Round> {
    const before = cpuOf(pid);
    const result = await autocannon({
      url,
      connections: CONNECTIONS,
      duration: seconds,
      requests,
      verifyBody: isPage,
    } as autocannon.Options);
    const cpu = cpuOf(pid) - before;
    const wrong = result.errors + result.timeouts + result.non2xx + result.mismatches;
    if (wrong > 0) throw new Void(`${wrong} answers of ${url} were none`);
    return { operations: result['2xx'], cpu, seconds: result.duration, p99: result.latency.p99 };
  },
});

const isPage = (body: string | Buffer): boolean => {
  const text = body.toString('latin1');
  return text.startsWith('{"data":{"men":{') && !text.includes('"errors":');
};
