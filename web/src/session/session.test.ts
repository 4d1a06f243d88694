import { network, refused } from '../../test/network';
import { hashOf } from '../api';
import {
  ExamplePortraitsDocument,
  RefreshSessionDocument,
  SignOutDocument,
  type SessionMeFragment,
} from '../graphql/generated/public/graphql';
import { platform, useDraft } from '../platform';
import { call, session, type SessionPayload } from './index';

const me = {
  __typename: 'Me',
  id: 'u1',
  email: 'lea@example.org',
  role: 'WOMAN',
  emailVerified: true,
  locale: 'FR',
  inboxVersion: 0,
  unreadConversations: 0,
  hiddenWords: [],
  unreadDecision: null,
  membership: { __typename: 'Membership', hasAccess: true },
  profile: null,
} as SessionMeFragment;
const payload = (accessToken: string): SessionPayload => ({
  accessToken,
  accessTokenExpiresAt: new Date(Date.now() + 900_000).toISOString(),
  me,
});
const isRefresh = (hash: string) => hash === hashOf(RefreshSessionDocument);
const data = { men: ['h01'], women: ['f01'] };

afterEach(async () => {
  if (session.status.value !== 'signed-in') return;
  network(({ hash }) => (hash === hashOf(SignOutDocument) ? { data: { signOut: true } } : refused('UNAUTHENTICATED')));
  await session.signOut();
});

it('asks nothing of the server for a visitor who never signed in', async () => {
  const requests = network(() => refused('UNAUTHENTICATED'));
  await session.restore();
  expect(session.status.value).toBe('signed-out');
  expect(requests).toEqual([]);
});

it('renews an expired token once for ten requests at once, and repeats each once', async () => {
  await session.adopt(payload('old'));
  const requests = network(({ hash, token }) => {
    if (isRefresh(hash)) return { data: { refreshSession: payload('new') } };
    return token === 'new' ? { data } : refused('UNAUTHENTICATED');
  });
  const answers = await Promise.all(Array.from({ length: 10 }, () => call(ExamplePortraitsDocument)));
  expect(answers).toEqual(Array(10).fill(data));
  expect(requests.filter(({ hash }) => isRefresh(hash))).toHaveLength(1);
  expect(requests.filter(({ token }) => token === 'new')).toHaveLength(10);
});

it('says that the session ended when it cannot be renewed, and keeps the words being typed', async () => {
  await session.adopt(payload('old'));
  const draft = useDraft('message:1');
  draft.text.value = 'Meringuée ou pas\u202f?';
  const reasons: string[] = [];
  const stop = session.onEnd((reason) => reasons.push(reason));
  network(() => refused('UNAUTHENTICATED'));
  await expect(call(ExamplePortraitsDocument)).rejects.toThrow('UNAUTHENTICATED');
  stop();
  expect(reasons).toEqual(['expired']);
  expect(session.me.value).toBeNull();
  expect(useDraft('message:1').text.value).toBe('Meringuée ou pas\u202f?');
});

it('keeps the session when the network, not the server, refuses', async () => {
  await session.adopt(payload('good'));
  network(() => 'unreachable');
  await expect(call(ExamplePortraitsDocument)).rejects.toMatchObject({ name: 'NetworkError' });
  await expect(session.refresh()).rejects.toMatchObject({ name: 'NetworkError' });
  expect(session.status.value).toBe('signed-in');
});

it('forgets drafts and the hint at sign-out, and never stored the token', async () => {
  await session.adopt(payload('secret-token'));
  useDraft('message:2').text.value = 'À jeudi';
  expect([...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })].join()).not.toContain('secret-token');
  const requests = network(() => ({ data: { signOut: true } }));
  await session.signOut({ everywhere: true });
  expect(requests[0]).toMatchObject({ variables: { everywhere: true }, token: 'secret-token' });
  expect(useDraft('message:2').text.value).toBe('');
  expect(platform.lasting.get('session')).toBeNull();
});
