import { clock, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { Stream } from '../../test/inbox.js';
import { aMan, aMatch, type Person } from '../../test/people.js';
import { BLOCK, CLOSE } from '../../test/talking.js';

useHouse();

const SIGNALS =
  'subscription ($id: ID!) { signals(conversationId: $id) { __typename ... on Typing { conversationId } ... on Presence { conversationId online } } }';
const TYPE = 'mutation ($id: ID!) { setTyping(conversationId: $id) }';

interface Signal {
  __typename: 'Typing' | 'Presence';
  conversationId: string;
  online?: boolean;
}

const signalsOf = (person: Person, id: string): Stream<Signal> => new Stream<Signal>(person, SIGNALS, { id });

test('each sees the other come, type and go', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const hers = signalsOf(woman, id);
  const [seen] = [hers.next()];
  const his = signalsOf(man, id);
  expect(await seen).toEqual({ __typename: 'Presence', conversationId: id, online: true });
  expect(await his.next()).toEqual({ __typename: 'Presence', conversationId: id, online: true });
  expect(await as(man).ask(TYPE, { id })).toEqual({ setTyping: true });
  expect(await hers.next()).toEqual({ __typename: 'Typing', conversationId: id });
  await his.close();
  expect(await hers.next()).toEqual({ __typename: 'Presence', conversationId: id, online: false });
  await hers.close();
});

test('one device leaving does not make somebody absent who is there with another', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const hers = signalsOf(woman, id);
  const [phone, laptop] = [signalsOf(man, id), signalsOf(man, id)];
  expect(await hers.next()).toMatchObject({ online: true });
  await Promise.all([phone.next(), laptop.next()]);
  await phone.close();
  await as(man).ask(TYPE, { id });
  expect(await hers.next()).toMatchObject({ __typename: 'Typing' });
  await laptop.close();
  expect(await hers.next()).toMatchObject({ online: false });
  await hers.close();
});

test('nobody outside listens or types, and an unknown conversation answers alike', async () => {
  const { conversationId } = await aMatch();
  const paul = await aMan();
  for (const id of [conversationId, newId()]) {
    const stream = signalsOf(paul, id);
    expect(await stream.refusal()).toBe('NOT_FOUND');
    await stream.close();
    expect(await as(paul).refusal(TYPE, { id })).toBe('NOT_FOUND');
  }
  const stream = signalsOf(paul, 'x');
  expect(await stream.refusal()).toBe('BAD_USER_INPUT');
  await stream.close();
});

test.each(['closing', 'block'])('a %s ends the signals of both', async (how) => {
  const { woman, man, conversationId: id } = await aMatch();
  const [hers, his] = [signalsOf(woman, id), signalsOf(man, id)];
  expect(await hers.next()).toMatchObject({ online: true });
  expect(await his.next()).toMatchObject({ online: true });
  if (how === 'closing') await as(woman).ask(CLOSE, { id });
  else await as(man).ask(BLOCK, { id: woman.id });
  await Promise.all([hers.ended(), his.ended()]);
  expect(await as(man).refusal(TYPE, { id })).toBe('NOT_FOUND');
  await Promise.all([hers.close(), his.close()]);
});

test('typing is limited to 60 calls a minute', async () => {
  const { man, conversationId: id } = await aMatch();
  const answers = await Promise.all(Array.from({ length: 61 }, () => as(man).send(TYPE, { id })));
  expect(answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
});

test('a process that died without a word is forgotten after a few heartbeats', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const { app } = theHouse();
  const hers = signalsOf(woman, id);
  const first = hers.next();
  const his = signalsOf(man, id);
  expect(await first).toMatchObject({ online: true });
  await his.close();
  expect(await hers.next()).toMatchObject({ online: false });
  app.pubsub.publish('signals', id, { kind: 'join', userId: man.id, stream: newId() });
  expect(await hers.next()).toMatchObject({ online: true });
  const gone = hers.next();
  clock.travel(seconds(41));
  await app.chat.heartbeat.beat();
  expect(await gone).toMatchObject({ online: false });
  await hers.close();
});
