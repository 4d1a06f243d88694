import { jest } from '@jest/globals';
import bcrypt from 'bcrypt';
import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { newId } from '../../src/platform/ids.js';
import { as, ask, send } from '../client.js';
import { drain, useHouse } from '../harness.js';
import { aPicture } from '../media-files.js';
import { aMan, aMatch, aPerson, aPost, aSubscribedWoman, aWoman, PASSWORD, type Person } from '../people.js';
import { statementsOf } from '../statements.js';
import { BLOCK, CLOSE, REOPEN, say, SEND, step } from '../talking.js';
import { sent } from '../uploading.js';

/**
 * Time tells as much as words. It is not measured here, where machines are shared: what takes it is counted instead, the passwords that
 * are compared, at what price, and the statements that are made.
 */
useHouse();

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const KEEP = 'mutation ($input: SignInInput!) { keepAccount(input: $input) { accessToken } }';
const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';
const versions = { termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy };
const aSignUp = (email: string) => ({ role: 'MAN', email, password: PASSWORD, birthDate: '1990-01-01', ...versions });

let addresses = 0;
const nobody = (): string => `personne${(addresses += 1)}@temps.premierpas.example`;

/** Who may stand behind an address, or nobody. */
const BEHIND: Record<string, () => Promise<string>> = {
  nobody: async () => nobody(),
  'an account': async () => (await aPerson('WOMAN')).email,
  'an account that is suspended': async () => (await aPerson('MAN', { status: 'SUSPENDED' })).email,
  'an account that leaves': async () => (await aPerson('WOMAN', { status: 'LEAVING' })).email,
  'an account that is no more': async () => (await aPerson('WOMAN', { status: 'DELETED' })).email,
  'a moderator': async () => (await aPerson('MODERATOR')).email,
  'a sign-up that waits': async () => {
    const email = nobody();
    await ask(SIGN_UP, { input: aSignUp(email) });
    await drain();
    return email;
  },
};

/** What a call costs us: each password that is compared, by the price of its hash, and each statement. */
async function costOf(call: () => Promise<unknown>) {
  const compared = jest.spyOn(bcrypt, 'compare');
  const hashed = jest.spyOn(bcrypt, 'hash');
  // Now and then old counters are cleared away.
  const statements = await statementsOf(call, /DELETE FROM .*rate_limits/);
  const prices = compared.mock.calls.map(([, hash]) => bcrypt.getRounds(hash));
  const made = hashed.mock.calls.length;
  jest.restoreAllMocks();
  return { prices, made, statements: statements.sort() };
}

describe.each([
  ['signing in', SIGN_IN, [4, 4]],
  ['taking a deletion back', KEEP, [4, 4]],
])('%s with a wrong password', (_what, call, prices) => {
  it.each(Object.keys(BEHIND))(
    'compares two passwords of the same price, and makes the same statements, where there is %s',
    async (who) => {
      const attempt = async (email: string) => costOf(() => send(call, { input: { email, password: 'pas le bon mot' } }));
      const cost = await attempt(await BEHIND[who]!());
      expect(cost.prices).toEqual(prices);
      expect(cost).toEqual(await attempt(nobody()));
    },
  );
});

it.each(Object.keys(BEHIND))('asking for a code for a new password makes the same statements where there is %s', async (who) => {
  const email = await BEHIND[who]!();
  expect(await costOf(() => send(REQUEST, { email }))).toEqual(await costOf(() => send(REQUEST, { email: nobody() })));
});

it.each(Object.keys(BEHIND))('signing up hashes one password, and makes the same statements, with the address of %s', async (who) => {
  const email = await BEHIND[who]!();
  const cost = await costOf(() => send(SIGN_UP, { input: aSignUp(email) }));
  expect(cost.made).toBe(1);
  expect(cost).toEqual(await costOf(() => send(SIGN_UP, { input: aSignUp(nobody()) })));
});

const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
const FIND: Record<string, (id: string) => [string, object]> = {
  'looking her up': (id) => ['query ($id: ID!) { woman(id: $id) { id } }', { id }],
  'blocking her': (id) => [BLOCK, { id }],
  'taking back a block of her': (id) => ['mutation ($id: ID!) { unblock(userId: $id) }', { id }],
  'reporting her': (userId) => [REPORT, { input: { reason: 'OTHER', userId } }],
};
const FIND_TALK: Record<string, (id: string) => [string, object]> = {
  'reading it': (id) => ['query ($id: ID!) { conversation(id: $id) { id } }', { id }],
  'writing into it': (conversationId) => [SEND, { input: { conversationId, clientId: newId(), text: 'Bonjour' } }],
  'closing it': (id) => [CLOSE, { id }],
  'reopening it': (id) => [REOPEN, { id }],
  'reporting it': (conversationId) => [REPORT, { input: { reason: 'OTHER', conversationId } }],
};
const refused = async (man: Person, [call, variables]: [string, object]) => {
  // What is remembered of him for a moment is known before the count.
  await ask('{ me { id } }', {}, man);
  return costOf(async () => expect((await send(call, variables, man)).errors?.[0]?.extensions.code).toBe('NOT_FOUND'));
};

describe('for a man she has no conversation with', () => {
  it.each(Object.keys(FIND))('%s makes the same statements whether she exists or not, blocked him or not', async (what) => {
    const [man, stranger, former] = [await aMan(), await aWoman(), await aSubscribedWoman()];
    await step(former, man);
    await as(former).ask(BLOCK, { id: man.id });
    const cost = await refused(man, FIND[what]!(newId()));
    expect(await refused(man, FIND[what]!(stranger.id))).toEqual(cost);
    // Whoever he spoke with he may still report.
    if (what !== 'reporting her' && what !== 'blocking her') expect(await refused(man, FIND[what]!(former.id))).toEqual(cost);
  });

  it.each(Object.keys(FIND_TALK))('%s, a conversation of hers, makes the same statements as one that does not exist', async (what) => {
    const { conversationId } = await aMatch();
    const man = await aMan();
    expect(await refused(man, FIND_TALK[what]!(conversationId))).toEqual(await refused(man, FIND_TALK[what]!(newId())));
  });

  it('reporting words, an ad or a photo of others makes the same statements as of what does not exist', async () => {
    const { woman, man: other, conversationId } = await aMatch();
    const [man, messageId, postId] = [await aMan(), await say(woman, conversationId, 'Entre nous'), await aPost(other)];
    const { id: mediaId } = await sent(woman, await aPicture());
    for (const thing of [{ messageId }, { postId }, { mediaId }]) {
      const [name] = Object.keys(thing);
      const cost = await refused(man, [REPORT, { input: { reason: 'OTHER', ...thing } }]);
      expect(cost).toEqual(await refused(man, [REPORT, { input: { reason: 'OTHER', [name!]: newId() } }]));
    }
  });
});

it.each(Object.keys(BEHIND))('writing down an address to avoid makes the same statements where there is %s', async (who) => {
  const lea = await aSubscribedWoman();
  const avoid = (contact: string) =>
    costOf(() => ask('mutation ($input: BlockContactInput!) { blockContact(input: $input) { id } }', { input: { contact } }, lea));
  await ask('{ me { id } }', {}, lea);
  expect(await avoid(await BEHIND[who]!())).toEqual(await avoid(nobody()));
});

it.each(Object.keys(BEHIND))('a wrong code for a new password costs the same where there is %s', async (who) => {
  const asked = async (email: string) => {
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email });
    await drain();
    const input = { resetId: requestPasswordReset.resetId, code: 'xxxxxx', password: 'un nouveau mot de passe' };
    return costOf(() => send(RESET, { input }));
  };
  expect(await asked(await BEHIND[who]!())).toEqual(await asked(nobody()));
});
