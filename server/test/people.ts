import { LEGAL_VERSIONS, noteSignUp, User } from '../src/accounts/index.js';
import { clock, days } from '../src/platform/clock.js';
import type { RequestInfo, Role, Viewer } from '../src/platform/graphql/context.js';
import { newId } from '../src/platform/ids.js';
import type { UpdateProfileInput } from '../src/profiles/index.js';
import { as } from './client.js';
import { theHouse } from './harness.js';
import { confide } from './log/told.js';

export interface Person {
  id: string;
  email: string;
  role: Role;
  accessToken: string;
  refreshToken: string;
}

export const PASSWORD = 'un mot de passe de test';

const REQUEST: RequestInfo = {
  id: 'test',
  ip: '127.0.0.1',
  client: 'app',
  userAgent: 'Firefox/140 Linux',
  refreshCookie: undefined,
  deviceOf: () => null,
  setSessionCookies: () => undefined,
};

let count = 0;
let passwordHash: Promise<string> | undefined;

/** An account with a proven address, made as sign-up makes it, and signed in. */
export async function aPerson(role: Role, more: Partial<User> = {}): Promise<Person> {
  const { app } = theHouse();
  const { accounts } = app;
  confide(PASSWORD, 'password');
  count += 1;
  passwordHash ??= accounts.passwords.hash(PASSWORD);
  const email = `${role.toLowerCase()}${count}@test.premierpas.example`;
  const now = clock.now();
  const user: User = {
    id: newId(),
    role,
    status: 'ACTIVE',
    email,
    emailKey: email,
    emailVerifiedAt: now,
    passwordHash: await passwordHash,
    birthDate: '1992-05-17',
    locale: 'FR',
    termsVersion: LEGAL_VERSIONS.terms,
    privacyVersion: LEGAL_VERSIONS.privacy,
    consentedAt: now,
    // Somebody we know: what binds new accounts is met only by the tests that mean it.
    createdAt: new Date(now.getTime() - days(30)),
    ...more,
  };
  const session = await app.db.transaction(async (tx) => {
    await tx.manager.insert(User, user);
    await noteSignUp(tx, user.id);
    await tx.emit('account.created', { userId: user.id, role, birthDate: user.birthDate });
    return accounts.sessions.open(tx, user, REQUEST);
  });
  return confided({ id: user.id, email, role, accessToken: session.accessToken, refreshToken: session.refreshToken ?? '' });
}

function confided(person: Person): Person {
  confide(person);
  return person;
}

/** Lyon, the commune of whoever says nothing else. */
export const LYON = '69123';

export type ProfileOf = Partial<UpdateProfileInput> & { account?: Partial<User> };

/** A man with a complete profile, whom women see. */
export const aMan = (profile: ProfileOf = {}): Promise<Person> => aMember('MAN', profile);

/** A woman with a complete profile and no membership. */
export const aWoman = (profile: ProfileOf = {}): Promise<Person> => aMember('WOMAN', profile);

async function aMember(role: 'MAN' | 'WOMAN', { account, ...profile }: ProfileOf): Promise<Person> {
  const person = await aPerson(role, account);
  confide(profile);
  const viewer: Viewer = {
    id: person.id,
    sessionId: newId(),
    role,
    status: 'ACTIVE',
    verified: true,
    termsAccepted: true,
    subscribed: false,
    locale: 'FR',
    joinedAt: clock.now(),
    numberProven: false,
  };
  await theHouse().app.profiles.profiles.update(viewer, {
    username: `${role === 'MAN' ? 'Hugo' : 'Lea'} ${count}`,
    cityCode: LYON,
    ...profile,
  });
  return person;
}

export const aModerator = (): Promise<Person> => aPerson('MODERATOR');
export const anAdmin = (): Promise<Person> => aPerson('ADMIN');

/** A woman who pays by the month: a real subscription at Stripe's simulator, read by the house as a webhook makes it read. */
export async function aSubscribedWoman(profile: ProfileOf = {}): Promise<Person> {
  const woman = await aWoman(profile);
  const { app, stripe } = theHouse();
  const metadata = { userId: woman.id };
  const { subscription } = await stripe.seedSubscription({
    customerEmail: woman.email,
    customerMetadata: metadata,
    metadata,
    price: 'price_sim_monthly',
    since: stripe.now(),
  });
  await app.billing.subscriptions.sync(subscription);
  return woman;
}

/** The same person, signed in anew: her former tokens ended when the clock was moved. */
export async function signedInAgain(person: Person): Promise<Person> {
  const { app } = theHouse();
  const user = await app.db.repository(User).findOneByOrFail({ id: person.id });
  const session = await app.db.transaction((tx) => app.accounts.sessions.open(tx, user, REQUEST));
  return confided({ ...person, accessToken: session.accessToken, refreshToken: session.refreshToken ?? '' });
}

/** An ad of his; its id. */
export async function aPost(man: Person, text = 'Un café au marché samedi ?'): Promise<string> {
  const CREATE = 'mutation ($text: String!) { createPost(input: { text: $text }) { post { id } } }';
  const { createPost } = await as(man).ask<{ createPost: { post: { id: string } } }>(CREATE, { text });
  return createPost.post.id;
}

export interface Match {
  woman: Person;
  man: Person;
  conversationId: string;
}

/** A first step taken, without a word: she with access, he visible, their conversation open. */
export async function aMatch(her?: Person, him?: Person): Promise<Match> {
  const [woman, man] = [her ?? (await aSubscribedWoman()), him ?? (await aMan())];
  const STEP = 'mutation ($input: CreateMatchInput!) { createMatch(input: $input) { conversation { id } } }';
  const { createMatch } = await as(woman).ask<{ createMatch: { conversation: { id: string } } }>(STEP, {
    input: { manId: man.id, clientId: newId() },
  });
  return { woman, man, conversationId: createMatch.conversation.id };
}
