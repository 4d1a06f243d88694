import { readFile } from 'node:fs/promises';
import { ask, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPerson, PASSWORD, type Person } from '../../test/people.js';
import { AT_ONCE, MOST_WAITING, Passwords } from './password.service.js';
import { LEGAL_VERSIONS } from './legal.js';

/** Real passwords, at a price that can be felt. */
const PRICE = 10;
useHouse({ PASSWORD_COST: String(PRICE) });

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';

const ALL = AT_ONCE + MOST_WAITING;
let lea: Person;

beforeAll(async () => {
  lea = await aPerson('WOMAN');
});

const flood = (passwords: Passwords, count: number): Promise<string>[] =>
  Array.from({ length: count }, (_, n) => passwords.hash(`un mot de passe numéro ${n}`));

describe('a flood of passwords', () => {
  it('is taken up to a bound; who comes behind it hears when to come back', async () => {
    const answers = await Promise.allSettled(flood(new Passwords('pepper', PRICE), ALL + 10));
    expect(answers.slice(0, ALL).map(({ status }) => status)).toEqual(Array.from({ length: ALL }, () => 'fulfilled'));
    const refused = answers.slice(ALL) as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => (reason as { extensions: object }).extensions)).toEqual(
      Array.from({ length: 10 }, () => ({ code: 'RATE_LIMITED', retryAfter: 5 })),
    );
  });

  it('leaves threads to what else needs them: a file is read before the crowd is through', async () => {
    let done = 0;
    const crowd = flood(new Passwords('pepper', PRICE), ALL).map((hash) => hash.then(() => (done += 1)));
    await readFile(new URL(import.meta.url));
    expect(done).toBeLessThan(ALL / 2);
    await Promise.all(crowd);
  });

  it('gives every place back, also of work that failed', async () => {
    const passwords = new Passwords('pepper', 4);
    const failing = Array.from({ length: ALL }, () => passwords.inTurn(() => Promise.reject(new Error('gone'))));
    expect((await Promise.allSettled(failing)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await Promise.all(flood(passwords, ALL))).toHaveLength(ALL);
  });
});

describe('while every place is taken', () => {
  const RATE_LIMITED = { code: 'RATE_LIMITED', retryAfter: 5 };
  let leave: () => void;
  let crowd: Promise<unknown>;

  beforeEach(() => {
    const { promise: end, resolve } = Promise.withResolvers<undefined>();
    leave = () => resolve(undefined);
    const { passwords } = theHouse().app.accounts;
    crowd = Promise.all(Array.from({ length: ALL }, () => passwords.inTurn(() => end)));
  });

  afterEach(async () => {
    leave();
    await crowd;
  });

  it('a sign-in is refused alike with an account and without one, and with the right password too', async () => {
    const answers = await Promise.all([
      send(SIGN_IN, { input: { email: lea.email, password: PASSWORD } }),
      send(SIGN_IN, { input: { email: lea.email, password: 'un tout autre mot' } }),
      send(SIGN_IN, { input: { email: 'personne@foule.premierpas.example', password: PASSWORD } }),
    ]);
    expect(answers[0]?.errors?.[0]?.extensions).toEqual(RATE_LIMITED);
    expect(new Set(answers.map(({ status, data, errors }) => JSON.stringify({ status, data, errors }))).size).toBe(1);
    leave();
    await crowd;
    expect(await ask(SIGN_IN, { input: { email: lea.email, password: PASSWORD } })).toBeTruthy();
  });

  it('nothing is written of a sign-up, and no try is taken from a reset', async () => {
    const email = 'foule@foule.premierpas.example';
    const versions = { termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy };
    const signUp = { role: 'WOMAN', email, password: PASSWORD, birthDate: '1990-02-28', ...versions };
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email: lea.email });
    await drain();
    const answers = await Promise.all([
      send(SIGN_UP, { input: signUp }),
      send(RESET, { input: { resetId: requestPasswordReset.resetId, code: '123456', password: PASSWORD } }),
    ]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(['RATE_LIMITED', 'RATE_LIMITED']);
    const { app } = theHouse();
    expect(await app.db.query('SELECT 1 FROM pending_sign_ups WHERE email = $1', [email])).toEqual([]);
    expect(await app.db.query('SELECT attempts FROM password_resets')).toEqual([{ attempts: 0 }]);
  });
});
