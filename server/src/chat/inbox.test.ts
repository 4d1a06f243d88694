import { createApp } from '../app.js';
import { clock, days } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { testLogger } from '../../test/log/logger.js';
import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { inboxOf, type Event } from '../../test/inbox.js';
import { aMan, aMatch, aSubscribedWoman, aWoman, type Person } from '../../test/people.js';
import { BLOCK, CLOSE, READ, REOPEN, say, SEND } from '../../test/talking.js';

useHouse();

const kinds = (events: Event[]): string[] => events.map((event) => event.__typename);
const numbers = (events: Event[]): number[] => events.map((event) => event.number);
const upTo = (last: number, first = 1): number[] => Array.from({ length: last - first + 1 }, (_, n) => first + n);

async function versionOf(person: Person): Promise<number> {
  return (await as(person).ask<{ me: { inboxVersion: number } }>('{ me { inboxVersion } }')).me.inboxVersion;
}

test('every device of both hears everything, in order, what it did itself too', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const start = await versionOf(woman);
  const [phone, laptop, his] = [inboxOf(woman, start), inboxOf(woman, start), inboxOf(man, 1)];
  const message = await say(man, id, 'Bonjour');
  await as(woman).ask(READ, { id, upTo: message });
  for (const device of [phone, laptop]) {
    expect(await device.take(2)).toMatchObject([
      { __typename: 'MessageSent', number: start + 1, conversation: { id }, message: { id: message, from: 'THEM' } },
      { __typename: 'MessagesRead', number: start + 2, conversation: { id, unread: 0 }, upTo: message, by: 'ME' },
    ]);
  }
  expect(await his.take(2)).toMatchObject([{ message: { from: 'ME' } }, { __typename: 'MessagesRead', upTo: message, by: 'THEM' }]);
  await Promise.all([phone.close(), laptop.close(), his.close()]);
});

test('replay goes over into life without a gap or a double, while messages pour in', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  for (let n = 0; n < 130; n++) await say(n % 2 ? woman : man, id, `Avant ${n}`);
  const pouring = Promise.all(
    Array.from({ length: 4 }, async (_, who) => {
      for (let n = 0; n < 40; n++) await say(who % 2 ? woman : man, id, `Pendant ${who}.${n}`);
    }),
  );
  const readers = Array.from({ length: 3 }, () => inboxOf(man));
  const heard = await Promise.all(readers.map((reader) => reader.take(1 + 130 + 160)));
  await pouring;
  for (const events of heard) {
    expect(numbers(events)).toEqual(upTo(291));
    expect(new Set(events.slice(1).map((event) => event.message?.id)).size).toBe(290);
  }
  await Promise.all(readers.map((reader) => reader.close()));
});

test('who was away goes on after the last number applied', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const before = inboxOf(man);
  expect(kinds(await before.take(1))).toEqual(['ConversationOpened']);
  await before.close();
  for (const text of ['Un', 'Deux', 'Trois']) await say(woman, id, text);
  const after = inboxOf(man, 1);
  expect((await after.take(3)).map(({ message }) => message?.text)).toEqual(['Un', 'Deux', 'Trois']);
  await after.close();
});

test('who is too far behind, or names a number that is not of this inbox, loads a snapshot', async () => {
  const { man, woman, conversationId: id } = await aMatch();
  await say(woman, id, 'Bonjour');
  expect(await refusalAt(man, -1)).toBe('BAD_USER_INPUT');
  expect(await refusalAt(man, 3)).toBe('RESYNC_REQUIRED');
  const { db } = theHouse().app;
  await db.query("INSERT INTO inbox_events (user_id, number, at, kind) SELECT $1, n, $2, 'CLOSED' FROM generate_series(3, 2001) n", [
    man.id,
    clock.now(),
  ]);
  await db.query('UPDATE inboxes SET version = 2001 WHERE user_id = $1', [man.id]);
  expect(await refusalAt(man, 0)).toBe('RESYNC_REQUIRED');
  const reader = inboxOf(man, 1);
  expect(numbers(await reader.take(2_000))).toEqual(upTo(2_001, 2));
  await reader.close();
});

test('what is older than 30 days is forgotten, and who needs it loads a snapshot', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const { app } = theHouse();
  await app.db.query('UPDATE inbox_events SET at = $2 WHERE user_id = $1', [man.id, new Date(clock.now().getTime() - days(31))]);
  await say(woman, id, 'Bonjour');
  await app.db.transaction((tx) => tx.enqueue('chat.purge-inboxes', {}));
  await drain();
  expect(await refusalAt(man, 0)).toBe('RESYNC_REQUIRED');
  const reader = inboxOf(man, 1);
  expect(await reader.next()).toMatchObject({ __typename: 'MessageSent', number: 2 });
  await reader.close();
});

test('a lost hint heals at the next heartbeat', async () => {
  const man = await aMan();
  const reader = inboxOf(man);
  const { app } = theHouse();
  const listening = (): Promise<unknown> => app.chat.heartbeat.beat();
  await app.db.query("SELECT inbox_append($1, $2, 'CLOSED', $3, NULL, NULL)", [man.id, clock.now(), newId()]);
  const first = reader.next();
  expect(await first).toMatchObject({ number: 1 });
  const second = reader.next();
  await app.db.query("SELECT inbox_append($1, $2, 'CLOSED', $3, NULL, NULL)", [man.id, clock.now(), newId()]);
  await listening();
  expect(await second).toMatchObject({ number: 2 });
  await reader.close();
});

test('two processes serve one inbox: what one of them writes reaches a reader of the other, by the heartbeat when no hint comes', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const { app } = theHouse();
  const other = await createApp({ ...app.config, http: { ...app.config.http, port: 0 } }, testLogger('error'));
  try {
    const taken = await other.chat.inboxes.follow(man, 1);
    const waiting = taken.next();
    const message = await say(woman, id, 'Par l’autre serveur');
    await other.chat.heartbeat.beat();
    expect((await waiting).value).toMatchObject({ number: 2, message: { id: message, from: 'THEM' } });
    await taken.return?.();
  } finally {
    await other.stop();
  }
});

test('after a closing the other replays tombstones, and after a reopening the messages again', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  await say(woman, id, 'Bonjour');
  await as(woman).ask(CLOSE, { id });
  for (const person of [man, woman]) {
    const reader = inboxOf(person, person === woman ? (await versionOf(woman)) - 3 : 0);
    const events = await reader.take(3);
    expect(kinds(events)).toEqual(['Tombstone', 'Tombstone', 'ConversationClosed']);
    expect(events[2]).toMatchObject({ conversationId: id });
    await reader.close();
  }
  await as(woman).ask(REOPEN, { id });
  const reader = inboxOf(man);
  expect(kinds(await reader.take(4))).toEqual(['ConversationOpened', 'MessageSent', 'ConversationClosed', 'ConversationOpened']);
  await reader.close();
});

test('a block ends what is live at once, and leaves both only tombstones', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const since = await versionOf(woman);
  await say(man, id, 'Bonjour');
  const live = [inboxOf(woman, since), inboxOf(man, 1)];
  for (const reader of live) expect(await reader.next()).toMatchObject({ __typename: 'MessageSent' });
  await as(woman).ask(BLOCK, { id: man.id });
  for (const reader of live) expect(await reader.next()).toMatchObject({ __typename: 'ConversationClosed', conversationId: id });
  for (const person of [woman, man]) {
    const replay = inboxOf(person, person === woman ? since - 1 : 0);
    expect(kinds(await replay.take(3))).toEqual(['Tombstone', 'Tombstone', 'ConversationClosed']);
    await replay.close();
    expect(await as(person).refusal('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toBe('NOT_FOUND');
    expect(await as(person).refusal(REOPEN, { id })).toBe('NOT_FOUND');
  }
  await Promise.all(live.map((reader) => reader.close()));
});

test('what a slow reader has not taken yet is read anew when rights change', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  for (let n = 0; n < 20; n++) await say(woman, id, `Message ${n}`);
  const taken = await theHouse().app.chat.inboxes.follow(man, 0);
  const next = async (): Promise<string> => ((await taken.next()).value as object).constructor.name;
  expect([await next(), await next(), await next()]).toEqual(['ConversationOpened', 'MessageSent', 'MessageSent']);
  await as(woman).ask(BLOCK, { id: man.id });
  for (let number = 4; number <= 21; number++) expect(await next()).toBe('Tombstone');
  expect(await next()).toBe('ConversationClosed');
  await taken.return?.();
});

test('a reader that leaves while it waits is let go at once', async () => {
  const man = await aMan();
  const taken = await theHouse().app.chat.inboxes.follow(man, 0);
  const waiting = taken.next();
  await taken.return?.();
  expect(await waiting).toEqual({ value: undefined, done: true });
});

test('a block after his closing looks to her exactly like the closing alone', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  await as(man).ask(CLOSE, { id });
  const [hers, his] = [await versionOf(woman), await versionOf(man)];
  await as(man).ask(BLOCK, { id: woman.id });
  expect(await versionOf(woman)).toBe(hers);
  expect(await versionOf(man)).toBe(his + 1);
});

test('a block after the blocked one’s own closing tells him nothing: no event, no change in his list, only that it stays closed', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  await as(man).ask(CLOSE, { id });
  const LIST =
    '{ me { inboxVersion } conversations { inboxVersion edges { cursor node { id status lastActivityAt canSend with { __typename } } } } }';
  const list = async () => JSON.stringify(await as(man).ask(LIST), (key, value: unknown) => (key === 'cursor' ? '' : value));
  const before = await list();
  await as(woman).ask(BLOCK, { id: man.id });
  expect(await list()).toBe(before);
  expect(await as(man).ask('query ($id: ID!) { conversation(id: $id) { status } }', { id })).toEqual({
    conversation: { status: 'CLOSED_BY_ME' },
  });
  expect(await as(man).refusal(REOPEN, { id })).toBe('CONFLICT');
  expect(await as(woman).refusal('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toBe('NOT_FOUND');
});

test('when her account is deleted from the database nothing of hers is left to him, and his numbers stay dense', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const other = await aMatch(undefined, man);
  await say(woman, id, 'Bonjour');
  const clientId = newId();
  await say(man, id, 'Bonsoir', clientId);
  await say(other.woman, other.conversationId, 'Coucou');
  await theHouse().app.db.query('DELETE FROM users WHERE id = $1', [woman.id]);
  const replay = inboxOf(man);
  const events = await replay.take(5);
  expect(kinds(events)).toEqual(['Tombstone', 'ConversationOpened', 'Tombstone', 'Tombstone', 'MessageSent']);
  expect(events.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  await replay.close();
  expect(await as(man).ask('{ me { unreadConversations } conversations { edges { node { id } } } }')).toEqual({
    me: { unreadConversations: 1 },
    conversations: { edges: [{ node: { id: other.conversationId } }] },
  });
  for (const client of [clientId, newId()]) {
    expect(await as(man).refusal(SEND, { input: { conversationId: id, clientId: client, text: 'Encore' } })).toBe('NOT_FOUND');
  }
});

test('a change of her membership reaches her inbox', async () => {
  const woman = await aSubscribedWoman();
  const reader = inboxOf(woman);
  expect(await reader.next()).toMatchObject({ __typename: 'MembershipChanged', number: 1, membership: { hasAccess: true } });
  await reader.close();
});

test('another’s inbox cannot be heard', async () => {
  const { woman, conversationId: id, man } = await aMatch();
  const anne = await aWoman();
  const reader = inboxOf(anne);
  await say(man, id, 'Pour Léa seulement');
  await theHouse().app.chat.heartbeat.beat();
  const own = await aMatch(woman);
  expect(own.conversationId).not.toBe(id);
  expect(await versionOf(anne)).toBe(0);
  await reader.close();
});

async function refusalAt(person: Person, after: number): Promise<unknown> {
  const reader = inboxOf(person, after);
  const code = await reader.refusal();
  await reader.close();
  return code;
}
