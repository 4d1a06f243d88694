import { as, send, sendTrusted, socket, type Answer, type Caller } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { newId } from '../../src/platform/ids.js';
import { buildSchema, getOperationAST, Kind, OperationTypeNode, parse } from 'graphql';
import { createECDH } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';
import { createUpload } from '../uploading.js';
import { aMan, aModerator, anAdmin, aPost, aSubscribedWoman, aWoman, LYON, type Person } from '../people.js';
import { stored } from '../stored.js';
import { say, step } from '../talking.js';
import { BAD, documentFor, FREE, slotsOf, WELCOME, withValue, type Slot } from './inputs.js';
import { LEGAL_VERSIONS } from '../../src/accounts/index.js';

useHouse();

const aPoint = createECDH('prime256v1').generateKeys('base64url');

// The fields are known before the house stands, so that each has a test of its own; the first test compares.
const contract = buildSchema(readFileSync(join(PROJECT_ROOT, 'schema.graphql'), 'utf8'));
const mutations = Object.values(contract.getMutationType()?.getFields() ?? {});
const reads = [contract.getQueryType(), contract.getSubscriptionType()].flatMap((type) =>
  Object.values(type?.getFields() ?? {}).map((field) => ({
    operation: type === contract.getQueryType() ? 'query' : 'subscription',
    field,
  })),
);

let people: Record<'man' | 'woman' | 'subscriber' | 'moderator', Person>;
let valid: Record<string, { caller: Caller; variables: object }>;

beforeAll(async () => {
  const [man, woman, subscriber, moderator, other, admin] = [
    await aMan(),
    await aWoman(),
    await aSubscribedWoman(),
    await aModerator(),
    await aMan(),
    await anAdmin(),
  ];
  people = { man, woman, subscriber, moderator };
  const { id: conversationId } = (await step(subscriber, man)).conversation;
  const messageId = await say(subscriber, conversationId, 'Bonjour');
  const [postId, quotedPostId] = [await aPost(man), await aPost(other)];
  const { id: mediaId } = (await createUpload(man, { size: 1_000 })).media;
  const input = (more: object) => ({ input: more });
  const pending = { signUpId: newId(), code: '000000' };
  valid = {
    signUp: {
      caller: {},
      variables: input({
        role: 'MAN',
        email: 'neuf@test.premierpas.example',
        password: 'assez longue',
        birthDate: '1990-01-01',
        locale: 'FR',
        termsVersion: LEGAL_VERSIONS.terms,
        privacyVersion: LEGAL_VERSIONS.privacy,
      }),
    },
    verifyEmail: { caller: {}, variables: input(pending) },
    resendCode: { caller: {}, variables: { signUpId: newId() } },
    signIn: { caller: {}, variables: input({ email: man.email, password: 'faux mot de passe' }) },
    keepAccount: { caller: {}, variables: input({ email: man.email, password: 'faux mot de passe' }) },
    deleteAccount: { caller: man, variables: { password: 'faux mot de passe' } },
    acceptTerms: {
      caller: man,
      variables: input({ termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy }),
    },
    withdrawConsent: { caller: other, variables: {} },
    requestDataExport: { caller: man, variables: {} },
    refreshSession: { caller: {}, variables: {} },
    requestPasswordReset: { caller: {}, variables: { email: man.email } },
    resetPassword: { caller: {}, variables: input({ resetId: newId(), code: '000000', password: 'assez longue' }) },
    requestEmailChange: { caller: man, variables: input({ email: 'autre@test.premierpas.example', password: 'faux mot de passe' }) },
    resendEmailChangeCode: { caller: man, variables: {} },
    confirmEmailChange: { caller: man, variables: input({ changeId: newId(), code: '000000' }) },
    cancelEmailChange: { caller: man, variables: {} },
    takeEmailBack: { caller: {}, variables: input({ token: 'inconnu', password: 'assez longue' }) },
    signOut: { caller: man, variables: {} },
    endSession: { caller: man, variables: { id: newId() } },
    requestPhoneCode: { caller: man, variables: input({ country: 'FR', number: '06 12 34 56 78' }) },
    confirmPhone: { caller: man, variables: input({ codeId: newId(), code: '000000' }) },
    removePhone: { caller: man, variables: {} },
    updateMyProfile: { caller: man, variables: input({}) },
    createUpload: { caller: man, variables: input({ kind: 'PHOTO', purpose: 'PROFILE', contentType: 'image/jpeg', size: 1_000 }) },
    resumeUpload: { caller: man, variables: { id: mediaId } },
    completeUpload: { caller: man, variables: { id: mediaId } },
    arrangeMedia: { caller: man, variables: { ids: [mediaId] } },
    describeMedia: { caller: man, variables: { id: mediaId, input: { alt: 'Moi', caption: 'Au marché' } } },
    removeMedia: { caller: man, variables: { id: mediaId } },
    createPost: { caller: man, variables: input({ text: 'Bonjour' }) },
    updatePost: { caller: man, variables: { id: postId, input: { text: 'Bonjour' } } },
    archivePost: { caller: man, variables: { id: postId } },
    restorePost: { caller: man, variables: { id: postId } },
    pinPost: { caller: man, variables: { id: postId, pinned: true } },
    likePost: { caller: subscriber, variables: { id: quotedPostId } },
    unlikePost: { caller: subscriber, variables: { id: quotedPostId } },
    deletePost: { caller: man, variables: { id: postId } },
    createMatch: { caller: subscriber, variables: input({ manId: other.id, clientId: newId(), opening: 'Bonjour', quotedPostId }) },
    sendMessage: { caller: man, variables: input({ conversationId, clientId: newId(), text: 'Bonjour' }) },
    markRead: { caller: man, variables: { conversationId, upTo: messageId } },
    setMediaAllowed: { caller: subscriber, variables: { conversationId, allowed: true } },
    setTyping: { caller: man, variables: { conversationId } },
    closeConversation: { caller: man, variables: { id: conversationId } },
    reopenConversation: { caller: man, variables: { id: conversationId } },
    registerDevice: {
      caller: man,
      variables: input({ kind: 'WEB', address: 'https://push.example/1', p256dh: aPoint, auth: 'A'.repeat(22), locale: 'FR' }),
    },
    removeDevice: { caller: man, variables: { id: newId() } },
    updateNotificationSettings: {
      caller: woman,
      variables: input({ muted: ['CASE'], quietHours: { from: '22:00', to: '08:00', timeZone: 'Europe/Paris' }, showsMyName: true }),
    },
    blockContact: { caller: woman, variables: input({ contact: 'paul@nulle-part.example', note: 'un voisin' }) },
    unblockContact: { caller: woman, variables: { id: newId() } },
    setHiddenWords: { caller: woman, variables: input({ words: ['mon ange'] }) },
    block: { caller: man, variables: { userId: subscriber.id } },
    report: { caller: man, variables: input({ reason: 'OTHER', userId: subscriber.id }) },
    unblock: { caller: man, variables: { userId: newId() } },
    appeal: { caller: man, variables: input({ decisionId: newId(), words: 'Non' }) },
    acknowledgeDecision: { caller: man, variables: { id: newId() } },
    claimReport: { caller: moderator, variables: { id: newId() } },
    releaseReport: { caller: moderator, variables: { id: newId() } },
    decide: {
      caller: moderator,
      variables: input({ reportId: newId(), outcome: 'WARN', rule: 'HATE', facts: 'Vu', text: 'Non', abusive: false }),
    },
    decideAppeal: { caller: moderator, variables: input({ decisionId: newId(), granted: true, answer: 'Oui' }) },
    nameModerator: { caller: admin, variables: input({ email: 'personne@test.premierpas.example', moderator: true }) },
    closeAllConversations: { caller: woman, variables: {} },
    handleReport: { caller: moderator, variables: { id: newId(), note: 'Vu' } },
    createCheckoutSession: { caller: woman, variables: { planId: 'MONTH' } },
    createBillingPortalSession: { caller: woman, variables: {} },
  };
});

/** What is said of a bad value: the code, and whether the field is named. */
async function verdict(sending: () => Promise<Answer<object>>, { name }: Slot): Promise<string> {
  // Many tries of one person are the point here; what limits them is proven elsewhere.
  await theHouse().app.db.query('DELETE FROM rate_limits');
  const { errors } = await sending();
  const { code, fields } = errors?.[0]?.extensions ?? { code: 'accepted' };
  const named = Object.keys(fields ?? {}).some((key) => key === name || key.startsWith(`${name}.`) || key.startsWith(`${name}[`));
  return code === 'BAD_USER_INPUT' ? `${code} ${named ? 'at the field' : `at ${Object.keys(fields ?? {}).join()}`}` : code;
}

const kindsFor = ({ name, required, list }: Slot): string[] => {
  const welcome = WELCOME[FREE[name.split('.').at(-1) ?? ''] ?? ''] ?? [];
  return Object.keys(BAD).filter(
    (kind) => !welcome.includes(kind) && (kind !== 'left out' || required) && !(kind === 'a list of lists' && list),
  );
};

it('knows a valid call of every mutation of the running house', () => {
  const running = Object.keys(theHouse().app.schema.getMutationType()?.getFields() ?? {});
  expect(mutations.map(({ name }) => name).sort()).toEqual(running.sort());
  expect(Object.keys(valid).sort()).toEqual(running.sort());
});

const slots = mutations.flatMap((field) => slotsOf(field).map((slot) => ({ field, slot, title: `${field.name}: ${slot.name}` })));

// A refresh token is looked up, whatever it says: UNAUTHENTICATED is its answer, and nothing is stored either.
describe.each(slots.filter(({ title }) => title !== 'refreshSession: refreshToken'))('$title', ({ field, slot }) => {
  it('refuses what is not meant, names the field, and stores nothing', async () => {
    const { caller, variables } = valid[field.name]!;
    const query = documentFor('mutation', field);
    const before = await stored();
    const verdicts: Record<string, string> = {};
    for (const kind of kindsFor(slot)) {
      const value = slot.list && BAD[kind] !== undefined ? [BAD[kind]] : BAD[kind];
      verdicts[kind] = await verdict(() => send(query, withValue(variables, slot.path, value), caller), slot);
    }
    expect(verdicts).toEqual(Object.fromEntries(kindsFor(slot).map((kind) => [kind, 'BAD_USER_INPUT at the field'])));
    expect(await stored()).toEqual(before);
  });
});

// Our own clients' documents are compiled, and their variables checked by other code.
const trusted = trustedMutations();
describe.each(slots.filter(({ field, title }) => trusted.has(field.name) && title !== 'refreshSession: refreshToken'))(
  '$title, in the document of our clients',
  ({ field, slot }) => {
    it('is refused, named and not stored as well', async () => {
      const { caller, variables } = valid[field.name]!;
      const before = await stored();
      const verdicts: Record<string, string> = {};
      for (const kind of kindsFor(slot)) {
        const value = slot.list && BAD[kind] !== undefined ? [BAD[kind]] : BAD[kind];
        verdicts[kind] = await verdict(() => sendTrusted(trusted.get(field.name)!, withValue(variables, slot.path, value), caller), slot);
      }
      expect(verdicts).toEqual(Object.fromEntries(kindsFor(slot).map((kind) => [kind, 'BAD_USER_INPUT at the field'])));
      expect(await stored()).toEqual(before);
    });
  },
);

/** Name of a mutation -> hash of a released document that asks for nothing else, with variables named like its arguments. */
function trustedMutations(): Map<string, string> {
  const folder = join(PROJECT_ROOT, 'web/documents');
  const manifests = readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>);
  const found = manifests.flatMap((manifest) =>
    Object.entries(manifest).flatMap(([hash, text]): [string, string][] => {
      const operation = getOperationAST(parse(text));
      const [field, ...more] = operation?.operation === OperationTypeNode.MUTATION ? operation.selectionSet.selections : [];
      if (field?.kind !== Kind.FIELD || more.length > 0) return [];
      const plain = (field.arguments ?? []).every(({ name, value }) => value.kind === Kind.VARIABLE && value.name.value === name.value);
      return plain ? [[field.name.value, hash]] : [];
    }),
  );
  return new Map(found);
}

it('finds the documents of our clients', () => {
  expect([...trusted.keys()]).toEqual(
    expect.arrayContaining(['signUp', 'signIn', 'sendMessage', 'createMatch', 'updateMyProfile', 'block', 'report']),
  );
});

it('refreshSession: a token that is none of ours is UNAUTHENTICATED, and nothing is stored', async () => {
  const field = mutations.find(({ name }) => name === 'refreshSession')!;
  const before = await stored();
  for (const value of Object.values(BAD).filter((bad) => typeof bad === 'string')) {
    const { errors } = await send(documentFor('mutation', field), { refreshToken: value });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
  expect(await stored()).toEqual(before);
});

describe('reading with bad values is never a fault of ours', () => {
  const readSlots = reads.flatMap(({ operation, field }) =>
    slotsOf(field).map((slot) => ({ operation, field, slot, title: `${field.name}: ${slot.name}` })),
  );
  const samples: Record<string, unknown> = {
    id: newId(),
    conversationId: newId(),
    search: 'lyon',
    code: LYON,
    role: 'MAN',
    filter: {},
    after: undefined,
  };

  it.each(readSlots)('$operation $title', async ({ operation, field, slot }) => {
    const variables: object = Object.fromEntries(
      field.args
        .map(({ name }) => [name, name === 'after' && operation === 'subscription' ? 0 : samples[name]])
        .filter(([, value]) => value !== undefined),
    );
    const callers: Caller[] = [people.man, people.subscriber, people.moderator, {}];
    for (const [kind, bad] of Object.entries(BAD)) {
      const changed = withValue(variables, slot.path, slot.list && bad !== undefined ? [bad] : bad);
      for (const caller of callers)
        expect([kind, await codeOf(operation, documentFor(operation, field), changed, caller)]).not.toEqual([
          kind,
          expect.stringMatching(/INTERNAL|followed|closed/),
        ]);
    }
  });

  it.each([-1, 0, 51, 2_147_483_647, 2_147_483_648, 1.5])('a page of %s is refused', async (first) => {
    for (const [list, person] of [
      ['conversations', people.man],
      ['myPosts', people.man],
      ['men(filter: {}, first: $first)', people.subscriber],
      ['reports', people.moderator],
    ] as const) {
      const field = list.includes('(') ? list : `${list}(first: $first)`;
      expect(await as(person).refusal(`query ($first: Int!) { ${field} { pageInfo { endCursor } } }`, { first })).toBe('BAD_USER_INPUT');
    }
  });
});

const firstCode = (problem: unknown): string => (problem as { extensions: { code: string } }[])[0]?.extensions.code ?? 'closed';

/** A subscription to something bad is refused at once. */
async function codeOf(operation: string, query: string, variables: Record<string, unknown>, caller: Caller): Promise<string> {
  if (operation === 'query') return (await send(query, variables, caller)).errors?.[0]?.extensions.code ?? 'ok';
  const client = socket(caller);
  const code = await client
    .iterate({ query, variables })
    .next()
    .then(({ value }: { value?: { errors?: unknown } }) => (value?.errors ? firstCode(value.errors) : 'followed'), firstCode);
  await client.dispose();
  return code;
}
