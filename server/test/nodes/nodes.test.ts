import { once } from 'node:events';
import { createClient } from 'redis';
import WebSocket from 'ws';
import { newId } from '../../src/platform/ids.js';
import { as } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { inboxOf, Stream } from '../inbox.js';
import { aMan, aMatch, aSubscribedWoman, aWoman, PASSWORD, type Person } from '../people.js';
import { BLOCK, say } from '../talking.js';
import { TestRedis } from './redis.js';
import { ServerNode } from './server-node.js';

/** Two server processes, one database and a Redis between them. */
useHouse();

const SIGNALS = 'subscription ($id: ID!) { signals(conversationId: $id) { __typename ... on Presence { online } } }';
const TYPE = 'mutation ($id: ID!) { setTyping(conversationId: $id) }';

let redis: TestRedis;
let one: ServerNode;
let other: ServerNode;

const at = (node: ServerNode, person: Person): Person & { url: string } => ({ ...person, url: node.url });
const signalsOf = (person: Person & { url: string }, id: string) =>
  new Stream<{ __typename: string; online?: boolean }>(person, SIGNALS, { id });

async function openSocket(node: ServerNode, { accessToken }: Person): Promise<WebSocket> {
  const socket = new WebSocket(`${node.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken } }));
  await once(socket, 'message');
  return socket;
}

async function closing(socket: WebSocket): Promise<[number, string]> {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return [code, reason.toString()];
}

beforeAll(async () => {
  redis = await TestRedis.boot();
  const env = { REDIS_URL: redis.url };
  [one, other] = await Promise.all([ServerNode.start(theHouse(), { env }), ServerNode.start(theHouse(), { env })]);
}, 90_000);

afterAll(async () => {
  await Promise.all([one.end('SIGKILL'), other.end('SIGKILL')]);
  await redis.stop();
});

describe('two processes', () => {
  it('carry words, typing and presence between them', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    const [hers, her] = [at(one, woman), signalsOf(at(one, woman), id)];
    const seen = her.next();
    const his = signalsOf(at(other, man), id);
    expect([await seen, await his.next()]).toEqual([
      { __typename: 'Presence', online: true },
      { __typename: 'Presence', online: true },
    ]);
    // Typing is stored nowhere: whoever hears of it was told by the other process.
    await as(at(other, man)).ask(TYPE, { id });
    expect(await her.next()).toEqual({ __typename: 'Typing' });

    const inbox = inboxOf(hers);
    await inbox.take(2);
    await say(at(other, man), id, 'Bonsoir, de l’autre côté.');
    expect(await inbox.next()).toMatchObject({ number: 3, message: { text: 'Bonsoir, de l’autre côté.', from: 'THEM' } });
    await Promise.all([her.close(), his.close(), inbox.close()]);
  });

  it('end a session in both: its sockets close wherever they are', async () => {
    const lea = await aWoman();
    const sockets = [await openSocket(one, lea), await openSocket(other, lea)];
    const ends = sockets.map(closing);
    await as(at(one, lea)).ask('mutation { signOut }');
    expect(await Promise.all(ends)).toEqual([
      [4403, 'Session ended'],
      [4403, 'Session ended'],
    ]);
    expect(await as(at(other, lea)).refusal('{ me { id } }')).toBe('UNAUTHENTICATED');
  });

  it('block in one: the other ends what was open', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    const his = signalsOf(at(other, man), id);
    const hers = signalsOf(at(one, woman), id);
    await Promise.all([his.next(), hers.next()]);
    await as(at(one, woman)).ask(BLOCK, { id: man.id });
    await his.ended();
    await Promise.all([his.close(), hers.close()]);
  });

  it('pass ids through Redis, no name and no word, and leave nothing in it', async () => {
    const [watcher, reader] = [createClient({ url: redis.url }), createClient({ url: redis.url })];
    await Promise.all([watcher.connect(), reader.connect()]);
    const passed: string[] = [];
    await watcher.monitor((line) => passed.push(line));
    const { woman, man, conversationId: id } = await aMatch(await aSubscribedWoman({ username: 'Zéphirine' }));
    const inbox = inboxOf(at(one, woman));
    await inbox.take(2);
    await say(at(other, man), id, 'Des mots qui restent ici');
    expect(await inbox.next()).toMatchObject({ message: { text: 'Des mots qui restent ici' } });
    const socket = await openSocket(one, woman);
    const end = closing(socket);
    await as(at(other, woman)).ask('mutation ($password: String!) { deleteAccount(password: $password) { eraseAt } }', {
      password: PASSWORD,
    });
    expect(await end).toEqual([4403, 'Session ended']);
    const all = passed.join('\n');
    expect(all).toContain(woman.id);
    expect(['Zéphirine', 'Des mots', woman.email, man.email].filter((trace) => all.includes(trace))).toEqual([]);
    expect(await reader.dbSize()).toBe(0);
    await inbox.close();
    for (const client of [watcher, reader]) client.destroy();
  });

  it('go on when Redis dies, and hear each other again when it is back', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    const inbox = inboxOf(at(one, woman));
    await inbox.take(2);
    await redis.kill();
    await say(at(other, man), id, 'Sans Redis');
    // Nobody told: the heartbeat looks.
    expect(await inbox.next()).toMatchObject({ number: 3, message: { text: 'Sans Redis' } });
    await redis.start();
    const hers = signalsOf(at(one, woman), id);
    const his = signalsOf(at(other, man), id);
    while (!(await hers.next()).online);
    await as(at(other, man)).ask(TYPE, { id });
    while ((await hers.next()).__typename !== 'Typing');
    await Promise.all([inbox.close(), hers.close(), his.close()]);
  });
});

test('a process that is told to stop sends its people to the other, and loses nothing on the way', async () => {
  const leaving = await ServerNode.start(theHouse(), { env: { REDIS_URL: redis.url } });
  const { woman, man, conversationId: id } = await aMatch(undefined, await aMan());
  const socket = await openSocket(leaving, woman);
  const end = closing(socket);
  const exit = leaving.end('SIGTERM');
  // Whoever asks for readiness is told first; requests are still served.
  while ((await fetch(`${leaving.url}/readyz`)).status !== 503);
  await say(at(leaving, man), id, 'Encore un mot', newId());
  const [code, reason] = await end;
  expect([code, reason]).toEqual([1012, expect.stringMatching(/^Reconnect after \d+ ms$/)]);
  const late = new WebSocket(`${leaving.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const [refused] = (await once(late, 'error')) as [Error];
  expect(refused.message).toMatch(/503|ECONNREFUSED/);
  expect(await exit).toBe(0);
  const inbox = inboxOf(at(other, woman));
  expect((await inbox.take(3)).at(-1)).toMatchObject({ message: { text: 'Encore un mot' } });
  await inbox.close();
}, 60_000);
