import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { clock, minutes, seconds } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { as, ask, send, socket, type Caller } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aMatch, aPerson, PASSWORD, type Person } from '../people.js';
import { say } from '../talking.js';
import { Wire } from '../wire.js';

useHouse();

const REFRESH = 'mutation ($token: String) { refreshSession(refreshToken: $token) { accessToken refreshToken me { id } } }';
const app = { headers: { 'x-client': 'app' } };

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const parts = ({ accessToken }: Person): [string, Record<string, unknown>, string] => {
  const [head = '', claims = '', signature = ''] = accessToken.split('.');
  return [head, JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>, signature];
};
const secret = (): Buffer => Buffer.from(theHouse().app.config.secrets.token);
const signed = (claims: Record<string, unknown>, key: Parameters<SignJWT['sign']>[0] = secret(), alg = 'HS256'): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(key);

let lea: Person;
let hugo: Person;

beforeEach(async () => {
  [lea, hugo] = [await aPerson('WOMAN'), await aPerson('MAN')];
});

async function who(caller: Caller): Promise<string> {
  const { data, errors } = await send<{ me: { id: string } | null }>('{ me { id } }', {}, caller);
  return data?.me?.id ?? errors?.[0]?.extensions.code ?? 'nothing';
}

async function whoOverSocket(accessToken: string): Promise<unknown> {
  const wire = await Wire.open({ init: false });
  wire.send({ type: 'connection_init', payload: { accessToken } });
  const frame = await wire.next();
  wire.close();
  return frame;
}

describe('an access token that was made up', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['is signed by nobody', () => `${encoded({ alg: 'none' })}.${encoded(parts(lea)[1])}.`],
    ['says "None"', () => `${encoded({ alg: 'None', typ: 'JWT' })}.${encoded(parts(lea)[1])}.`],
    ['bears the signature of another', () => `${parts(hugo)[0]}.${encoded(parts(lea)[1])}.${parts(hugo)[2]}`],
    ['has lost its signature', () => lea.accessToken.replace(/\.[^.]+$/, '.')],
    ['is signed with another secret', () => signed(parts(lea)[1], Buffer.from('another secret, as long as ours is or more'))],
    ['is signed with the empty secret', () => signed(parts(lea)[1], createHmac('sha256', '').digest())],
    ['is signed longer than we sign', () => signed(parts(lea)[1], secret(), 'HS512')],
    ['is signed with a key pair', () => signed(parts(lea)[1], generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey, 'RS256')],
    [
      'brings its own key',
      () => lea.accessToken.replace(/^[^.]+/, encoded({ alg: 'HS256', jwk: { kty: 'oct', k: 'AAAA' }, kid: '../../dev/null' })),
    ],
    ['is meant for another house', () => signed({ ...parts(lea)[1], aud: 'another-house' })],
    ['never ends', () => signed({ ...parts(lea)[1], exp: undefined })],
    ['is hers with his session', () => signed({ ...parts(lea)[1], sid: parts(hugo)[1].sid })],
    ['is of a session that never was', () => signed({ ...parts(lea)[1], sid: newId() })],
    ['is a refresh token', () => lea.refreshToken],
  ])('makes nobody of whoever brings it: it %s', async (_what, make) => {
    const token = await make();
    expect(await who({ accessToken: token })).toBe('UNAUTHENTICATED');
    expect(await whoOverSocket(token)).toEqual({ closed: 4401 });
  });
});

describe('a token that was stolen', () => {
  it('ends with its quarter of an hour, to the second', async () => {
    clock.travel(minutes(15) - seconds(5));
    expect(await who(lea)).toBe(lea.id);
    clock.travel(seconds(6));
    expect(await who(lea)).toBe('UNAUTHENTICATED');
  });

  it('ends with the session, over HTTP and on the socket that lives with it, and no event comes any more', async () => {
    const { woman, man, conversationId } = await aMatch();
    const thief = await Wire.open({ accessToken: woman.accessToken });
    const { me } = await as(woman).ask<{ me: { inboxVersion: number } }>('{ me { inboxVersion } }');
    thief.send({ type: 'subscribe', id: '1', payload: { query: `subscription { inbox(after: ${me.inboxVersion}) { number } }` } });
    await as(woman).ask('mutation { signOut }');
    await say(man, conversationId, 'Tu es là ?');
    expect(await thief.next()).toEqual({ closed: 4403 });
    expect(await who(woman)).toBe('UNAUTHENTICATED');
    await expect(socket(woman).iterate({ query: '{ me { id } }' }).next()).rejects.toMatchObject({ code: 4401 });
  });

  it('cannot be exchanged for a longer one', async () => {
    for (const token of [lea.accessToken, `${parts(lea)[1].sid as string}.${lea.accessToken}`, `${parts(lea)[1].sid as string}.`])
      expect((await send(REFRESH, { token }, app)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await who(lea)).toBe(lea.id);
  });
});

describe('a refresh token', () => {
  it('of one’s own does not renew the session of another, and neither ends by it', async () => {
    const [, seal = ''] = /^[^.]+\.(.+)$/.exec(hugo.refreshToken) ?? [];
    const crossed = `${lea.refreshToken.split('.')[0] ?? ''}.${seal}`;
    expect((await send(REFRESH, { token: crossed }, app)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    for (const person of [lea, hugo]) {
      const { refreshSession } = await ask<{ refreshSession: { me: { id: string } } }>(REFRESH, { token: person.refreshToken }, app);
      expect(refreshSession.me.id).toBe(person.id);
    }
  });

  it('is kept as a digest: what stands in the database renews nothing', async () => {
    const [row] = await theHouse().app.db.query<{ id: string; hash: string }>(
      'SELECT id, refresh_hash AS hash FROM sessions WHERE user_id = $1',
      [lea.id],
    );
    expect(lea.refreshToken).not.toContain(row?.hash);
    for (const token of [row?.hash, `${row?.id}.${row?.hash}`])
      expect((await send(REFRESH, { token }, app)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the cookies of the web', () => {
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken refreshToken } }';
  const cookiesOf = async ({ email }: Person) => {
    const { headers, data } = await send<{ signIn: object }>(SIGN_IN, { input: { email, password: PASSWORD } });
    return { set: headers.getSetCookie(), data };
  };

  it('are for our own pages, out of reach of scripts, each for its own path, and in no body', async () => {
    const { set, data } = await cookiesOf(lea);
    expect(set.map((cookie) => cookie.replace(/=[\w.-]+;/, '=…;')).sort()).toEqual([
      'pp_device=…; Max-Age=31536000; Path=/graphql; HttpOnly; SameSite=Strict',
      'pp_media=…; Max-Age=5184000; Path=/media; HttpOnly; SameSite=Strict',
      'pp_refresh=…; Max-Age=5184000; Path=/graphql; HttpOnly; SameSite=Strict',
    ]);
    expect(data?.signIn).toMatchObject({ refreshToken: null });
  });

  it('are no substitute for each other', async () => {
    const { set } = await cookiesOf(lea);
    const value = (name: string) => set.find((cookie) => cookie.startsWith(name))?.split(/[=;]/)[1] ?? '';
    for (const name of ['pp_media', 'pp_device']) {
      const { errors } = await send(REFRESH, {}, { headers: { cookie: `pp_refresh=${value(name)}` } });
      expect([name, errors?.[0]?.extensions.code]).toEqual([name, 'UNAUTHENTICATED']);
    }
    expect(await who({ headers: { cookie: set.map((cookie) => cookie.split(';')[0]).join('; ') } })).toBe('UNAUTHENTICATED');
  });

  it('renew nothing for a page of another site, and are not replaced', async () => {
    const { set } = await cookiesOf(lea);
    const cookie = set.map((each) => each.split(';')[0]).join('; ');
    const asked = (headers: Record<string, string>, body = '{"query":"mutation { refreshSession { accessToken } }"}') =>
      fetch(`${theHouse().url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, ...headers }, body });
    const before = await theHouse().app.db.query('SELECT refresh_hash FROM sessions WHERE user_id = $1 ORDER BY id', [lea.id]);
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${theHouse().url}.evil.example` },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/x-www-form-urlencoded' },
    ] as Record<string, string>[]) {
      const answer = await asked(headers);
      expect([headers, answer.status >= 400, answer.headers.getSetCookie()]).toEqual([headers, true, []]);
    }
    expect(await theHouse().app.db.query('SELECT refresh_hash FROM sessions WHERE user_id = $1 ORDER BY id', [lea.id])).toEqual(before);
  });
});
