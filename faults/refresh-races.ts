import { setTimeout as wait } from 'node:timers/promises';
import { refusal, send } from '../server/test/client.js';
import { aPerson, signedInAgain, type Person } from '../server/test/people.js';
import type { Fault, FaultOptions, FaultReport } from './fault.js';
import { quantile } from './figures.js';
import { inLanes } from './lanes.js';
import { Random } from './random.js';
import { Stage } from './stage.js';

const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
const ME = '{ me { id } }';
const app = { headers: { 'x-client': 'app' } };
const LANES = 6;
const RETRIED_WITHIN_MS = 10_000;
/** For so long a replaced token is still that of a late tab. */
const GRACE_S = 30;
const REFUSED_WITHIN_MS = 5_000;
const MAILED_WITHIN_MS = 60_000;

type Tokens = Pick<Person, 'accessToken' | 'refreshToken'>;

/** Tabs that renew at once, answers that get lost, and thieves who come later, at two processes and at any instant. */
export const refreshRaces: Fault = {
  id: 'R17',
  title: 'two tabs renew at once; a lost answer; a stolen token',
  run: async (options) => {
    const stage = await Stage.open();
    try {
      return await raced(stage, options);
    } finally {
      await stage.close();
    }
  },
};

async function raced(stage: Stage, { seed, short, say }: FaultOptions): Promise<FaultReport> {
  const random = new Random(seed);
  const { house, urls } = stage;
  const violations: string[] = [];
  const renewals: number[] = [];
  const mailed: number[] = [];
  const times = short ? 25 : 250;

  const url = (): string => random.pick(urls);
  async function renew(token: string, at = url()): Promise<Tokens | null> {
    const began = performance.now();
    const { data } = await send<{ refreshSession: Tokens }>(REFRESH, { token }, { ...app, url: at });
    renewals.push(performance.now() - began);
    return data?.refreshSession ?? null;
  }
  /** At how many of the processes she is let in. */
  const lets = async ({ accessToken }: Tokens): Promise<number> =>
    (await Promise.all(urls.map((at) => send(ME, {}, { accessToken, url: at })))).filter(({ data }) => data).length;

  /** Some tabs hold the same token and renew it at almost the same instant: each is given the same one, and goes on with it. */
  async function tabs(lea: Person): Promise<void> {
    const answers = await Promise.all(
      Array.from({ length: random.between(2, 5) }, async () => {
        await wait(random.chance(0.5) ? 0 : random.between(0, 40));
        return renew(lea.refreshToken);
      }),
    );
    const next = new Set(answers.map((answer) => answer?.refreshToken));
    if (next.size !== 1 || next.has(undefined)) violations.push(`${answers.length} tabs at once were given ${next.size} tokens`);
    for (const answer of answers) if (!answer || (await lets(answer)) < urls.length) violations.push('a tab was signed out');
    if (!(await renew([...next][0] ?? ''))) violations.push('what the tabs were given cannot be renewed');
  }

  /** The answer may be lost at any instant; the same token is good for a second try. */
  async function lost(lea: Person): Promise<boolean> {
    const place = random.between(0, 1);
    const answer = await renew(lea.refreshToken, `http://127.0.0.1:${wires[place]?.port}`).catch(() => null);
    await wait(random.between(0, short ? RETRIED_WITHIN_MS / 4 : RETRIED_WITHIN_MS));
    const again = await renew(lea.refreshToken);
    if (!again || (await lets(again)) < urls.length) violations.push('a second try after a lost answer was refused');
    else if (answer && answer.refreshToken !== again.refreshToken) violations.push('the second try brought another token');
    else if (!(await renew(again.refreshToken))) violations.push('what the second try brought cannot be renewed');
    return answer === null;
  }

  /** Thieves come with a token that was replaced long ago, while its owner renews: the whole session ends, and no other. */
  async function stolen(lea: Person): Promise<void> {
    const elsewhere = await signedInAgain(lea);
    const hers = await renew(lea.refreshToken);
    await house.app.db.query(`UPDATE sessions SET rotated_at = rotated_at - interval '${GRACE_S + 1} seconds' WHERE user_id = $1`, [
      lea.id,
    ]);
    const owner = async (): Promise<Tokens | null> => {
      await wait(random.between(0, 15));
      return renew(hers?.refreshToken ?? '');
    };
    const thief = async (): Promise<Tokens | null> => {
      await wait(random.between(0, 15));
      return renew(lea.refreshToken);
    };
    const came = performance.now();
    const [latest, ...thieves] = await Promise.all([owner(), ...Array.from({ length: random.between(1, 4) }, thief)]);
    if (thieves.some((given) => given)) violations.push('a thief was given a token');
    for (const held of [lea, hers, latest]) {
      if (!held) continue;
      if ((await refusal(REFRESH, { token: held.refreshToken }, { ...app, url: url() })) !== 'UNAUTHENTICATED')
        violations.push('a stolen session can be renewed');
      while ((await lets(held)) > 0 && performance.now() - came < REFUSED_WITHIN_MS);
      if ((await lets(held)) > 0) violations.push('a stolen session is let in');
    }
    if (!(await renew(elsewhere.refreshToken))) violations.push('another device of hers was signed out');
    await house.mailbox.waitFor(lea.email, { timeoutMs: MAILED_WITHIN_MS });
    mailed.push(performance.now() - came);
  }

  const wires = await Promise.all(stage.nodes.map(({ port }) => stage.wireTo(port)));
  for (const wire of wires)
    wire.up = () => (chunk, pass, cut) => {
      pass(chunk);
      setTimeout(cut, random.between(0, 40));
    };
  const people = async (count: number): Promise<Person[]> => {
    const found: Person[] = [];
    while (found.length < count) found.push(await aPerson('WOMAN', { locale: random.pick(['FR', 'EN'] as const) }));
    return found;
  };
  /** Who was written to as often as they should be. */
  const written = (among: Person[], mails: number): string[] =>
    among.flatMap(({ email }) => {
      const count = house.mailbox.messages(email).length;
      return count === mails ? [] : [`${email} was sent ${count} mails, not ${mails}`];
    });

  const calm = await people(times);
  await inLanes(calm, LANES, tabs);
  say(`${times} times some tabs at once`);
  const unlucky = await people(times);
  let losses = 0;
  await inLanes(unlucky, 50, async (lea) => {
    if (await lost(lea)) losses += 1;
  });
  say(`${losses} answers lost`);
  const victims = await people(times);
  await inLanes(victims, LANES, stolen);
  say(`${times} tokens stolen`);
  await mailsAreOut(stage);
  violations.push(...written([...calm, ...unlucky], 0), ...written(victims, 1));
  return {
    repetitions: 3 * times,
    checked: renewals.length,
    violations,
    figures: {
      'renewal p99 ms': quantile(renewals, 0.99),
      'answers lost': losses,
      'told by mail p99 ms': quantile(mailed, 0.99),
    },
  };
}

/** Nothing is on its way to anybody any more. */
async function mailsAreOut({ house }: Stage): Promise<void> {
  const waiting = `SELECT 1 FROM outbox UNION ALL SELECT 1 FROM pgboss.job WHERE name = 'accounts.token-reused' AND state NOT IN ('completed', 'failed')`;
  const until = performance.now() + MAILED_WITHIN_MS;
  while ((await house.app.db.query(waiting)).length > 0 && performance.now() < until) await wait(50);
}
