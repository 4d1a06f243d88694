import { clock, minutes, seconds } from '../platform/clock.js';
import { ask, as, refusal, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPerson, PASSWORD, type Person } from '../../test/people.js';
import { LEGAL_VERSIONS } from './legal.js';

useHouse();

const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const VERIFY =
  'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { accessToken refreshToken me { email role emailVerified } } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';
const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
const ME = '{ me { id email } }';
const SESSIONS = '{ sessions { id device current } }';

const app = { headers: { 'x-client': 'app' } };

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

let count = 0;
function aSignUp(more: object = {}) {
  count += 1;
  return {
    role: 'WOMAN',
    email: `nouvelle${count}@test.premierpas.example`,
    password: 'bien assez longue',
    birthDate: '1990-02-28',
    termsVersion: LEGAL_VERSIONS.terms,
    privacyVersion: LEGAL_VERSIONS.privacy,
    ...more,
  };
}

async function signUp(input: ReturnType<typeof aSignUp>): Promise<string> {
  const { signUp: payload } = await ask<{ signUp: { signUpId: string } }>(SIGN_UP, { input });
  await drain();
  return payload.signUpId;
}

function codeSentTo(email: string): string {
  const [mail] = theHouse().mailbox.messages(email);
  return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'no code';
}

async function refresh(token: string): Promise<string> {
  const { refreshSession } = await ask<{ refreshSession: Tokens }>(REFRESH, { token }, app);
  return refreshSession.refreshToken;
}

describe('signing up', () => {
  it('makes an account once the code of the mail proves the address', async () => {
    const input = aSignUp();
    const signUpId = await signUp(input);
    const { verifyEmail } = await ask<{ verifyEmail: Tokens & { me: object } }>(
      VERIFY,
      { input: { signUpId, code: codeSentTo(input.email) } },
      app,
    );
    expect(verifyEmail.me).toEqual({ email: input.email, role: 'WOMAN', emailVerified: true });
    expect(await ask(ME, {}, verifyEmail)).toMatchObject({ me: { email: input.email } });
  });

  it('answers alike for an address that has an account, and only its owner is told, by mail', async () => {
    const hugo = await aPerson('MAN');
    const signUpId = await signUp(aSignUp({ email: hugo.email }));
    expect(theHouse().mailbox.messages(hugo.email)[0]?.subject).toBe('Vous avez déjà un compte Premier Pas');
    expect(await refusal(VERIFY, { input: { signUpId, code: '123456' } })).toBe('BAD_USER_INPUT');
  });

  it('gives the address to the first who proves it', async () => {
    const first = aSignUp();
    const [firstId, secondId] = [await signUp(first), await signUp({ ...first, password: 'une autre personne' })];
    const codes = theHouse()
      .mailbox.messages(first.email)
      .map((mail) => /\b\d{6}\b/.exec(mail.text)?.[0]);
    await ask(VERIFY, { input: { signUpId: secondId, code: codes[0] } }, app);
    expect(await refusal(VERIFY, { input: { signUpId: firstId, code: codes[1] } })).toBe('BAD_USER_INPUT');
    expect(await refusal(SIGN_IN, { input: { email: first.email, password: first.password } })).toBe('UNAUTHENTICATED');
  });

  it('accepts a code for five tries and ten minutes', async () => {
    const input = aSignUp();
    const signUpId = await signUp(input);
    const code = codeSentTo(input.email);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) await refusal(VERIFY, { input: { signUpId, code: wrong } });
    expect(await refusal(VERIFY, { input: { signUpId, code } })).toBe('BAD_USER_INPUT');

    const late = aSignUp();
    const lateId = await signUp(late);
    clock.travel(minutes(10) + 1);
    expect(await refusal(VERIFY, { input: { signUpId: lateId, code: codeSentTo(late.email) } })).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['a minor', { birthDate: '2012-01-01' }, 'birthDate'],
    ['an old version of the terms', { termsVersion: '2020-01-01' }, 'termsVersion'],
    ['a short password', { password: 'court' }, 'password'],
    ['a role that is not offered', { role: 'ADMIN' }, 'role'],
  ])('refuses %s', async (_what, more, field) => {
    const { errors } = await send(SIGN_UP, { input: aSignUp(more) });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(Object.keys(errors?.[0]?.extensions.fields ?? {})).toEqual([field]);
  });
});

describe('rate limits', () => {
  it('stops an address that signs up again and again, and tells how long to wait', async () => {
    const caller = { headers: { 'x-forwarded-for': '198.51.100.7' } };
    for (let times = 0; times < 30; times++) await ask(SIGN_UP, { input: aSignUp() }, caller);
    const { errors } = await send(SIGN_UP, { input: aSignUp() }, caller);
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) as number });
  });
});

describe('signing in', () => {
  it('tells a wrong password and an unknown address alike', async () => {
    const lea = await aPerson('WOMAN');
    const wrong = await send(SIGN_IN, { input: { email: lea.email, password: 'pas le bon mot' } });
    const unknown = await send(SIGN_IN, { input: { email: 'personne@test.premierpas.example', password: 'pas le bon mot' } });
    expect(wrong.errors).toEqual(unknown.errors);
    expect(wrong.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('leads someone whose address is not proven yet back to the code', async () => {
    const input = aSignUp();
    const signUpId = await signUp(input);
    const { errors } = await send(SIGN_IN, { input: { email: input.email, password: input.password } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'EMAIL_UNVERIFIED', signUpId });
  });

  it('keeps the refresh token of the web in an httpOnly cookie, out of the body', async () => {
    const lea = await aPerson('WOMAN');
    const { data, headers } = await send<{ signIn: Tokens }>(SIGN_IN, { input: { email: lea.email, password: PASSWORD } });
    expect(data?.signIn.refreshToken).toBeNull();
    const cookie = headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^pp_refresh=[^;]+;.*HttpOnly;.*SameSite=Strict/i);
    const again = await send<{ refreshSession: Tokens }>(REFRESH, {}, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(again.data?.refreshSession.accessToken).toBeTruthy();
  });

  it('refuses an access token after fifteen minutes', async () => {
    const lea = await aPerson('WOMAN');
    clock.travel(minutes(15) + seconds(1));
    expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
  });
});

describe('renewing a session', () => {
  it('gives two tabs that renew at the same moment the same successor', async () => {
    const { refreshToken } = await aPerson('WOMAN');
    const [one, two] = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(one).toBe(two);
    clock.travel(seconds(31));
    expect(await refresh(one)).not.toBe(one);
  });

  it('ends the whole family when a replaced token comes back after the grace period', async () => {
    const lea = await aPerson('WOMAN');
    const next = await refresh(lea.refreshToken);
    clock.travel(seconds(31));
    expect(await refusal(REFRESH, { token: lea.refreshToken }, app)).toBe('UNAUTHENTICATED');
    expect(await refusal(REFRESH, { token: next }, app)).toBe('UNAUTHENTICATED');
    expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
  });

  it('does not care for tokens that were never ours', async () => {
    for (const token of ['', 'x', 'a.b', `${'0'.repeat(8)}-0000-7000-8000-000000000000.abc`]) {
      expect(await refusal(REFRESH, { token }, app)).toBe('UNAUTHENTICATED');
    }
  });

  it('does not end a session for a token that was made up around its id', async () => {
    const lea = await aPerson('WOMAN');
    const [sessionId = '', random = '', seal = ''] = lea.refreshToken.split('.');
    for (const token of [`${sessionId}.${random}`, `${sessionId}.${seal}.${random}`, `${sessionId}.${'A'.repeat(43)}.${seal}`]) {
      expect(await refusal(REFRESH, { token }, app)).toBe('UNAUTHENTICATED');
    }
    await drain();
    expect(
      theHouse()
        .mailbox.messages(lea.email)
        .map(({ subject }) => subject),
    ).not.toContainEqual(expect.stringContaining('déconnecté'));
    expect(await ask(ME, {}, lea)).toBeTruthy();
    expect(await refresh(lea.refreshToken)).toBeTruthy();
  });
});

describe('signing out', () => {
  async function secondDevice({ email }: Person): Promise<Tokens> {
    return (await ask<{ signIn: Tokens }>(SIGN_IN, { input: { email, password: PASSWORD } }, app)).signIn;
  }

  it('ends this session at once and leaves the others', async () => {
    const lea = await aPerson('WOMAN');
    const phone = await secondDevice(lea);
    await as(lea).ask('mutation { signOut }');
    expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
    expect(await ask(ME, {}, phone)).toBeTruthy();
  });

  it('ends every session when asked to', async () => {
    const lea = await aPerson('WOMAN');
    const phone = await secondDevice(lea);
    await as(lea).ask('mutation { signOut(everywhere: true) }');
    for (const device of [lea, phone]) expect(await refusal(ME, {}, device)).toBe('UNAUTHENTICATED');
  });

  it('ends one device from the list, and nobody else’s', async () => {
    const [lea, hugo] = [await aPerson('WOMAN'), await aPerson('MAN')];
    const phone = await secondDevice(lea);
    const { sessions } = await as(lea).ask<{ sessions: { id: string; current: boolean }[] }>(SESSIONS);
    const other = sessions.find((session) => !session.current);
    const END = 'mutation ($id: ID!) { endSession(id: $id) }';
    expect(await refusal(END, { id: other?.id }, hugo)).toBe('NOT_FOUND');
    await as(lea).ask(END, { id: other?.id });
    expect(await refusal(ME, {}, phone)).toBe('UNAUTHENTICATED');
  });
});

describe('a forgotten password', () => {
  const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
  const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';

  it('is replaced by the code of the mail, and every device is signed out', async () => {
    const lea = await aPerson('WOMAN');
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email: lea.email });
    await drain();
    const input = { resetId: requestPasswordReset.resetId, code: codeSentTo(lea.email), password: 'un tout nouveau mot' };
    const { resetPassword } = await ask<{ resetPassword: Tokens }>(RESET, { input });
    expect(await refusal(ME, {}, lea)).toBe('UNAUTHENTICATED');
    expect(await ask(ME, {}, resetPassword)).toBeTruthy();
    expect(await refusal(SIGN_IN, { input: { email: lea.email, password: PASSWORD } })).toBe('UNAUTHENTICATED');
    expect(await ask(SIGN_IN, { input: { email: lea.email, password: input.password } })).toBeTruthy();
    expect(await refusal(RESET, { input })).toBe('BAD_USER_INPUT');
  });

  it('answers alike for an unknown address, and sends nothing', async () => {
    const email = 'personne2@test.premierpas.example';
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email });
    await drain();
    expect(theHouse().mailbox.messages(email)).toEqual([]);
    expect(
      await refusal(RESET, { input: { resetId: requestPasswordReset.resetId, code: '000000', password: 'un tout nouveau mot' } }),
    ).toBe('BAD_USER_INPUT');
  });
});
