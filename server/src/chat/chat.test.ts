import { parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { createContext, type RequestInfo } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import { EVERYWHERE } from '../platform/pubsub.js';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { lapse } from '../../test/stripe.js';
import { inboxOf } from '../../test/inbox.js';
import { aMan, aMatch, aPost, aSubscribedWoman, aWoman } from '../../test/people.js';
import { CLOSE, READ, REOPEN, SEND, say, step } from '../../test/talking.js';

useHouse();

const ONE = `query ($id: ID!) { conversation(id: $id) { id status unread canSend readUpTo theirReadUpTo lastMessage { text } with { __typename ... on Man { id } ... on Woman { id } }
  messages(first: 50) { edges { node { text from kind quotedPost { id text } } } } } }`;
const LIST = `query ($first: Int!, $after: String) { conversations(first: $first, after: $after) { inboxVersion
  edges { cursor node { id status unread lastMessage { text } with { ... on Man { id } ... on Woman { id username } } } } pageInfo { hasNextPage endCursor } } }`;
const HISTORY = `query ($id: ID!, $first: Int, $last: Int, $before: String, $after: String) { conversation(id: $id) {
  messages(first: $first, last: $last, before: $before, after: $after) { edges { node { text } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const WOMAN = 'query ($id: ID!) { woman(id: $id) { id username } }';
const ME = '{ me { inboxVersion unreadConversations } }';

interface Talk {
  id: string;
  status: string;
  unread: number;
  canSend: string;
  readUpTo: string | null;
  theirReadUpTo: string | null;
  lastMessage: { text: string } | null;
  with: { id: string } | null;
  messages: { edges: { node: { text: string; from: string } }[] };
}
interface Page {
  conversation: {
    messages: {
      edges: { node: { text: string } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
    };
  };
}

const one = async (person: { accessToken: string }, id: string): Promise<Talk> =>
  (await as(person).ask<{ conversation: Talk }>(ONE, { id })).conversation;

test('the chat opens at once and both exchange', async () => {
  const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
  const postId = await aPost(hugo, 'Je cherche un partenaire de badminton.');
  const his = inboxOf(hugo);

  const { conversation, openingSent } = await step(lea, hugo, { opening: 'Badminton, jeudi soir ?', quotedPostId: postId });
  expect(openingSent).toBe(true);
  const [opened, opening] = await his.take(2);
  expect(opened).toMatchObject({ __typename: 'ConversationOpened', number: 1, conversation: { id: conversation.id } });
  expect(opening).toMatchObject({ __typename: 'MessageSent', number: 2, message: { text: 'Badminton, jeudi soir ?', from: 'THEM' } });

  await say(hugo, conversation.id, 'Avec joie. 19 h ?');
  await say(lea, conversation.id, 'À jeudi !');
  const { messages } = await one(hugo, conversation.id);
  expect(messages.edges.map(({ node }) => node)).toEqual([
    {
      text: 'Badminton, jeudi soir ?',
      from: 'THEM',
      kind: 'FIRST_STEP',
      quotedPost: { id: postId, text: 'Je cherche un partenaire de badminton.' },
    },
    { text: 'Avec joie. 19 h ?', from: 'ME', kind: 'TEXT', quotedPost: null },
    { text: 'À jeudi !', from: 'THEM', kind: 'TEXT', quotedPost: null },
  ]);
  expect((await his.take(2)).map(({ number, message }) => [number, message?.from])).toEqual([
    [3, 'ME'],
    [4, 'THEM'],
  ]);
  await his.close();
});

describe('who sees whom', () => {
  it('a man sees a woman from her first step on, and as long as their conversation is open', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    expect(await as(hugo).refusal(WOMAN, { id: lea.id })).toBe('NOT_FOUND');
    const { conversation } = await step(lea, hugo);
    expect(await as(hugo).ask(WOMAN, { id: lea.id })).toMatchObject({ woman: { id: lea.id } });
    expect((await one(hugo, conversation.id)).with).toEqual({ __typename: 'Woman', id: lea.id });
    await as(hugo).ask(CLOSE, { id: conversation.id });
    expect(await as(hugo).refusal(WOMAN, { id: lea.id })).toBe('NOT_FOUND');
  });

  it('a woman without access still reads her open conversations and the man in them, but cannot write', async () => {
    const { woman, man, conversationId } = await aMatch();
    const { app } = theHouse();
    await app.db.query("UPDATE subscriptions SET status = 'canceled' WHERE user_id = $1", [woman.id]);
    app.pubsub.publish('account', EVERYWHERE, { userId: woman.id });
    expect(await one(woman, conversationId)).toMatchObject({ canSend: 'SUBSCRIPTION_REQUIRED', with: { id: man.id } });
    expect(await as(woman).ask('query ($id: ID!) { man(id: $id) { id conversation { id } } }', { id: man.id })).toEqual({
      man: { id: man.id, conversation: { id: conversationId } },
    });
    expect(await as(woman).refusal(SEND, { input: { conversationId, clientId: newId(), text: 'Encore là ?' } })).toBe(
      'SUBSCRIPTION_REQUIRED',
    );
    const stranger = await aMan();
    expect(await as(woman).refusal('query ($id: ID!) { man(id: $id) { id } }', { id: stranger.id })).toBe('SUBSCRIPTION_REQUIRED');
  });

  it('somebody else’s conversation is not found, as one that does not exist', async () => {
    const { conversationId } = await aMatch();
    const [paul, anne] = [await aMan(), await aWoman()];
    for (const id of [conversationId, newId()]) {
      expect(await as(paul).refusal(ONE, { id })).toBe('NOT_FOUND');
      expect(await as(paul).refusal(SEND, { input: { conversationId: id, clientId: newId(), text: 'Bonjour' } })).toBe('NOT_FOUND');
      expect(await as(paul).refusal(READ, { id, upTo: newId() })).toBe('NOT_FOUND');
      expect(await as(anne).refusal(CLOSE, { id })).toBe('NOT_FOUND');
      expect(await as(paul).refusal(REOPEN, { id })).toBe('NOT_FOUND');
    }
  });

  it('a suspended person fades from the conversation, and comes back when the suspension ends', async () => {
    const { woman, man, conversationId } = await aMatch();
    await say(man, conversationId, 'Bonjour !');
    const { app } = theHouse();
    await app.db.query("UPDATE users SET status = 'SUSPENDED' WHERE id = $1", [man.id]);
    expect(await one(woman, conversationId)).toMatchObject({
      with: null,
      lastMessage: null,
      canSend: 'CLOSED',
      unread: 0,
      messages: { edges: [] },
    });
    expect(await as(woman).refusal(SEND, { input: { conversationId, clientId: newId(), text: 'Ça va ?' } })).toBe('CONFLICT');
    await app.db.query("UPDATE users SET status = 'ACTIVE' WHERE id = $1", [man.id]);
    expect(await one(woman, conversationId)).toMatchObject({ with: { id: man.id }, canSend: 'ALLOWED', unread: 1 });
  });
});

describe('the list of conversations', () => {
  it('goes by last activity, with the person, the last message and what is unread, page by page', async () => {
    const hugo = await aMan();
    const matches = [await aMatch(undefined, hugo), await aMatch(undefined, hugo), await aMatch(undefined, hugo)];
    await say(matches[0]!.woman, matches[0]!.conversationId, 'Coucou');
    await say(matches[0]!.woman, matches[0]!.conversationId, 'Vous êtes là ?');
    type Lists = {
      conversations: { inboxVersion: number; edges: { node: Talk }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    const first = (await as(hugo).ask<Lists>(LIST, { first: 2 })).conversations;
    expect(first.edges.map(({ node }) => [node.id, node.unread, node.lastMessage?.text ?? null, node.with?.id])).toEqual([
      [matches[0]!.conversationId, 2, 'Vous êtes là ?', matches[0]!.woman.id],
      [matches[2]!.conversationId, 0, null, matches[2]!.woman.id],
    ]);
    const second = (await as(hugo).ask<Lists>(LIST, { first: 2, after: first.pageInfo.endCursor })).conversations;
    expect(second.edges.map(({ node }) => node.id)).toEqual([matches[1]!.conversationId]);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect(first.inboxVersion).toBe(5);
    expect(await as(hugo).ask(ME)).toEqual({ me: { inboxVersion: 5, unreadConversations: 1 } });
  });

  it('is empty, and current up to number 0, for whom nothing has happened', async () => {
    expect(await as(await aMan()).ask(LIST, { first: 1 })).toEqual({
      conversations: { inboxVersion: 0, edges: [], pageInfo: { hasNextPage: false, endCursor: null } },
    });
    expect(await as(await aMan()).refusal(LIST, { first: 51 })).toBe('BAD_USER_INPUT');
    expect(await as(await aMan()).refusal(LIST, { first: 1, after: '' })).toBe('BAD_USER_INPUT');
  });
});

test('compiled, as the documents of our own clients are, a query answers the same', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  await say(woman, id, 'Bonjour');
  const { schema } = theHouse().app;
  const compiled = compileQuery(schema, parse(ONE));
  if (!isCompiledQuery(compiled)) throw new Error('the query does not compile');
  for (const person of [woman, man]) {
    const viewer = {
      ...person,
      sessionId: newId(),
      status: 'ACTIVE',
      verified: true,
      termsAccepted: true,
      subscribed: person === woman,
      locale: 'FR',
      joinedAt: new Date(0),
      numberProven: false,
    } as const;
    const context = createContext(viewer, null, () => Promise.resolve(viewer), { id: 'test' } as RequestInfo);
    expect(await compiled.query(undefined, context, { id })).toEqual({ data: await as(person).ask(ONE, { id }) });
  }
});

describe('history', () => {
  it('is read both ways, page by page, every message once and in order', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    const texts = Array.from({ length: 120 }, (_, n) => `Message ${n + 1}`);
    for (const [n, text] of texts.entries()) await say(n % 3 === 0 ? woman : man, id, text);
    const page = async (args: object) => (await as(man).ask<Page>(HISTORY, { id, ...args })).conversation.messages;

    const back: string[] = [];
    for (let before: string | null = null; ;) {
      const { edges, pageInfo } = await page({ last: 50, before });
      back.unshift(...edges.map(({ node }) => node.text));
      expect(pageInfo.hasNextPage).toBe(before !== null);
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
    }
    expect(back).toEqual(texts);

    const forth: string[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo } = await page({ first: 50, after });
      forth.push(...edges.map(({ node }) => node.text));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(forth).toEqual(texts);
    expect((await page({})).edges.map(({ node }) => node.text)).toEqual(texts.slice(-30));
  });

  it('refuses sizes and cursors that make no sense', async () => {
    const [mine, other] = [await aMatch(), await aMatch()];
    await say(other.man, other.conversationId, 'Ailleurs');
    const { conversation } = await as(other.man).ask<Page>(HISTORY, { id: other.conversationId, first: 1 });
    const foreign = conversation.messages.pageInfo.endCursor;
    for (const args of [{ first: 0 }, { last: 51 }, { first: 1, last: 1 }, { after: 'x' }, { after: '' }, { before: foreign }]) {
      expect(await as(mine.man).refusal(HISTORY, { id: mine.conversationId, ...args })).toBe('BAD_USER_INPUT');
    }
  });
});

describe('sending', () => {
  it('keeps the words as typed, without the blanks around them', async () => {
    const { man, conversationId } = await aMatch();
    const text = '  <b>Élodie</b> 👩‍🎨\n‏שלום‏  ';
    const { sendMessage } = await as(man).ask<{ sendMessage: { message: { text: string } } }>(SEND, {
      input: { conversationId, clientId: newId(), text },
    });
    expect(sendMessage.message.text).toBe(text.trim());
  });

  it('takes 1 to 4,000 characters', async () => {
    const { man, conversationId } = await aMatch();
    const send = (text: string) => as(man).send(SEND, { input: { conversationId, clientId: newId(), text } });
    expect((await send('é'.repeat(4_000))).errors).toBeUndefined();
    for (const text of ['', ' \n ', 'é'.repeat(4_001), 'a\u0000b']) {
      expect((await send(text)).errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: { text: expect.any(String) as string },
      });
    }
  });

  it('acknowledges a message sent before, with its first words, even when the conversation has been closed since', async () => {
    const { woman, man, conversationId } = await aMatch();
    const clientId = newId();
    const id = await say(man, conversationId, 'Un seul envoi', clientId);
    await as(woman).ask(CLOSE, { id: conversationId });
    const { sendMessage } = await as(man).ask<{ sendMessage: object }>(SEND, { input: { conversationId, clientId, text: 'Autre chose' } });
    expect(sendMessage).toMatchObject({
      message: { id, text: 'Un seul envoi' },
      conversation: { canSend: 'CLOSED', lastMessage: null, unread: 0 },
    });
    expect(await as(man).refusal(SEND, { input: { conversationId, clientId: newId(), text: 'Encore ?' } })).toBe('CONFLICT');
  });
});

describe('reading', () => {
  it('moves the mark forwards only, tells both, and counts what is left', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    const [first, second, third] = [await say(woman, id, 'Un'), await say(woman, id, 'Deux'), await say(woman, id, 'Trois')];
    expect(await as(man).ask(READ, { id, upTo: second })).toEqual({ markRead: { unread: 1, readUpTo: second, theirReadUpTo: null } });
    const before = (await as(man).ask<{ me: { inboxVersion: number } }>(ME)).me.inboxVersion;
    expect(await as(man).ask(READ, { id, upTo: first })).toEqual({ markRead: { unread: 1, readUpTo: second, theirReadUpTo: null } });
    expect((await as(man).ask<{ me: { inboxVersion: number } }>(ME)).me.inboxVersion).toBe(before);
    const mine = await say(man, id, 'Lu');
    expect(await as(man).ask(READ, { id, upTo: mine })).toEqual({ markRead: { unread: 0, readUpTo: third, theirReadUpTo: null } });
    expect(await one(woman, id)).toMatchObject({ theirReadUpTo: third, readUpTo: null, unread: 1 });
    expect(await as(man).refusal(READ, { id, upTo: newId() })).toBe('NOT_FOUND');
  });
});

describe('closing', () => {
  it('makes the conversation vanish for the other, and leaves who closed it a closed one', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    await say(woman, id, 'Bonjour');
    expect(await as(man).ask(CLOSE, { id })).toEqual({ closeConversation: { id, status: 'CLOSED_BY_ME' } });
    expect(await one(man, id)).toMatchObject({
      status: 'CLOSED_BY_ME',
      with: null,
      lastMessage: null,
      unread: 0,
      canSend: 'CLOSED',
      messages: { edges: [] },
    });
    expect(await as(woman).refusal(ONE, { id })).toBe('NOT_FOUND');
    expect(await as(woman).refusal(REOPEN, { id })).toBe('NOT_FOUND');
    expect(await as(woman).ask(LIST, { first: 5 })).toMatchObject({ conversations: { edges: [] } });
    expect(await as(woman).ask(ME)).toMatchObject({ me: { unreadConversations: 0 } });
  });

  it('is undone by who did it, with the whole history', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    await say(woman, id, 'Bonjour');
    await as(man).ask(CLOSE, { id });
    expect(await as(man).ask(REOPEN, { id })).toEqual({ reopenConversation: { id, status: 'OPEN' } });
    expect(await one(woman, id)).toMatchObject({ status: 'OPEN', canSend: 'ALLOWED', lastMessage: { text: 'Bonjour' } });
  });

  it('shows her the man she closed with, but not the words', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    await as(woman).ask(CLOSE, { id });
    expect(await one(woman, id)).toMatchObject({
      status: 'CLOSED_BY_ME',
      with: { __typename: 'Man', id: man.id },
      messages: { edges: [] },
    });
  });

  it('shows her nobody in it once her access has lapsed', async () => {
    const { woman, conversationId: id } = await aMatch();
    await as(woman).ask(CLOSE, { id });
    await lapse(woman);
    expect(await one(woman, id)).toMatchObject({ status: 'CLOSED_BY_ME', with: null, messages: { edges: [] } });
  });
});
