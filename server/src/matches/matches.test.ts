import { newId } from '../platform/ids.js';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aPerson, aPost, aSubscribedWoman, aWoman } from '../../test/people.js';
import { BLOCK, CLOSE, REOPEN, say, somebodyWaits, step, STEP, type StepPayload } from '../../test/talking.js';

useHouse();

const HISTORY = 'query ($id: ID!) { conversation(id: $id) { messages { edges { node { text kind quotedPost { text } } } } } }';
interface History {
  conversation: { messages: { edges: { node: object }[] } };
}

const historyOf = async (person: { accessToken: string }, id: string) =>
  (await as(person).ask<History>(HISTORY, { id })).conversation.messages.edges.map(({ node }) => node);
const refusalOf = (woman: { accessToken: string }, input: object) => as(woman).refusal(STEP, { input: { clientId: newId(), ...input } });

test('only a woman with access takes the first step', async () => {
  const [hugo, paul, anne] = [await aMan(), await aMan(), await aWoman()];
  expect(await refusalOf(hugo, { manId: paul.id })).toBe('FORBIDDEN');
  expect(await refusalOf(anne, { manId: hugo.id })).toBe('SUBSCRIPTION_REQUIRED');
});

test('she needs a name and a town before he may see her', async () => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  await theHouse().app.db.query('UPDATE profiles_women SET city_code = NULL WHERE user_id = $1', [lea.id]);
  const { errors } = await as(lea).send(STEP, { input: { manId: hugo.id, clientId: newId() } });
  expect(errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', reason: 'PROFILE_INCOMPLETE' });
});

test('a first step needs no words, and may quote an ad of his with or without any', async () => {
  const lea = await aSubscribedWoman();
  const [hugo, paul, karim] = [await aMan(), await aMan(), await aMan()];
  const silent = await step(lea, hugo, { opening: '  ' });
  expect(silent.openingSent).toBe(false);
  expect(await historyOf(hugo, silent.conversation.id)).toEqual([]);

  const postId = await aPost(paul, 'Qui pour le marché ?');
  const quoting = await step(lea, paul, { quotedPostId: postId });
  expect(quoting.openingSent).toBe(true);
  await as(paul).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id: postId });
  expect(await historyOf(paul, quoting.conversation.id)).toEqual([
    { text: null, kind: 'FIRST_STEP', quotedPost: { text: 'Qui pour le marché ?' } },
  ]);

  expect(await refusalOf(lea, { manId: karim.id, opening: 'Moi !', quotedPostId: await aPost(hugo) })).toBe('BAD_USER_INPUT');
  expect(await refusalOf(lea, { manId: karim.id, opening: 'Moi !', quotedPostId: newId() })).toBe('BAD_USER_INPUT');
  expect(await refusalOf(lea, { manId: karim.id, opening: 'é'.repeat(1_001) })).toBe('BAD_USER_INPUT');
  expect(await theHouse().app.db.query('SELECT 1 FROM matches WHERE man_id = $1', [karim.id])).toEqual([]);
});

test('a pair is matched once: later steps find the first conversation, and her first line stands', async () => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  const clientId = newId();
  const first = await step(lea, hugo, { clientId, opening: 'Bonjour Hugo' });
  expect(await step(lea, hugo, { clientId, opening: 'Bonjour Hugo' })).toEqual(first);
  expect(await step(lea, hugo, { opening: 'Une autre phrase' })).toEqual({ ...first, openingSent: false });
  expect(await historyOf(lea, first.conversation.id)).toHaveLength(1);
});

test('a repeated step is acknowledged although the ad it quotes is gone', async () => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  const input = { clientId: newId(), quotedPostId: await aPost(hugo) };
  const first = await step(lea, hugo, input);
  await as(hugo).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id: input.quotedPostId });
  expect(await step(lea, hugo, input)).toEqual(first);
});

test('fifty steps at once make one match, one conversation and one line', async () => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      as(lea).send<StepPayload>(STEP, { input: { manId: hugo.id, clientId: newId(), opening: `Ligne ${n}` } }),
    ),
  );
  expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
  expect(new Set(answers.map(({ data }) => data?.createMatch.conversation.id)).size).toBe(1);
  expect(answers.filter(({ data }) => data?.createMatch.openingSent)).toHaveLength(1);
  const counts = `SELECT (SELECT count(*)::integer FROM matches WHERE man_id = $1) AS matches, (SELECT count(*)::integer FROM conversations WHERE man_id = $1) AS conversations,
    (SELECT count(*)::integer FROM messages WHERE sender_id = $2) AS messages, (SELECT version FROM inboxes WHERE user_id = $1) AS version`;
  expect(await theHouse().app.db.query(counts, [hugo.id, lea.id])).toEqual([{ matches: 1, conversations: 1, messages: 1, version: 2 }]);
});

test('a step reopens what she closed, not what he closed', async () => {
  const hers = await aMatch();
  await say(hers.man, hers.conversationId, 'Bonjour');
  await as(hers.woman).ask(CLOSE, { id: hers.conversationId });
  expect(await step(hers.woman, hers.man)).toEqual({ openingSent: false, conversation: { id: hers.conversationId, status: 'OPEN' } });
  expect(await historyOf(hers.man, hers.conversationId)).toHaveLength(1);

  const his = await aMatch();
  await as(his.man).ask(CLOSE, { id: his.conversationId });
  expect(await refusalOf(his.woman, { manId: his.man.id })).toBe('CONFLICT');
  expect(await as(his.man).ask(REOPEN, { id: his.conversationId })).toMatchObject({ reopenConversation: { status: 'OPEN' } });
  expect(await step(his.woman, his.man)).toMatchObject({ conversation: { id: his.conversationId } });
});

test('a step that comes again late, after she closed, is acknowledged and reopens nothing', async () => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  const line = { clientId: newId(), opening: 'Bonjour' };
  const { id } = (await step(lea, hugo, line)).conversation;
  await as(lea).ask(CLOSE, { id });
  expect(await step(lea, hugo, line)).toEqual({ openingSent: true, conversation: { id, status: 'CLOSED_BY_ME' } });
  expect(await as(hugo).refusal('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toBe('NOT_FOUND');
  expect((await step(lea, hugo, { opening: 'Me revoilà' })).conversation.status).toBe('OPEN');
});

test('a man she may not see is not found: unknown, incomplete, suspended, a woman, or blocked either way', async () => {
  const lea = await aSubscribedWoman();
  const [suspended, incomplete, blocked, blocking, anne] = [await aMan(), await aPerson('MAN'), await aMan(), await aMan(), await aWoman()];
  const { db } = theHouse().app;
  await db.query("UPDATE users SET status = 'SUSPENDED' WHERE id = $1", [suspended.id]);
  await as(lea).ask(BLOCK, { id: blocked.id });
  const match = await step(lea, blocking);
  expect(match.conversation.status).toBe('OPEN');
  await as(blocking).ask(BLOCK, { id: lea.id });
  for (const id of [newId(), suspended.id, incomplete.id, blocked.id, blocking.id, anne.id])
    expect(await refusalOf(lea, { manId: id })).toBe('NOT_FOUND');
});

test.each(['small letters', 'capitals'])('a step that waits while he blocks her, named in %s, opens nothing', async (spelling) => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  const { app } = theHouse();
  let waiting: Promise<string> | undefined;
  await app.db.transaction(async (tx) => {
    await tx.query('INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)', [hugo.id, lea.id, new Date()]);
    await tx.emit('person.blocked', { blockerId: hugo.id, blockedId: spelling === 'capitals' ? lea.id.toUpperCase() : lea.id });
    waiting = refusalOf(lea, { manId: hugo.id });
    await somebodyWaits();
  });
  expect(await waiting).toBe('NOT_FOUND');
  expect(await app.db.query('SELECT 1 FROM conversations WHERE man_id = $1', [hugo.id])).toEqual([]);
});
