import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { newId } from '../../src/platform/ids.js';
import { as, send, type Answer, type Caller } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aMan, aSubscribedWoman, aWoman, type Person } from '../people.js';
import { stored } from '../stored.js';
import { step } from '../talking.js';

/** Fields that no form has, hoping that somebody copies whatever comes. */
useHouse();

const LEGAL = { termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy };
const A_SIGN_UP = { role: 'MAN', email: 'plus@test.premierpas.example', password: 'assez longue', birthDate: '1990-01-01', ...LEGAL };
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const PROFILE = 'mutation ($input: UpdateProfileInput!) { updateMyProfile(input: $input) { id } }';
const POST = 'mutation ($input: PostInput!) { createPost(input: $input) { post { id } } }';
const SEND = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
const MATCH = 'mutation ($input: CreateMatchInput!) { createMatch(input: $input) { openingSent } }';
const UPLOAD = 'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { media { id } } }';

let man: Person;
let other: Person;
let subscriber: Person;
let woman: Person;
let conversationId: string;

beforeAll(async () => {
  [man, other, subscriber, woman] = [await aMan(), await aMan(), await aSubscribedWoman(), await aWoman()];
  conversationId = (await step(subscriber, man)).conversation.id;
});

const refusalOf = ({ errors }: Answer<object>) => errors?.map(({ extensions: { code } }) => code) ?? 'accepted';

describe.each<[string, string, () => Caller, () => object, object[]]>([
  [
    'signing up',
    SIGN_UP,
    () => ({}),
    () => A_SIGN_UP,
    [{ status: 'ACTIVE' }, { emailVerified: true }, { id: newId() }, { emailKey: 'x' }, { subscribed: true }],
  ],
  [
    'a profile',
    PROFILE,
    () => man,
    () => ({ bio: 'Moi' }),
    [
      { role: 'ADMIN' },
      { userId: newId() },
      { visible: true },
      { verified: true },
      { email: 'x@y.fr' },
      { birthDate: '1970-01-01' },
      { lastActiveOn: '2030-01-01' },
    ],
  ],
  [
    'an ad',
    POST,
    () => man,
    () => ({ text: 'Bonjour' }),
    [{ manId: newId() }, { likes: 1_000 }, { views: 9 }, { createdAt: '2030-01-01T00:00:00.000Z' }, { pinned: true }],
  ],
  [
    'a message',
    SEND,
    () => man,
    () => ({ conversationId, clientId: newId(), text: 'Oui' }),
    [{ senderId: newId() }, { from: 'THEM' }, { sentAt: '2020-01-01T00:00:00.000Z' }, { kind: 'FIRST_STEP' }, { seq: 1 }],
  ],
  [
    'a first step',
    MATCH,
    () => subscriber,
    () => ({ manId: other.id, clientId: newId() }),
    [{ womanId: newId() }, { mediaAllowed: true }, { status: 'OPEN' }],
  ],
  [
    'an upload',
    UPLOAD,
    () => man,
    () => ({ kind: 'PHOTO', purpose: 'PROFILE', contentType: 'image/jpeg', size: 10 }),
    [{ ownerId: newId() }, { status: 'READY' }, { key: 'media/x/small.jpg' }, { attached: true }],
  ],
])('%s', (_what, query, caller, input, extras) => {
  it.each(extras.map((extra) => [Object.keys(extra)[0], extra]))(
    'with "%s" is refused whole, and nothing is stored',
    async (_field, extra) => {
      const before = await stored();
      expect(refusalOf(await send(query, { input: { ...input(), ...extra } }, caller()))).toEqual(['BAD_USER_INPUT']);
      expect(await stored()).toEqual(before);
    },
  );
});

it.each(['MODERATOR', 'ADMIN'])('nobody signs up as %s', async (role) => {
  const before = await stored();
  expect(refusalOf(await send(SIGN_UP, { input: { ...A_SIGN_UP, role } }))).toEqual(['BAD_USER_INPUT']);
  expect(await stored()).toEqual(before);
});

it.each(['__proto__', 'constructor', 'prototype'])('"%s" among the variables pollutes nothing', async (key) => {
  const body = `{"query":${JSON.stringify(PROFILE)},"variables":{"input":{"bio":"Moi","${key}":{"role":"ADMIN","verified":true}}}}`;
  const { url } = theHouse();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${woman.accessToken}` };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  expect(refusalOf((await response.json()) as Answer<object>)).toEqual(['BAD_USER_INPUT']);
  expect(({} as Record<string, unknown>).role).toBeUndefined();
  expect((await as(woman).ask<{ me: object }>('{ me { role } }')).me).toEqual({ role: 'WOMAN' });
});

it.each([
  'me { passwordHash }',
  'me { emailKey }',
  'me { birthDate }',
  'sessions { refreshHash }',
  'men(filter: {}) { edges { node { email } } }',
  'men(filter: {}) { edges { node { lastActiveAt } } }',
  'men(filter: {}) { edges { node { birthDate } } }',
  'conversations { edges { node { womanId } } }',
  'blockedPeople { edges { node { email } } }',
  'myReports { edges { node { reported { id email } } } }',
])('no answer has "%s"', async (field) => {
  expect(refusalOf(await send(`{ ${field} }`, {}, subscriber))).toEqual(['BAD_USER_INPUT']);
});
