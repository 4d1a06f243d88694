import type { RouteLocationNormalized } from 'vue-router';
import { network, refused } from '../../test/network';
import { platform } from '../platform';
import { session, type SessionMe } from '../session';
import { mayEnter } from './guards';
import { homeOf, safeNext } from './home';

const to = (path: string, access?: unknown) => ({ path, fullPath: path, meta: { access } }) as unknown as RouteLocationNormalized;
const person = (role: string, username: string | null = 'lea'): SessionMe =>
  ({ id: role, role, profile: { username, city: username ? { code: '69123', name: 'Lyon' } : null } }) as unknown as SessionMe;

it('leads each role to its own home, and a new person to the welcome', () => {
  expect(homeOf(null)).toBe('/');
  expect(homeOf(person('WOMAN'))).toBe('/decouvrir');
  expect(homeOf(person('MAN'))).toBe('/espace');
  expect(homeOf(person('MAN', null))).toBe('/bienvenue');
  expect(homeOf(person('MODERATOR', null))).toBe('/moderation');
});

it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', undefined, ['/a']])(
  'never leads to %s',
  (next) => {
    expect(safeNext(next)).toBeUndefined();
  },
);

it('leads inside the site', () => expect(safeNext('/conversations/3?x=1')).toBe('/conversations/3?x=1'));

it('tells a lost network from a lost session', async () => {
  platform.lasting.set('session', '1');
  network(() => 'unreachable');
  expect(await mayEnter(to('/conversations', 'signed-in'))).toMatchObject({ name: 'unreachable', query: { suite: '/conversations' } });
  network(() => refused('UNAUTHENTICATED'));
  expect(await mayEnter(to('/conversations', 'signed-in'))).toMatchObject({ name: 'sign-in', query: { suite: '/conversations' } });
});

it('lets in who may, and leads the others home', async () => {
  await session.adopt({ accessToken: 't', accessTokenExpiresAt: new Date(Date.now() + 900_000).toISOString(), me: person('MAN') });
  expect(await mayEnter(to('/espace', ['MAN']))).toBe(true);
  expect(await mayEnter(to('/decouvrir', ['WOMAN']))).toBe('/espace');
  expect(await mayEnter(to('/connexion', 'visitor'))).toBe('/espace');
  expect(await mayEnter(to('/cgu'))).toBe(true);
});
