import { setTimeout as wait } from 'node:timers/promises';
import { as, refusal, send } from '../server/test/client.js';
import type { Match } from '../server/test/people.js';
import { BLOCK, say } from '../server/test/talking.js';
import type { Random } from './random.js';
import type { Act } from './revocation-acts.js';
import type { Stage } from './stage.js';
import { Watcher } from './watcher.js';

/** How much later than the act something was still given, and its socket closed; by the process that did it, and by the other. */
export interface Felt {
  act: string;
  same: boolean;
  givenMs: number;
  closedMs: number | null;
}

const ME = '{ me { id } }';
const TALK = 'query ($id: ID!) { conversation(id: $id) { with { __typename } } }';
const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken } }';
const app = { headers: { 'x-client': 'app' } };

export interface Limits {
  same: number;
  other: number;
  closed: number;
}

/**
 * Somebody's rights end in the middle of things: she listens at both processes while he writes, asks all the time, and has another
 * socket opened at that very instant.
 */
export async function revoke(
  stage: Stage,
  { woman, man, conversationId }: Match,
  act: Act,
  limits: Limits,
  random: Random,
): Promise<{ felt: Felt[]; violations: string[] }> {
  const here = random.between(0, 1);
  const seats = [here, 1 - here].map((place) => ({ url: stage.urls[place] ?? '', accessToken: woman.accessToken }));
  const watchers = seats.map((seat) => Watcher.inbox(seat));
  let talking = true;
  const talk = async (): Promise<void> => {
    for (let n = 0; talking; n += 1) {
      await say({ ...man, url: stage.urls[n % 2] ?? '' }, conversationId, `Mot ${n}`).catch(() => undefined);
      await wait(15);
    }
  };
  const asked = seats.map(() => 0);
  const call = async (seat: (typeof seats)[number], n: number): Promise<void> => {
    while (talking) {
      if ((await send(ME, {}, seat)).data) asked[n] = performance.now();
      await wait(15);
    }
  };
  const busy = [talk(), ...seats.map(call)];
  while (watchers.some(({ shown }) => shown.length < 3)) await wait(5);
  await wait(random.between(0, 300));

  const late = seats.map(async (seat) => {
    await wait(random.between(0, 20));
    return Watcher.inbox(seat);
  });
  await act.run(woman, seats[0]?.url ?? '');
  const done = performance.now();
  watchers.push(...(await Promise.all(late)));
  const over = (): boolean => watchers.every(({ end, closedAt }, n) => (n < seats.length ? closedAt : end));
  while (!over() && performance.now() - done < limits.closed) await wait(5);
  // Nothing is to follow, of whatever else was under way.
  await wait(300);
  talking = false;
  await Promise.all(busy);

  const violations: string[] = [];
  const felt = watchers.map(({ lastAt, closedAt }, n): Felt => {
    const same = act.at === 'one of hers' && n % 2 === 0;
    const givenMs = Math.max(0, lastAt - done, (asked[n % 2] ?? 0) - done);
    const where = `after ${act.name}, at ${same ? 'the same' : 'another'} process`;
    if (givenMs > (same ? limits.same : limits.other)) violations.push(`${where} she was given something ${Math.round(givenMs)} ms later`);
    // One that came in at that very instant may have to be looked for; it is given nothing.
    if (n < seats.length && closedAt === null) violations.push(`${where} her socket stays open`);
    return { act: act.name, same, givenMs, closedMs: closedAt && Math.max(0, closedAt - done) };
  });
  watchers.forEach((watcher) => watcher.leave());
  if (
    act.endsSessions &&
    (await refusal(REFRESH, { token: woman.refreshToken }, { ...app, url: seats[1]?.url ?? '' })) !== 'UNAUTHENTICATED'
  )
    violations.push(`after ${act.name} her session can be renewed`);
  return { felt, violations };
}

/** She blocks him while both write: he sees and hears nothing more of her, at either process. */
export async function block(
  stage: Stage,
  { woman, man, conversationId: id }: Match,
  limits: Limits,
  random: Random,
): Promise<{ felt: Felt[]; violations: string[] }> {
  const here = random.between(0, 1);
  const seats = [here, 1 - here].map((place) => ({ url: stage.urls[place] ?? '', accessToken: man.accessToken }));
  const streams = seats.map((seat) => ({ signals: Watcher.signals(seat, id), inbox: Watcher.inbox(seat) }));
  let talking = true;
  const talk = async (who: typeof woman): Promise<void> => {
    for (let n = 0; talking; n += 1) {
      await say({ ...who, url: stage.urls[n % 2] ?? '' }, id, `Mot ${n}`).catch(() => undefined);
      await wait(15);
    }
  };
  const asked = seats.map(() => 0);
  const look = async (seat: (typeof seats)[number], n: number): Promise<void> => {
    while (talking) {
      if ((await send<{ conversation: object | null }>(TALK, { id }, seat)).data?.conversation) asked[n] = performance.now();
      await wait(15);
    }
  };
  const busy = [talk(woman), talk(man), ...seats.map(look)];
  while (streams.some(({ inbox }) => inbox.shown.length < 3)) await wait(5);
  await wait(random.between(0, 300));
  await as({ ...woman, url: seats[0]?.url ?? '' }).ask(BLOCK, { id: man.id });
  const done = performance.now();
  while (streams.some(({ signals }) => !signals.end) && performance.now() - done < limits.closed) await wait(5);
  await wait(500);
  talking = false;
  await Promise.all(busy);

  const violations: string[] = [];
  const felt = streams.map(({ signals, inbox }, n): Felt => {
    const same = n === 0;
    const where = `after a block, at ${same ? 'the same' : 'another'} process`;
    const spoken = inbox.shown.filter(({ type }) => type === 'MessageSent').at(-1)?.at ?? 0;
    const givenMs = Math.max(0, spoken - done, signals.lastAt - done, (asked[n] ?? 0) - done);
    if (givenMs > (same ? limits.same : limits.other)) violations.push(`${where} he was given something ${Math.round(givenMs)} ms later`);
    if (!signals.end) violations.push(`${where} he still hears whether she is there`);
    const closed = inbox.shown.findIndex(({ type }) => type === 'ConversationClosed');
    if (closed < 0 || inbox.shown.slice(closed).some(({ type }) => type === 'MessageSent'))
      violations.push(`${where} words came after the closing`);
    signals.leave();
    inbox.leave();
    return { act: 'a block', same, givenMs, closedMs: signals.end ? Math.max(0, signals.end.at - done) : null };
  });
  return { felt, violations };
}
