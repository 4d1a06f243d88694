import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { createECDH } from 'node:crypto';
import { as, send } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { newId } from '../../src/platform/ids.js';
import { aMan, aModerator, aPost, aSubscribedWoman, PASSWORD, signedInAgain, type Person } from '../people.js';
import { askCode, aNumber, codeOn, CONFIRM, prove, REQUEST } from '../phoning.js';
import { REGISTER } from '../push/pushing.js';
import { aPicture } from '../media-files.js';
import { statementsOf } from '../statements.js';
import { sent } from '../uploading.js';
import { BLOCK, say, step } from '../talking.js';
import { ROWS } from './guards.table.js';
import { allHeReads, answer, overSocket, withoutIds } from './whole-answers.js';

useHouse();

const aPoint = createECDH('prime256v1').generateKeys('base64url');
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
let photoId: string;
let deviceId: string;
let herNumber: string;
let codeId: string;

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
  photoId = (await sent(lea, await aPicture())).id;
  const device = { kind: 'WEB', address: 'https://push.example/hers', p256dh: aPoint, auth: 'A'.repeat(22) };
  herNumber = await prove(lea);
  codeId = await askCode(lea, aNumber());
  deviceId = (await as(lea).ask<{ registerDevice: { id: string } }>(REGISTER, { input: device })).registerDevice.id;
});

// Limited, all would be alike.
beforeEach(() => theHouse().app.db.query('DELETE FROM rate_limits'));

/** The statements a call makes, in order of their text. Who the viewer is may be remembered, and activity is noted when its batch is due: neither counts. */
const statementsInOrder = async (work: () => Promise<unknown>): Promise<string[]> =>
  (await statementsOf(work, /FROM sessions s JOIN users|UPDATE profiles_men/)).sort();

const KINDS: Record<string, () => string> = {
  'her id': () => lea.id,
  'their conversation': () => conversationId,
  'her message': () => messageId,
  'her own id of the message': () => clientId,
  'the ad she may have read': () => hugosPost,
  'the report she made': () => caseId,
  'her photo': () => photoId,
  'her browser': () => deviceId,
  'the code she asked for': () => codeId,
};

const MORE = [
  'mutation { report(input: { conversationId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { messageId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { postId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { mediaId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { conversationId: "$ID", messageIds: ["$ID"], reason: OTHER }) { caseNumber } }',
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
      const real = await answer(filled(secret), man);
      expect(JSON.stringify(real)).not.toContain('RATE_LIMITED');
      expect(real).toEqual(await answer(filled(newId()), again));
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
    ['mutation { unblock(userId: "$ID") }', 'her id'],
    ['mutation { report(input: { mediaId: "$ID", reason: OTHER }) { caseNumber } }', 'her photo'],
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
    const real = await statementsInOrder(() => send(call.replaceAll('$ID', KINDS[kind]!()), {}, spy));
    const nobody = await statementsInOrder(() => send(call.replaceAll('$ID', newId()), {}, spy));
    expect(real.length).toBeGreaterThan(0);
    expect(real).toEqual(nobody);
  });

  it('from her address, at sign-up, sign-in and reset', async () => {
    const legal = `termsVersion: "${LEGAL_VERSIONS.terms}", privacyVersion: "${LEGAL_VERSIONS.privacy}"`;
    const asks = [
      (email: string) =>
        `mutation { signUp(input: { role: MAN, email: "${email}", password: "assez longue", birthDate: "1990-01-01", ${legal} }) { signUpId } }`,
      (email: string) => `mutation { signIn(input: { email: "${email}", password: "faux mot de passe" }) { accessToken } }`,
      (email: string) => `mutation { requestPasswordReset(email: "${email}") { resetId } }`,
    ];
    for (const call of asks) expect(await answer(call(lea.email), {})).toEqual(await answer(call(`x${lea.email}`), {}));
  });

  it('from her number, although he holds her telephone: it is asked for, proven and shown as any other, by the same statements', async () => {
    const seen = async (number: string): Promise<unknown> => {
      const man = await aMan();
      const MY_ACCOUNT = '{ me { phone { endsWith verifiedAt } } myAudit { edges { node { kind detail } } } }';
      let id = '';
      const asking = await statementsInOrder(async () => {
        const asked = await as(man).ask<{ requestPhoneCode: { codeId: string } }>(REQUEST, { input: { country: 'FR', number } });
        id = asked.requestPhoneCode.codeId;
      });
      const code = await codeOn(number);
      let proven: unknown;
      const proving = await statementsInOrder(async () => (proven = await as(man).send(CONFIRM, { input: { codeId: id, code } })));
      const { data } = proven as { data: object };
      const shown = withoutIds([data, await as(man).ask(MY_ACCOUNT)]);
      return { asking, proving, shown: JSON.stringify(shown).replaceAll(`"${number.slice(-2)}"`, 'DIGITS') };
    };
    expect(await seen(herNumber)).toEqual(await seen(aNumber()));
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

  it('from what she does: nothing moves for him when she looks, reads, likes, blocks or reports', async () => {
    const paul = await aMan();
    const postId = await aPost(paul);
    const before = await allHeReads(paul);
    await as(lea).ask('query ($id: ID!) { man(id: $id) { username posts { edges { node { text } } } } }', { id: paul.id });
    await as(lea).ask('mutation ($id: ID!) { likePost(id: $id) { post { likedByMe } } }', { id: postId });
    await Promise.all([theHouse().app.posts.views.flush(), theHouse().app.profiles.views.flush()]);
    await as(lea).ask('mutation ($id: ID!) { report(input: { postId: $id, reason: SCAM }) { caseNumber } }', { id: postId });
    await as(lea).ask(BLOCK, { id: paul.id });
    expect(await allHeReads(paul)).toBe(before);
  });
});

const hers = (): RegExp => new RegExp(`${lea.id}|${lea.email}|${SECRETS.username}|${SECRETS.bio}|${SECRETS.message}|Ajaccio`);

it('the password of a woman is never told from a wrong one by where it fails', async () => {
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const wrong = await send(SIGN_IN, { input: { email: lea.email, password: `${PASSWORD}?` } });
  const nobody = await send(SIGN_IN, { input: { email: `y${lea.email}`, password: PASSWORD } });
  expect(wrong.errors).toEqual(nobody.errors);
});
