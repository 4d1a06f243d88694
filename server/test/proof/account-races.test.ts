import { as, ask, refusal, send } from '../client.js';
import { drain, theHouse, useHouse } from '../harness.js';
import { aMan, aPerson, aSubscribedWoman, PASSWORD } from '../people.js';
import { BLOCK, somebodyWaits, step } from '../talking.js';
import { LEGAL_VERSIONS } from '../../src/accounts/index.js';

useHouse();

const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const VERIFY = 'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { accessToken me { id } } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';
const ME = '{ me { id } }';
const app = { headers: { 'x-client': 'app' } };

const times = <T>(n: number, act: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, index) => act(index)));

async function aPendingSignUp(email: string): Promise<{ signUpId: string; code: string }> {
  const input = {
    role: 'MAN',
    email,
    password: PASSWORD,
    birthDate: '1990-02-28',
    termsVersion: LEGAL_VERSIONS.terms,
    privacyVersion: LEGAL_VERSIONS.privacy,
  };
  const { signUp } = await ask<{ signUp: { signUpId: string } }>(SIGN_UP, { input });
  await drain();
  return { signUpId: signUp.signUpId, code: codeSentTo(email) };
}

const codeSentTo = (email: string): string => /\b\d{6}\b/.exec(theHouse().mailbox.messages(email)[0]?.text ?? '')?.[0] ?? 'no code';

/** Any six digits but these. */
const notThis = (code: string, index: number): string => String((Number(code) + 1 + index) % 1_000_000).padStart(6, '0');

const accounts = async (email: string): Promise<number> =>
  (await theHouse().app.db.query('SELECT 1 FROM users WHERE email_key = $1', [email])).length;

it('a code tried ten times at once makes one account', async () => {
  const email = 'dix@test.premierpas.example';
  const input = await aPendingSignUp(email);
  const answers = await times(10, () => send(VERIFY, { input }, app));
  expect(answers.filter(({ data }) => data)).toHaveLength(1);
  expect(await accounts(email)).toBe(1);
});

it('two sign-ups of one address proven at once make one account', async () => {
  const email = 'deux@test.premierpas.example';
  const both = [await aPendingSignUp(email), await aPendingSignUp(email)];
  const answers = await Promise.all(both.map((input) => send(VERIFY, { input }, app)));
  expect(answers.filter(({ data }) => data)).toHaveLength(1);
  expect(await accounts(email)).toBe(1);
});

it('thirty guesses at once are five tries: the right code no longer helps', async () => {
  const email = 'trente@test.premierpas.example';
  const { signUpId, code } = await aPendingSignUp(email);
  await times(30, (index) => send(VERIFY, { input: { signUpId, code: notThis(code, index) } }));
  expect(await refusal(VERIFY, { input: { signUpId, code } })).toBe('BAD_USER_INPUT');
  expect(await accounts(email)).toBe(0);
});

it('thirty guesses at a password reset are five tries as well', async () => {
  const lea = await aPerson('WOMAN');
  const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email: lea.email });
  await drain();
  const code = codeSentTo(lea.email);
  const input = { resetId: requestPasswordReset.resetId, password: 'un tout autre mot de passe' };
  await times(30, (index) => send(RESET, { input: { ...input, code: notThis(code, index) } }));
  expect(await refusal(RESET, { input: { ...input, code } })).toBe('BAD_USER_INPUT');
  expect(await ask(SIGN_IN, { input: { email: lea.email, password: PASSWORD } })).toBeTruthy();
});

it('one reset code used ten times at once sets one password', async () => {
  const lea = await aPerson('WOMAN');
  const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email: lea.email });
  await drain();
  const code = codeSentTo(lea.email);
  const answers = await times(10, (index) =>
    send(RESET, { input: { resetId: requestPasswordReset.resetId, code, password: `mot de passe numéro ${index}` } }),
  );
  const winners = answers.flatMap(({ data }, index) => (data ? [index] : []));
  expect(winners).toHaveLength(1);
  expect(await ask(SIGN_IN, { input: { email: lea.email, password: `mot de passe numéro ${winners[0]}` } })).toBeTruthy();
});

it('ten tabs that renew at once stay one session, and the next renewal works for all', async () => {
  const lea = await aPerson('WOMAN');
  const answers = await times(10, () => ask<{ refreshSession: { refreshToken: string } }>(REFRESH, { token: lea.refreshToken }, app));
  const successors = new Set(answers.map(({ refreshSession }) => refreshSession.refreshToken));
  expect(successors.size).toBe(1);
  const [successor] = successors;
  expect(await ask(REFRESH, { token: successor }, app)).toBeTruthy();
});

it('a renewal beside a sign-out never leaves a session alive', async () => {
  for (let round = 0; round < 10; round += 1) {
    const lea = await aPerson('WOMAN');
    const [, renewed] = await Promise.all([
      as(lea).send('mutation { signOut }'),
      send<{ refreshSession: { accessToken: string; refreshToken: string } }>(REFRESH, { token: lea.refreshToken }, app),
    ]);
    const tokens = renewed.data?.refreshSession;
    if (tokens) {
      expect(await refusal(ME, {}, tokens)).toBe('UNAUTHENTICATED');
      expect(await refusal(REFRESH, { token: tokens.refreshToken }, app)).toBe('UNAUTHENTICATED');
    }
    expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
  }
});

it('a renewal beside a password reset never leaves a session alive', async () => {
  const lea = await aPerson('WOMAN');
  const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email: lea.email });
  await drain();
  const input = { resetId: requestPasswordReset.resetId, code: codeSentTo(lea.email), password: 'encore un autre mot de passe' };
  const [, renewed] = await Promise.all([
    ask(RESET, { input }),
    send<{ refreshSession: { accessToken: string } }>(REFRESH, { token: lea.refreshToken }, app),
  ]);
  const tokens = renewed.data?.refreshSession;
  if (tokens) expect(await refusal(ME, {}, tokens)).toBe('UNAUTHENTICATED');
  expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
});

it('a sign-in with the former password that is under way when it is reset opens nothing', async () => {
  const { app } = theHouse();
  const lea = await aPerson('WOMAN');
  const input = { email: lea.email, password: PASSWORD };
  const answer = await app.db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [lea.id]);
    const signIn = send(SIGN_IN, { input });
    await somebodyWaits();
    await tx.query('UPDATE users SET password_hash = $2 WHERE id = $1', [lea.id, await app.accounts.passwords.hash('un autre')]);
    await app.accounts.sessions.end(tx, lea.id, null, 'password reset');
    return { signIn };
  });
  expect((await answer.signIn).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await app.db.query('SELECT 1 FROM sessions WHERE user_id = $1 AND revoked_at IS NULL', [lea.id])).toEqual([]);
});

it('two who block each other at once are both blocked, and nobody waits for ever', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await step(lea, hugo);
    expect(await Promise.all([as(lea).ask(BLOCK, { id: hugo.id }), as(hugo).ask(BLOCK, { id: lea.id })])).toEqual([
      { block: true },
      { block: true },
    ]);
    const rows = await theHouse().app.db.query('SELECT 1 FROM blocks WHERE blocker_id IN ($1, $2)', [lea.id, hugo.id]);
    expect(rows).toHaveLength(2);
  }
});
