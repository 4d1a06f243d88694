import pg from 'pg';
import { as, ask, send, socket, type Caller } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { newId } from '../../src/platform/ids.js';
import { aMan, aModerator, aPost, aSubscribedWoman, PASSWORD, signedInAgain, type Person } from '../people.js';
import { BLOCK, CLOSE, READ, say, step } from '../talking.js';
import { selectionOf } from './everything.js';
import { ROWS } from './guards.table.js';

useHouse();

const AJACCIO = '2A004';
const SECRETS = { username: 'Léopoldine', bio: 'Je chante dans une chorale', message: 'Le mot que lui seul doit lire' };

let lea: Person;
let hugo: Person;
let spy: Person;
let conversationId: string;
let messageId: string;
let clientId: string;
let hugosPost: string;
let caseId: string;

beforeAll(async () => {
  lea = await aSubscribedWoman({ username: SECRETS.username, bio: SECRETS.bio, cityCode: AJACCIO });
  [hugo, spy] = [await aMan(), await aMan()];
  hugosPost = await aPost(hugo);
  clientId = newId();
  conversationId = (await step(lea, hugo, { opening: 'Bonjour' })).conversation.id;
  messageId = await say(lea, conversationId, SECRETS.message, clientId);
  await as(lea).ask('mutation ($id: ID!) { report(input: { userId: $id, reason: OTHER }) { caseNumber } }', { id: hugo.id });
  const { reports } = await as(await aModerator()).ask<{ reports: { edges: [{ node: { id: string } }] } }>(
    '{ reports { edges { node { id } } } }',
  );
  caseId = reports.edges[0].node.id;
});

/** What a caller gets, whole: what is left out is who asked and when. */
async function answer(query: string, caller: Caller): Promise<unknown> {
  const { headers, ...body } = await send(query, {}, caller);
  const kept = [...headers].filter(([name]) => !['date', 'content-length', 'set-cookie'].includes(name));
  return withoutIds({ ...body, headers: kept });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** Ids and instants as placeholders: two answers are alike when nothing else differs. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(UUID, 'ID').replace(INSTANT, 'INSTANT')) as unknown;

async function overSocket(query: string, caller: Caller): Promise<unknown> {
  const client = socket(caller);
  try {
    return withoutIds((await client.iterate({ query }).next()).value);
  } catch (problem) {
    return withoutIds(problem);
  } finally {
    await client.dispose();
  }
}

/** The statements a call makes, in order of their text. Who the viewer is may be remembered, and activity is noted when its batch is due: neither counts. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { prototype } = pg.Client as unknown as { prototype: { query: (...args: unknown[]) => unknown } };
  const query = prototype.query;
  const texts: string[] = [];
  prototype.query = function (this: { connectionParameters: { application_name?: string } }, ...args) {
    // The job queue has connections of its own.
    if (this.connectionParameters.application_name === 'premier-pas')
      texts.push(typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string } | undefined)?.text ?? ''));
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return texts.filter((text) => !/FROM sessions s JOIN users|UPDATE profiles_men/.test(text)).sort();
}

const KINDS: Record<string, () => string> = {
  'her id': () => lea.id,
  'their conversation': () => conversationId,
  'her message': () => messageId,
  'her own id of the message': () => clientId,
  'the ad she may have read': () => hugosPost,
  'the report she made': () => caseId,
};

const MORE = [
  'mutation { report(input: { conversationId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { messageId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { postId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { updateMyProfile(input: { interests: ["$ID"] }) { id } }',
  '{ conversations(after: "$ID") { inboxVersion } }',
  '{ myPosts(after: "$ID") { pageInfo { endCursor } } }',
];

const calls = [
  ...ROWS.filter(({ call, field }) => call.includes('$ID') && !field.startsWith('Subscription')).map(
    ({ field, call }) => `${field.split('.')[0]?.toLowerCase()} { ${call} }`,
  ),
  ...MORE,
];

describe('a man without a conversation learns nothing', () => {
  describe.each(Object.keys(KINDS))('from %s', (kind) => {
    it.each(calls)('%s', async (call) => {
      const secret = KINDS[kind]!();
      const [man, again] = [await signedInAgain(spy), await signedInAgain(spy)];
      const filled = (id: string) =>
        call.replaceAll('$ID', id).replaceAll('$EMAIL', 'personne@test.premierpas.example').replaceAll('$MAN', id);
      expect(await answer(filled(secret), man)).toEqual(await answer(filled(newId()), again));
    });

    it.each(['signals(conversationId: "$ID") { __typename }'])('subscription { %s }', async (call) => {
      const filled = (id: string) => `subscription { ${call.replace('$ID', id)} }`;
      expect(await overSocket(filled(KINDS[kind]!()), spy)).toEqual(await overSocket(filled(newId()), spy));
    });
  });

  it.each([
    ['{ woman(id: "$ID") { id } }', 'her id'],
    ['{ conversation(id: "$ID") { id } }', 'their conversation'],
    ['mutation { block(userId: "$ID") }', 'her id'],
    ['mutation { report(input: { userId: "$ID", reason: OTHER }) { caseNumber } }', 'her id'],
    ['mutation { report(input: { messageId: "$ID", reason: OTHER }) { caseNumber } }', 'her message'],
    ['mutation { setTyping(conversationId: "$ID") }', 'their conversation'],
    ['mutation { closeConversation(id: "$ID") { id } }', 'their conversation'],
    [`mutation { markRead(conversationId: "$ID", upTo: "$ID") { id } }`, 'their conversation'],
    [
      `mutation { sendMessage(input: { conversationId: "$ID", clientId: "$ID", text: "Bonjour" }) { message { id } } }`,
      'their conversation',
    ],
  ])('%s makes the same statements for %s and for nobody, so that it takes as long', async (call, kind) => {
    const real = await statementsOf(() => send(call.replaceAll('$ID', KINDS[kind]!()), {}, spy));
    const nobody = await statementsOf(() => send(call.replaceAll('$ID', newId()), {}, spy));
    expect(real.length).toBeGreaterThan(0);
    expect(real).toEqual(nobody);
  });

  it('from her address, at sign-up, sign-in and reset', async () => {
    const legal = 'termsVersion: "2026-11-23", privacyVersion: "2026-11-23"';
    const asks = [
      (email: string) =>
        `mutation { signUp(input: { role: MAN, email: "${email}", password: "assez longue", birthDate: "1990-01-01", ${legal} }) { signUpId } }`,
      (email: string) => `mutation { signIn(input: { email: "${email}", password: "faux mot de passe" }) { accessToken } }`,
      (email: string) => `mutation { requestPasswordReset(email: "${email}") { resetId } }`,
    ];
    for (const call of asks) expect(await answer(call(lea.email), {})).toEqual(await answer(call(`x${lea.email}`), {}));
  });

  it('from her name: a man may take it as well as any other', async () => {
    const rename = async (username: string) => answer(`mutation { updateMyProfile(input: { username: "${username}" }) { id } }`, spy);
    expect(await rename(SECRETS.username)).toEqual(await rename('Personne'));
  });

  it('from cursors of her lists', async () => {
    const { men, conversations } = await as(lea).ask<Record<'men' | 'conversations', { pageInfo: { endCursor: string } }>>(
      '{ men(filter: {}) { pageInfo { endCursor } } conversations { pageInfo { endCursor } } }',
    );
    const garbled = 'A'.repeat(80);
    for (const list of ['conversations', 'myPosts']) {
      const nothing = await answer(`{ ${list}(after: "${garbled}") { pageInfo { endCursor } } }`, spy);
      expect(await answer(`{ ${list}(after: "${men.pageInfo.endCursor}") { pageInfo { endCursor } } }`, spy)).toEqual(nothing);
    }
    const hers = await send(`{ conversations(after: "${conversations.pageInfo.endCursor}") { edges { cursor } } }`, {}, spy);
    expect(hers.data ?? { conversations: { edges: [] } }).toEqual({ conversations: { edges: [] } });
  });

  it('from pages and pictures: an address with her id is like any other', async () => {
    for (const path of ['/illustrations/', '/media/', '/femmes/', '/profil/', '/']) {
      const [real, nothing] = await Promise.all(
        [lea.id, newId()].map(async (id) =>
          fetch(`${theHouse().url}${path}${id}`).then(async (r) => [r.status, withoutIds(await r.text())]),
        ),
      );
      expect(real).toEqual(nothing);
    }
  });

  it('from anything he can read, whole: no name, no word, no id of hers', async () => {
    expect(await allHeReads(spy)).not.toMatch(hers());
  });

  it('from what she does: nothing moves for him when she looks, reads, blocks or reports', async () => {
    const paul = await aMan();
    const postId = await aPost(paul);
    const before = await allHeReads(paul);
    await as(lea).ask('query ($id: ID!) { man(id: $id) { username posts { edges { node { text } } } } }', { id: paul.id });
    await as(lea).ask('mutation ($id: ID!) { report(input: { postId: $id, reason: SCAM }) { caseNumber } }', { id: postId });
    await as(lea).ask(BLOCK, { id: paul.id });
    expect(await allHeReads(paul)).toBe(before);
  });
});

const hers = (): RegExp => new RegExp(`${lea.id}|${lea.email}|${SECRETS.username}|${SECRETS.bio}|${SECRETS.message}|Ajaccio`);

/** Every query a man may make without an id, with every field below it, as text. */
async function allHeReads(man: Person): Promise<string> {
  const { schema } = theHouse().app;
  const open = ROWS.filter(({ field, call, expected }) => field.startsWith('Query.') && expected.man === 'ok' && !call.includes('$'));
  const answers: unknown[] = [];
  for (const { field, call } of open) {
    const type = schema.getQueryType()?.getFields()[field.replace('Query.', '')]?.type;
    const bare = call.replace(/ \{.*$/s, '');
    // Places are the same for everybody.
    if (!type || /^(regions|cities|city|interests|plans)/.test(bare)) continue;
    answers.push(await ask(`{ ${bare} ${selectionOf(schema, type)} }`, {}, man));
  }
  expect(answers.length).toBeGreaterThanOrEqual(6);
  // Cursors are encrypted anew each time.
  return JSON.stringify(answers).replace(/"(lastUsedAt|cursor|startCursor|endCursor)":"[^"]*"/g, '"$1":""');
}

interface InboxEvent {
  number: number;
  __typename: string;
}

/** The whole inbox from the first number, with everything each event shows. */
async function replay(person: Person): Promise<InboxEvent[]> {
  const { me } = await as(person).ask<{ me: { inboxVersion: number } }>('{ me { inboxVersion } }');
  const { schema } = theHouse().app;
  const below = selectionOf(schema, schema.getSubscriptionType()!.getFields().inbox!.type);
  const client = socket(person);
  const events: InboxEvent[] = [];
  try {
    for await (const { data, errors } of client.iterate<{ inbox: InboxEvent }>({
      query: `subscription { inbox(after: 0) ${below.replace('{', '{ number ')} }`,
    })) {
      if (errors || !data) throw new Error(JSON.stringify(errors));
      events.push(data.inbox);
      if (data.inbox.number === me.inboxVersion) break;
    }
  } finally {
    await client.dispose();
  }
  return events;
}

/** She takes the first step, both write, both read. */
async function aLongTalk(): Promise<{ woman: Person; man: Person; id: string; words: RegExp }> {
  const [woman, man] = [
    await aSubscribedWoman({ username: 'Apolline', bio: 'Je peins des volets' }),
    await aMan({ username: `Barnabé ${newId().slice(-6)}`, bio: 'Je répare des vélos' }),
  ];
  const { id } = (await step(woman, man, { opening: 'Ouverture secrète', quotedPostId: await aPost(man, 'Annonce citée') })).conversation;
  const last = { [woman.id]: await say(woman, id, 'Parole secrète'), [man.id]: await say(man, id, 'Réponse secrète') };
  await as(woman).ask(READ, { id, upTo: last[man.id] });
  await as(man).ask(READ, { id, upTo: last[woman.id] });
  return { woman, man, id, words: /Apolline|Barnabé|secrète|volets|vélos|citée/ };
}

describe('after a block', () => {
  it.each(['woman', 'man'] as const)('by the %s, replay shows tombstones only, to both, under the same dense numbers', async (blocker) => {
    const talk = await aLongTalk();
    const [one, other] = blocker === 'woman' ? [talk.woman, talk.man] : [talk.man, talk.woman];
    const before = await Promise.all([one, other].map(replay));
    expect(before[0]?.map(({ __typename }) => __typename)).toContain('MessageSent');
    await as(one).ask(BLOCK, { id: other.id });
    for (const person of [one, other]) {
      const events = await replay(person);
      const kinds = events.map(({ __typename }) => __typename).filter((kind) => kind !== 'MembershipChanged');
      expect(new Set(kinds)).toEqual(new Set(['Tombstone', 'ConversationClosed']));
      expect(events.map(({ number }) => number)).toEqual(events.map((_event, index) => index + 1));
      expect(JSON.stringify(events)).not.toMatch(talk.words);
      expect(JSON.stringify(events)).not.toContain(person === one ? other.id : one.id);
    }
  });

  it('no snapshot and no field shows the other, to either', async () => {
    const { woman, man, id } = await aLongTalk();
    await as(woman).ask(BLOCK, { id: man.id });
    for (const person of [woman, man]) {
      expect(await as(person).ask('{ conversations { edges { node { id } } } me { unreadConversations } }')).toEqual({
        conversations: { edges: [] },
        me: { unreadConversations: 0 },
      });
      expect(await answer(`{ conversation(id: "${id}") { id } }`, person)).toEqual(
        await answer(`{ conversation(id: "${newId()}") { id } }`, person),
      );
    }
    expect(await answer(`{ woman(id: "${woman.id}") { id } }`, man)).toEqual(await answer(`{ woman(id: "${newId()}") { id } }`, man));
    expect(await answer(`{ man(id: "${man.id}") { id } }`, woman)).toEqual(await answer(`{ man(id: "${newId()}") { id } }`, woman));
    expect(await allHeReads(man)).not.toMatch(/Apolline|volets|Ouverture|Parole/);
    const { men } = await as(woman).ask<{ men: object }>('{ men(filter: {}, first: 50) { edges { node { id username } } } }');
    expect(JSON.stringify(men)).not.toContain(man.id);
  });

  it('the other cannot tell it from a closed conversation', async () => {
    const [blocked, closed] = [await aLongTalk(), await aLongTalk()];
    await as(blocked.woman).ask(BLOCK, { id: blocked.man.id });
    await as(closed.woman).ask(CLOSE, { id: closed.id });
    const sees = async ({ man, woman, id }: typeof blocked) => ({
      replay: withoutIds(await replay(man)),
      everything: withoutIds(JSON.parse((await allHeReads(man)).replaceAll(/Barnabé \w+|man\d+@|(?<=illustration":")\w+/g, 'HIS'))),
      conversation: await answer(`{ conversation(id: "${id}") { id } }`, man),
      woman: await answer(`{ woman(id: "${woman.id}") { id } }`, man),
      send: await answer(
        `mutation { sendMessage(input: { conversationId: "${id}", clientId: "${newId()}", text: "Encore moi" }) { message { id } } }`,
        man,
      ),
      reopen: await answer(`mutation { reopenConversation(id: "${id}") { id } }`, man),
      close: await answer(`mutation { closeConversation(id: "${id}") { id } }`, man),
      typing: await answer(`mutation { setTyping(conversationId: "${id}") }`, man),
      signals: await overSocket(`subscription { signals(conversationId: "${id}") { __typename } }`, man),
    });
    expect(await sees(blocked)).toEqual(await sees(closed));
  });
});

it('a woman who is suspended is no longer shown to the man she talks with', async () => {
  const { woman, man, id } = await aLongTalk();
  await theHouse().app.db.transaction(async (tx) => {
    await tx.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [woman.id]);
    await tx.emit('account.changed', { userId: woman.id });
  });
  expect(await as(man).refusal('query ($id: ID!) { woman(id: $id) { id } }', { id: woman.id })).toBe('NOT_FOUND');
  expect(JSON.stringify(await replay(man))).not.toMatch(/Apolline|volets/);
  expect(await allHeReads(man)).not.toMatch(/Apolline|volets/);
  expect(
    await as(man).refusal(
      `mutation ($id: ID!, $me: ID!) { sendMessage(input: { conversationId: $id, clientId: $me, text: "?" }) { message { id } } }`,
      { id, me: newId() },
    ),
  ).toMatch(/CONFLICT|NOT_FOUND/);
});

it('the password of a woman is never told from a wrong one by where it fails', async () => {
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const wrong = await send(SIGN_IN, { input: { email: lea.email, password: `${PASSWORD}?` } });
  const nobody = await send(SIGN_IN, { input: { email: `y${lea.email}`, password: PASSWORD } });
  expect(wrong.errors).toEqual(nobody.errors);
});
