import { clock, days, minutes, seconds } from '../platform/clock.js';
import { ask, refusal, send, type Answer } from '../../test/client.js';
import { newId } from '../platform/ids.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPerson, PASSWORD, signedInAgain } from '../../test/people.js';
import { LEGAL_VERSIONS } from './legal.js';

useHouse();

const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const VERIFY = 'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { accessToken me { email } } }';
const RESEND = 'mutation ($id: ID!) { resendCode(signUpId: $id) }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';

const ATTEMPT = `mutation ($token: String, $attempt: ID) {
  refreshSession(refreshToken: $token, attempt: $attempt) { refreshToken }
}`;
const app = { headers: { 'x-client': 'app' } };
const STRANGERS_PASSWORD = 'le mot de passe d’une autre';

async function signUp(email: string, password = STRANGERS_PASSWORD): Promise<string> {
  const input = {
    role: 'WOMAN',
    email,
    password,
    birthDate: '1990-02-28',
    termsVersion: LEGAL_VERSIONS.terms,
    privacyVersion: LEGAL_VERSIONS.privacy,
  };
  const payload = await ask<{ signUp: { signUpId: string } }>(SIGN_UP, { input });
  await drain();
  return payload.signUp.signUpId;
}

async function requestReset(email: string): Promise<string> {
  const payload = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email });
  await drain();
  return payload.requestPasswordReset.resetId;
}

const mailsTo = (email: string) => theHouse().mailbox.messages(email);
const codeIn = (text = ''): string => /\b\d{6}\b/.exec(text)?.[0] ?? 'no code';
const codeSentTo = (email: string): string => codeIn(mailsTo(email)[0]?.text);
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');
const essence = ({ data, errors }: Answer) => ({
  data,
  errors: errors?.map(({ message, extensions: { signUpId, ...rest } }) => ({ message, rest, named: typeof signUpId })),
});

/** What the request reads and writes of a row shows in its time. */
const rowOf = (table: string, id: string) =>
  theHouse().app.db.one(`SELECT attempts, code_hash IS NOT NULL AS "hasCode", code_expires_at > $2 AS open FROM ${table} WHERE id = $1`, [
    id,
    clock.now(),
  ]);

describe('whether an address has an account', () => {
  it('is not told to who signs up with it and then signs in with a password of their own', async () => {
    const lea = await aPerson('WOMAN');
    const answers = [];
    for (const email of [lea.email, 'personne@attaques.premierpas.example']) {
      await signUp(email);
      answers.push(essence(await send(SIGN_IN, { input: { email, password: STRANGERS_PASSWORD } })));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.errors?.[0]?.rest).toEqual({ code: 'EMAIL_UNVERIFIED' });
  });

  it('does not show in what a wrong sign-up code does', async () => {
    const lea = await aPerson('WOMAN');
    const rows = [];
    for (const email of [lea.email, 'personne2@attaques.premierpas.example']) {
      const signUpId = await signUp(email);
      await refusal(VERIFY, { input: { signUpId, code: otherThan(codeSentTo(email)) } });
      rows.push(await rowOf('pending_sign_ups', signUpId));
    }
    expect(rows[0]).toEqual({ attempts: 1, hasCode: true, open: true });
    expect(rows[0]).toEqual(rows[1]);
  });

  it('does not show in what a wrong reset code does', async () => {
    const lea = await aPerson('WOMAN');
    const rows = [];
    for (const email of [lea.email, 'personne3@attaques.premierpas.example']) {
      const resetId = await requestReset(email);
      await refusal(RESET, { input: { resetId, code: otherThan(codeSentTo(email)), password: 'un tout nouveau mot' } });
      rows.push(await rowOf('password_resets', resetId));
    }
    expect(rows[0]).toEqual({ attempts: 1, hasCode: true, open: true });
    expect(rows[0]).toEqual(rows[1]);
  });

  it('is not told at the moment its owner proves it', async () => {
    const email = 'surveillee@attaques.premierpas.example';
    const watching = await signUp(email);
    const before = essence(await send(SIGN_IN, { input: { email, password: STRANGERS_PASSWORD } }));
    const hers = await signUp(email, 'son propre mot de passe');
    await ask(VERIFY, { input: { signUpId: hers, code: codeSentTo(email) } });
    expect(essence(await send(SIGN_IN, { input: { email, password: STRANGERS_PASSWORD } }))).toEqual(before);
    await ask(RESEND, { id: watching });
    await drain();
    expect(codeSentTo(email)).toBe('no code');
  });
});

describe('guessing a code', () => {
  it('counts tries that come at the same instant', async () => {
    const email = 'rafale@attaques.premierpas.example';
    const signUpId = await signUp(email);
    const code = codeSentTo(email);
    const wrong = Array.from({ length: 12 }, () => refusal(VERIFY, { input: { signUpId, code: otherThan(code) } }));
    expect(new Set(await Promise.all(wrong))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(await refusal(VERIFY, { input: { signUpId, code } })).toBe('BAD_USER_INPUT');
  });

  it('is not made easier by asking for new codes: a sign-up gets five in all', async () => {
    const email = 'encore@attaques.premierpas.example';
    const signUpId = await signUp(email);
    for (let times = 0; times < 8; times += 1) {
      await ask(RESEND, { id: signUpId });
      await drain();
    }
    expect(mailsTo(email)).toHaveLength(5);
    const code = codeSentTo(email);
    for (let tries = 0; tries < 5; tries += 1) await refusal(VERIFY, { input: { signUpId, code: otherThan(code) } });
    await ask(RESEND, { id: signUpId });
    await drain();
    expect(await refusal(VERIFY, { input: { signUpId, code } })).toBe('BAD_USER_INPUT');
  });

  it('is not made easier by asking for new resets: an account gets five an hour and ten a day, from wherever they come', async () => {
    const { email } = await aPerson('WOMAN');
    for (let times = 0; times < 5; times += 1) await requestReset(email);
    expect(await refusal(REQUEST, { email: email.toUpperCase() })).toBe('RATE_LIMITED');
    const limits = await theHouse().app.db.query<{ points: number }>(
      `SELECT points FROM rate_limits WHERE key LIKE 'Mutation.requestPasswordReset/1d:%' AND points = 5`,
    );
    expect(limits).toHaveLength(1);
  });

  it('ends with the account: no code signs in to one that was deleted meanwhile', async () => {
    const lea = await aPerson('WOMAN');
    const resetId = await requestReset(lea.email);
    await theHouse().app.db.query(`UPDATE users SET status = 'DELETED' WHERE id = $1`, [lea.id]);
    expect(await refusal(RESET, { input: { resetId, code: codeSentTo(lea.email), password: 'un tout nouveau mot' } })).toBe(
      'BAD_USER_INPUT',
    );
  });
});

describe('two proofs at the same instant', () => {
  it('of one address make one account, and neither is a fault of ours', async () => {
    const email = 'ensemble@attaques.premierpas.example';
    const ids = [await signUp(email, 'le premier mot de passe'), await signUp(email, 'le second mot de passe')];
    const codes = mailsTo(email)
      .map(({ text }) => codeIn(text))
      .reverse();
    const answers = await Promise.all(ids.map((signUpId, n) => send(VERIFY, { input: { signUpId, code: codes[n] } })));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort()).toEqual(['BAD_USER_INPUT', 'ok']);
  });

  it('of one account set one password, and neither is a fault of ours', async () => {
    const lea = await aPerson('WOMAN');
    const ids = [await requestReset(lea.email), await requestReset(lea.email)];
    const codes = mailsTo(lea.email)
      .map(({ text }) => codeIn(text))
      .reverse();
    const answers = await Promise.all(
      ids.map((resetId, n) => send(RESET, { input: { resetId, code: codes[n], password: `un nouveau mot ${n}` } })),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok').sort()).toEqual(['BAD_USER_INPUT', 'ok']);
  });
});

describe('renewing a session', () => {
  const refresh = async (token: string) =>
    (await ask<{ refreshSession: { refreshToken: string } }>(REFRESH, { token }, app)).refreshSession.refreshToken;

  it('leaves a late tab signed in although another has renewed twice meanwhile', async () => {
    const { refreshToken } = await aPerson('WOMAN');
    const next = await refresh(refreshToken);
    clock.travel(seconds(5));
    expect(await refresh(next)).toBe(next);
    expect(await refresh(refreshToken)).toBe(next);
  });

  it('survives a lost answer: the same token asked again brings the same successor', async () => {
    const { refreshToken } = await aPerson('WOMAN');
    const lost = await refresh(refreshToken);
    clock.travel(seconds(29));
    expect(await refresh(refreshToken)).toBe(lost);
    clock.travel(seconds(31));
    expect(await refresh(lost)).not.toBe(lost);
  });

  it('outlives an app that was killed before it had the answer, for as long as it kept its attempt', async () => {
    const { refreshToken } = await aPerson('WOMAN');
    const attempt = newId();
    const asked = { token: refreshToken, attempt };
    const renew = async (with_: object) =>
      (await ask<{ refreshSession: { refreshToken: string } }>(ATTEMPT, with_, app)).refreshSession.refreshToken;
    const lost = await renew(asked);
    clock.travel(days(3));
    expect(await renew(asked)).toBe(lost);
    const next = await renew({ token: lost, attempt: newId() });
    expect(next).not.toBe(lost);
    // Once the successor was used the attempt is over, and the token is what any replaced one is.
    expect(await refusal(ATTEMPT, asked, app)).toBe('UNAUTHENTICATED');
    expect(await refusal(REFRESH, { token: next }, app)).toBe('UNAUTHENTICATED');
  });

  it.each([
    ['without the attempt', undefined],
    ['with another', '0197c4c5-3a56-7000-8000-5a3d6d4c1b2a'],
  ])('takes a replaced token for a stolen one %s', async (_, attempt) => {
    const { refreshToken } = await aPerson('WOMAN');
    const { refreshSession } = await ask<{ refreshSession: { refreshToken: string } }>(
      ATTEMPT,
      { token: refreshToken, attempt: newId() },
      app,
    );
    clock.travel(seconds(31));
    expect(await refusal(ATTEMPT, { token: refreshToken, attempt }, app)).toBe('UNAUTHENTICATED');
    expect(await refusal(REFRESH, { token: refreshSession.refreshToken }, app)).toBe('UNAUTHENTICATED');
  });

  it('ends the session when a replaced token comes back later, and tells its owner once', async () => {
    const lea = await aPerson('WOMAN');
    const [{ id, device } = { id: '', device: '' }] = await theHouse().app.db.query<{ id: string; device: string }>(
      'SELECT id, device FROM sessions WHERE user_id = $1',
      [lea.id],
    );
    const elsewhere = await signedInAgain(lea);
    const next = await refresh(lea.refreshToken);
    clock.travel(seconds(31));
    const thieves = Array.from({ length: 5 }, () => refusal(REFRESH, { token: lea.refreshToken }, app));
    expect(new Set(await Promise.all(thieves))).toEqual(new Set(['UNAUTHENTICATED']));
    for (const token of [next, lea.refreshToken]) expect(await refusal(REFRESH, { token }, app)).toBe('UNAUTHENTICATED');
    expect(await refresh(elsewhere.refreshToken)).toMatch(/./);
    await drain();
    const [mail, ...others] = mailsTo(lea.email);
    expect([mail?.subject, others]).toEqual(['Nous avons déconnecté un de vos appareils', []]);
    expect(mail?.text).toContain(device);
    // Nobody opens anything with what the mail says.
    expect(mail?.text).not.toContain(id);
  });

  it('tells her in her own language, and nobody who has left', async () => {
    const [mia, eve] = [await aPerson('WOMAN', { locale: 'EN' }), await aPerson('WOMAN')];
    for (const { refreshToken } of [mia, eve]) await refresh(refreshToken);
    clock.travel(seconds(31));
    for (const { refreshToken } of [mia, eve]) await refusal(REFRESH, { token: refreshToken }, app);
    await theHouse().app.db.query(`UPDATE users SET status = 'DELETED' WHERE id = $1`, [eve.id]);
    await drain();
    expect(mailsTo(mia.email).map(({ subject }) => subject)).toEqual(['We signed out one of your devices']);
    expect(mailsTo(eve.email)).toEqual([]);
  });

  it('tells nobody of a session that its owner ended before', async () => {
    const lea = await aPerson('WOMAN');
    await refresh(lea.refreshToken);
    await ask('mutation { signOut }', {}, lea);
    clock.travel(seconds(31));
    expect(await refusal(REFRESH, { token: lea.refreshToken }, app)).toBe('UNAUTHENTICATED');
    await drain();
    expect(mailsTo(lea.email)).toEqual([]);
  });

  it.each([{}, { token: null }, { token: '' }])(
    'never shows the cookie’s token to a script that sends %j, whatever its header says',
    async (sent) => {
      const lea = await aPerson('WOMAN');
      const { headers } = await send(SIGN_IN, { input: { email: lea.email, password: PASSWORD } });
      const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const { data, headers: again } = await send<{ refreshSession: { refreshToken: string | null } }>(REFRESH, sent, {
        headers: { cookie, 'x-client': 'app' },
      });
      expect(data?.refreshSession.refreshToken).toBeNull();
      expect(again.get('set-cookie')).toMatch(/^pp_refresh=/);
    },
  );

  it('while signing out leaves nothing that could be renewed', async () => {
    const lea = await aPerson('WOMAN');
    const [renewed] = await Promise.all([
      send<{ refreshSession: { refreshToken: string } }>(REFRESH, { token: lea.refreshToken }, app),
      ask('mutation { signOut }', {}, lea),
    ]);
    const token = renewed.data?.refreshSession?.refreshToken ?? lea.refreshToken;
    expect(await refusal(REFRESH, { token }, app)).toBe('UNAUTHENTICATED');
  });
});

describe('signing out of a shared computer', () => {
  const OUT = 'mutation { signOut }';
  const onTheWeb = async (email: string): Promise<string> => {
    const { headers } = await send(SIGN_IN, { input: { email, password: PASSWORD } });
    return (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  };
  const cleared = expect.stringMatching(/^pp_refresh=;.*Max-Age=0/) as string;

  it('works for an account that was suspended meanwhile', async () => {
    const lea = await aPerson('WOMAN');
    const cookie = await onTheWeb(lea.email);
    await theHouse().app.db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [lea.id]);
    const { data, headers } = await send(OUT, {}, { headers: { cookie } });
    expect([data, headers.get('set-cookie')]).toEqual([{ signOut: true }, cleared]);
    expect(await refusal(REFRESH, {}, { headers: { cookie } })).toBe('UNAUTHENTICATED');
  });

  it('works when the access token has ended, by the cookie alone, for this device alone', async () => {
    const lea = await aPerson('WOMAN');
    const [here, elsewhere] = [await onTheWeb(lea.email), await onTheWeb(lea.email)];
    clock.travel(minutes(16));
    await send(OUT, {}, { ...lea, accessToken: 'x.y.z', headers: { cookie: here } });
    expect(await refusal(REFRESH, {}, { headers: { cookie: here } })).toBe('UNAUTHENTICATED');
    expect((await send(REFRESH, {}, { headers: { cookie: elsewhere } })).errors).toBeUndefined();
  });

  it('ends nothing for a cookie that was made up', async () => {
    const lea = await aPerson('WOMAN');
    const cookie = await onTheWeb(lea.email);
    await send(OUT, {}, { headers: { cookie: `${cookie.split('.')[0]}.made-up` } });
    expect((await send(REFRESH, {}, { headers: { cookie } })).errors).toBeUndefined();
  });
});

describe('what is over', () => {
  it('is forgotten: sign-ups and resets after a day, ended sessions after a month', async () => {
    const lea = await aPerson('WOMAN');
    await ask('mutation { signOut }', {}, lea);
    await signUp('oubliee@attaques.premierpas.example');
    await requestReset(lea.email);
    clock.travel(days(31) + minutes(1));
    const { app: house } = theHouse();
    await house.db.transaction((tx) => tx.enqueue('accounts.forget-abandoned', {}));
    await drain();
    for (const table of ['pending_sign_ups', 'password_resets']) expect(await house.db.query(`SELECT id FROM ${table}`)).toEqual([]);
    expect(await house.db.query('SELECT id FROM sessions WHERE user_id = $1', [lea.id])).toEqual([]);
  });
});
