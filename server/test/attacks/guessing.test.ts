import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { clock, days, hours, seconds } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { ask, send, type Answer, type Caller } from '../client.js';
import { drain, theHouse, useHouse } from '../harness.js';
import { aPerson, PASSWORD, type Person } from '../people.js';

useHouse();

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const KEEP = 'mutation ($input: SignInInput!) { keepAccount(input: $input) { accessToken } }';
const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const WRONG = 'pas le bon mot de passe';

const from = (network: string, cookie?: string): Caller => ({ headers: { 'x-forwarded-for': network, ...(cookie && { cookie }) } });
const code = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'ok';
const signIn = (email: string, password: string, caller: Caller = {}) => send(SIGN_IN, { input: { email, password } }, caller);

/** One after the other: how each was answered. */
async function tries(count: number, email: string, caller: Caller = {}): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < count; n += 1) codes.push(code(await signIn(email, WRONG, caller)));
  return codes;
}

/** Signs in on the web; what the browser holds of it afterwards, the session apart. */
async function knownDeviceOf({ email }: Person): Promise<string> {
  const { headers } = await signIn(email, PASSWORD, from('192.0.2.1'));
  return (
    headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('pp_device='))
      ?.split(';')[0] ?? 'none'
  );
}

/** In seconds; some pass while the test runs. */
const roughly = (wait: number): number => Math.ceil(wait / 10) * 10;

const REFUSED = Array.from({ length: 5 }, () => 'UNAUTHENTICATED');

describe('guessing a password', () => {
  it('from one network waits longer after each wrong one, and the right one waits with it', async () => {
    const lea = await aPerson('WOMAN');
    const caller = from('198.51.100.1');
    expect(await tries(6, lea.email, caller)).toEqual([...REFUSED, 'RATE_LIMITED']);
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      const { errors } = await signIn(lea.email, PASSWORD, caller);
      const wait = Number(errors?.[0]?.extensions.retryAfter);
      waits.push(roughly(wait));
      clock.travel(seconds(wait));
      expect(code(await signIn(lea.email, WRONG, caller))).toBe('UNAUTHENTICATED');
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
    clock.travel(hours(1));
    expect(code(await signIn(lea.email, PASSWORD, caller))).toBe('ok');
    expect(await tries(5, lea.email, caller)).toEqual(REFUSED);
  });

  it('is told nothing by the wait: an address without an account is braked alike', async () => {
    const lea = await aPerson('WOMAN');
    const answers = [];
    for (const email of [lea.email, 'personne@attaques.premierpas.example']) {
      await tries(5, email, from('198.51.100.2'));
      const { status, data, errors } = await signIn(email, PASSWORD, from('198.51.100.2'));
      const said = errors?.map(({ message, extensions }) => [message, extensions.code, roughly(Number(extensions.retryAfter))]);
      answers.push({ status, data, said });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('thirty times at once is five tries', async () => {
    const lea = await aPerson('WOMAN');
    const answers = await Promise.all(Array.from({ length: 30 }, () => signIn(lea.email, WRONG, from('198.51.100.3'))));
    // Some hear that too many passwords are being looked at: those were no try.
    expect(answers.filter((answer) => code(answer) === 'UNAUTHENTICATED').length).toBeLessThanOrEqual(5);
    expect(code(await signIn(lea.email, PASSWORD, from('198.51.100.3')))).toBe('RATE_LIMITED');
  });

  it('under thirty aliases of one document, all that it may have, is one try: the first refusal ends it', async () => {
    const lea = await aPerson('WOMAN');
    const aliases = Array.from(
      { length: 30 },
      (_, n) => `a${n}: signIn(input: { email: "${lea.email}", password: "mot numéro ${n}" }) { accessToken }`,
    );
    const { errors } = await send(`mutation { ${aliases.join(' ')} }`, {}, from('198.51.100.4'));
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['a0'], 'UNAUTHENTICATED']]);
    expect(await tries(5, lea.email, from('198.51.100.4'))).toEqual([...REFUSED.slice(1), 'RATE_LIMITED']);
  });

  it('finds no second door: taking a deletion back is counted with signing in', async () => {
    const lea = await aPerson('WOMAN');
    await tries(5, lea.email, from('198.51.100.5'));
    expect(code(await send(KEEP, { input: { email: lea.email, password: PASSWORD } }, from('198.51.100.5')))).toBe('RATE_LIMITED');
  });

  it('from everywhere waits as well after fifty', async () => {
    const lea = await aPerson('WOMAN');
    const codes = await tries(51, lea.email);
    expect(codes.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 'UNAUTHENTICATED'));
    expect(codes[50]).toBe('RATE_LIMITED');
  });

  it('is not begun anew by a sign-up of one’s own with her address', async () => {
    const lea = await aPerson('WOMAN');
    const mine = 'le mot de passe du voleur';
    const versions = { termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy };
    await ask(SIGN_UP, { input: { role: 'MAN', email: lea.email, password: mine, birthDate: '1990-01-01', ...versions } });
    const caller = from('198.51.100.6');
    await tries(4, lea.email, caller);
    expect(code(await signIn(lea.email, mine, caller))).toBe('EMAIL_UNVERIFIED');
    expect(code(await signIn(lea.email, WRONG, caller))).toBe('RATE_LIMITED');
  });

  it('is forgotten after a day', async () => {
    const { app } = theHouse();
    clock.travel(days(2));
    await app.db.transaction((tx) => tx.enqueue('accounts.forget-abandoned', {}));
    await drain();
    expect(await app.db.query('SELECT 1 FROM sign_in_brakes')).toEqual([]);
  });
});

describe('nobody is locked out by strangers', () => {
  it('from a device on which she signed in before, though the whole world tries hers', async () => {
    const lea = await aPerson('WOMAN');
    const device = await knownDeviceOf(lea);
    await tries(51, lea.email);
    await tries(6, lea.email, from('198.51.100.7'));
    expect(code(await signIn(lea.email, PASSWORD, from('198.51.100.7')))).toBe('RATE_LIMITED');
    expect(code(await signIn(lea.email, PASSWORD, from('198.51.100.7', device)))).toBe('ok');
  });

  it('who use up the codes that her address may ask for', async () => {
    const lea = await aPerson('WOMAN');
    const device = await knownDeviceOf(lea);
    const codes: string[] = [];
    for (let n = 0; n < 6; n += 1) codes.push(code(await send(REQUEST, { email: lea.email })));
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    expect(code(await send(REQUEST, { email: lea.email }, { headers: { cookie: device } }))).toBe('ok');
  });

  it.each<[string, (hers: string, his: string) => string]>([
    ['made up', () => `pp_device=${newId()}.${'A'.repeat(43)}`],
    ['of another address', (_hers, his) => his],
    ['with another name', (hers) => hers.replace(/=[0-9a-f]{8}/, '=00000000')],
    ['cut short', (hers) => hers.slice(0, -10)],
    ['empty', () => 'pp_device='],
  ])('but a device that is %s is a stranger', async (_what, made) => {
    const [lea, hugo] = [await aPerson('WOMAN'), await aPerson('MAN')];
    const cookie = made(await knownDeviceOf(lea), await knownDeviceOf(hugo));
    await tries(5, lea.email, from('198.51.100.8'));
    expect(code(await signIn(lea.email, PASSWORD, from('198.51.100.8', cookie)))).toBe('RATE_LIMITED');
  });

  it('from the app, which gets as a token of its own what a browser has as a cookie, and keeps the same device', async () => {
    const lea = await aPerson('WOMAN');
    const inTheApp = (network: string, device?: string) =>
      send<{ signIn: { deviceToken: string } }>(
        'mutation ($input: SignInInput!) { signIn(input: $input) { deviceToken } }',
        { input: { email: lea.email, password: PASSWORD } },
        { headers: { 'x-forwarded-for': network, 'x-client': 'app', ...(device && { 'x-device': device }) } },
      );
    const device = (await inTheApp('192.0.2.1')).data?.signIn.deviceToken ?? 'none';
    await tries(51, lea.email);
    await tries(6, lea.email, from('198.51.100.7'));
    expect(code(await inTheApp('198.51.100.7'))).toBe('RATE_LIMITED');
    expect(code(await inTheApp('198.51.100.7', `${device.slice(0, -1)}${device.endsWith('A') ? 'B' : 'A'}`))).toBe('RATE_LIMITED');
    expect((await inTheApp('198.51.100.7', device)).data?.signIn.deviceToken).toBe(device);
    const renewed = await send(
      'mutation ($token: String) { refreshSession(refreshToken: $token) { deviceToken } }',
      { token: lea.refreshToken },
      { headers: { 'x-client': 'app', 'x-device': device } },
    );
    expect(renewed.data).toEqual({ refreshSession: { deviceToken: null } });
    expect(
      code(await send('mutation { refreshSession { accessToken } }', {}, { headers: { 'x-client': 'app', 'x-device': device } })),
    ).toBe('UNAUTHENTICATED');
  });

  it('and no page reads what names its device: on the web it is in a cookie alone', async () => {
    const lea = await aPerson('WOMAN');
    const SIGN_IN_FOR_DEVICE = 'mutation ($input: SignInInput!) { signIn(input: $input) { deviceToken } }';
    const { data, headers } = await send(SIGN_IN_FOR_DEVICE, { input: { email: lea.email, password: PASSWORD } });
    expect(data).toEqual({ signIn: { deviceToken: null } });
    expect(headers.getSetCookie().join()).toContain('pp_device=');
  });

  it('and her own device waits like any other when somebody guesses on it', async () => {
    const lea = await aPerson('WOMAN');
    const device = await knownDeviceOf(lea);
    expect(await tries(6, lea.email, { headers: { cookie: device } })).toEqual([...REFUSED, 'RATE_LIMITED']);
    expect(code(await signIn(lea.email, PASSWORD, from('198.51.100.9')))).toBe('ok');
  });

  it('keeps what names the device from scripts and other sites, after signing out too, and it opens nothing', async () => {
    const lea = await aPerson('WOMAN');
    const { headers, data } = await signIn(lea.email, PASSWORD);
    const cookie = headers.getSetCookie().find((each) => each.startsWith('pp_device='));
    expect(cookie).toMatch(/^pp_device=[\w.-]+; Max-Age=31536000; Path=\/graphql; HttpOnly; SameSite=Strict$/);
    const out = await send('mutation { signOut }', {}, { accessToken: (data?.signIn as { accessToken: string }).accessToken });
    expect(out.headers.getSetCookie().join()).not.toContain('pp_device');
    const device = cookie?.split(';')[0] ?? '';
    for (const as of [device, device.replace('pp_device', 'pp_refresh'), device.replace('pp_device', 'pp_media')]) {
      const refresh = await send('mutation { refreshSession { accessToken } }', {}, { headers: { cookie: as } });
      expect(code(refresh)).toBe('UNAUTHENTICATED');
    }
  });
});
