import { createApp, type App } from '../server/src/app.js';
import { createLogger } from '../server/src/platform/logger.js';
import { aMatch, type Match } from '../server/test/people.js';
import { atTheEnd } from './ending.js';
import type { Fault, FaultOptions, FaultReport } from './fault.js';
import { quantile } from './figures.js';
import { inLanes } from './lanes.js';
import { Random } from './random.js';
import { actsOf, untold, type Act } from './revocation-acts.js';
import { block, revoke, type Felt, type Limits } from './revoked.js';
import { Stage } from './stage.js';
import { expiring, type Expired } from './token-expiry.js';

const LIMITS: Limits = { same: 1_000, other: 5_000, closed: 8_000 };
/** Nobody is told: whoever serves her asks who she is every five seconds while she does something, and looks after the others. */
const UNTOLD: Limits = { same: 1_000, other: 7_000, closed: 60_000 };
const LANES = 4;

/** Tokens end in the middle of a conversation; rights end, here or elsewhere, with and without Redis. */
export const revocation: Fault = {
  id: 'R16',
  title: 'tokens that end in a socket; sign-out, new password, block, ban and suspension elsewhere',
  run: async (options) => {
    const stage = await Stage.open();
    const { config } = stage.house.app;
    const office = await createApp({ ...config, redisUrl: stage.redis.url, http: { ...config.http, port: 0 } }, createLogger('silent'));
    const close = atTheEnd(() => office.stop());
    try {
      return await revoked(stage, office, options);
    } finally {
      await close();
      await stage.close();
    }
  },
};

async function revoked(stage: Stage, office: App, { seed, short, say }: FaultOptions): Promise<FaultReport> {
  const random = new Random(seed);
  const [times, alone] = short ? [3, 1] : [20, 3];
  const violations: string[] = [];
  const acts = actsOf(stage, office);

  const expired: Expired[] = [];
  await inLanes(await matches(times), LANES, async (match) => void expired.push(await expiring(stage, match, random)));
  violations.push(...expired.flatMap((one) => one.violations));
  say(`${expired.flatMap(({ closedMs }) => closedMs).length} tokens ended in their sockets`);

  const felt = await all(acts, times, LANES, LIMITS);
  say(`${felt.length} sockets lost their rights`);
  await stage.redis.kill();
  const deaf = await all([...acts, untold(stage)], alone, 24, UNTOLD);
  await stage.redis.start();

  /** Every act so often, each with people of its own. */
  async function all(among: Act[], count: number, lanes: number, limits: Limits): Promise<Felt[]> {
    const found: Felt[] = [];
    const cases = random.shuffled(Array.from({ length: count }, () => [...among, null]).flat());
    const people = await matches(cases.length);
    await inLanes(cases, lanes, async (act) => {
      const match = people.pop()!;
      const one = await (act ? revoke(stage, match, act, limits, random) : block(stage, match, limits, random));
      found.push(...one.felt);
      violations.push(...one.violations.map((line) => (limits === LIMITS ? line : `without Redis, ${line}`)));
    });
    return found;
  }

  const worst = (among: Felt[], same: boolean): number =>
    quantile(
      among.filter((one) => one.same === same).map(({ givenMs }) => givenMs),
      1,
    );
  const closed = (among: Felt[], same: boolean): number =>
    quantile(
      among.flatMap((one) => (one.same === same && one.closedMs !== null ? [one.closedMs] : [])),
      1,
    );
  return {
    repetitions: (1 + acts.length + 1) * times + (acts.length + 2) * alone,
    checked: expired.reduce((sum, { words }) => sum + words, 0) + felt.length + deaf.length,
    violations,
    figures: {
      'closed after a token’s end, ms at worst': quantile(
        expired.flatMap(({ closedMs }) => closedMs),
        1,
      ),
      'back p99 ms': quantile(
        expired.flatMap(({ backMs }) => backMs),
        0.99,
      ),
      'given at the same process, ms at worst': worst(felt, true),
      'at another': worst(felt, false),
      'closed at the same process, ms at worst': closed(felt, true),
      'closed at another': closed(felt, false),
      'given without Redis at another, ms at worst': worst(deaf, false),
      'closed without Redis at another': closed(deaf, false),
    },
  };
}

async function matches(count: number): Promise<Match[]> {
  const found: Match[] = [];
  while (found.length < count) found.push(await aMatch());
  return found;
}
