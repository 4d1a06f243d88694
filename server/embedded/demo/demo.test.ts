import { as, ask } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { createLogger } from '../../src/platform/logger.js';
import { DEMO_LOGINS, DEMO_PASSWORD, demoPainter, paintAdPictures, seedDemo } from './index.js';

const SIGN_IN = /* GraphQL */ `
  mutation ($email: String!, $password: String!) {
    signIn(input: { email: $email, password: $password }) {
      accessToken
      me {
        role
        emailVerified
        membership {
          hasAccess
        }
      }
    }
  }
`;

interface SignedIn {
  accessToken: string;
  me: { role: string; membership: { hasAccess: boolean } };
}

interface Talk {
  unread: number;
  canSend: string;
  with: { username: string };
  messages: { edges: { node: { kind: string; from: string; quotedPost: { text: string } | null } }[] };
}

describe('the demo', () => {
  useHouse();

  beforeAll(async () => {
    const { app, stripe } = theHouse();
    await seedDemo(app, stripe);
    await drain();
  });

  const count = async (sql: string): Promise<number> =>
    (await theHouse().app.db.one<{ n: number }>(`SELECT count(*)::int AS n ${sql}`))?.n ?? -1;
  const signIn = async (email: string): Promise<SignedIn> =>
    (await ask<{ signIn: SignedIn }>(SIGN_IN, { email, password: DEMO_PASSWORD })).signIn;

  it('fills the house with men of every region whom a listing may show', async () => {
    expect(await count('FROM profiles_men WHERE visible')).toBeGreaterThanOrEqual(420);
    expect(await count('FROM (SELECT DISTINCT region_code FROM profiles_men WHERE visible) r')).toBeGreaterThanOrEqual(18);
    expect(await count('FROM profiles_women')).toBeGreaterThanOrEqual(40);
    expect(await count(`FROM profiles_men WHERE active_day > current_date + 1`)).toBe(0);
  });

  it('seeds once: a second start changes nothing', async () => {
    const { app, stripe } = theHouse();
    const before = await count('FROM users');
    const subscriptions = await count('FROM subscriptions');
    await seedDemo(app, stripe);
    expect(await count('FROM users')).toBe(before);
    expect(await count('FROM subscriptions')).toBe(subscriptions);
  });

  it('lets everybody of the list sign in, each with the rights that are told', async () => {
    const people = Object.fromEntries(
      await Promise.all(DEMO_LOGINS.map(async ({ email }) => [email.split('@')[0], (await signIn(email)).me] as const)),
    );
    expect(people).toMatchObject({
      lea: { role: 'WOMAN', membership: { hasAccess: true } },
      ines: { role: 'WOMAN', membership: { hasAccess: false } },
      hugo: { role: 'MAN' },
      samir: { role: 'MAN' },
      moderation: { role: 'MODERATOR' },
    });
  });

  it('numbers every inbox densely', async () => {
    expect(await count('FROM inboxes b WHERE b.version <> (SELECT count(*) FROM inbox_events e WHERE e.user_id = b.user_id)')).toBe(0);
    expect(await count('FROM inboxes b WHERE b.version <> (SELECT max(number) FROM inbox_events e WHERE e.user_id = b.user_id)')).toBe(0);
  });

  it('counts as unread what is written after the last reading', async () => {
    const wrong = await count(
      `FROM conversations c WHERE c.woman_unread <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND m.sender_id = c.man_id AND m.seq > c.woman_read_seq)
          OR c.man_unread <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id AND m.sender_id = c.woman_id AND m.seq > c.man_read_seq)
          OR c.last_seq <> (SELECT max(seq) FROM messages m WHERE m.conversation_id = c.id)`,
    );
    expect(wrong).toBe(0);
    expect(await count('FROM conversations WHERE woman_unread > 0')).toBeGreaterThan(0);
  });

  it('shows Hugo his ads with the views of the days before', async () => {
    const hugo = as(await signIn('hugo@demo.premierpas.example'));
    const { myPosts } = await hugo.ask<{
      myPosts: { edges: { node: { text: string; views: number; viewsByDay: { count: number }[] } }[] };
    }>('{ myPosts { edges { node { text views viewsByDay { day count } } } } }');
    expect(myPosts.edges.length).toBeGreaterThanOrEqual(4);
    for (const { node } of myPosts.edges) expect(node.views).toBeGreaterThan(0);
  });

  it('shows Hugo how he was seen, with likes and visits of the days before', async () => {
    const hugo = as(await signIn('hugo@demo.premierpas.example'));
    const { myStatistics } = await hugo.ask<{ myStatistics: { total: Record<string, number>; days: Record<string, number>[] } }>(
      '{ myStatistics { total { profileViews postViews likes firstSteps } days { profileViews likes } } }',
    );
    for (const [what, sum] of Object.entries(myStatistics.total)) expect([what, sum > 0]).toEqual([what, true]);
    expect(myStatistics.days.filter(({ profileViews }) => profileViews! > 0).length).toBeGreaterThan(10);
  });

  it('paints pictures for ads while the site is there, and goes on where a former start was stopped', async () => {
    const { app } = theHouse();
    const waiting = () => count(`FROM media WHERE purpose = 'POST' AND status = 'PROCESSING'`);
    const before = await waiting();
    expect(before).toBeGreaterThan(40);
    let left = 3;
    await paintAdPictures(app, () => (left -= 1) >= 0);
    expect(await waiting()).toBe(before - 3);
    await paintAdPictures(app);
    expect(await waiting()).toBe(0);
    const [hugo, lea] = [as(await signIn('hugo@demo.premierpas.example')), await signIn('lea@demo.premierpas.example')];
    const { me } = await hugo.ask<{ me: { id: string } }>('{ me { id } }');
    const { man } = await as(lea).ask<{ man: { posts: { edges: { node: { media: { alt: string; url: string }[] } }[] } } }>(
      'query ($id: ID!) { man(id: $id) { posts { edges { node { media { alt url(size: SMALL) } } } } } }',
      { id: me.id },
    );
    const shown = man.posts.edges.flatMap(({ node }) => node.media);
    expect(shown.length).toBeGreaterThan(1);
    const answer = await fetch(`${theHouse().url}${shown[0]!.url}`, { headers: { authorization: `Bearer ${lea.accessToken}` } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('shows Léa her conversations, the newest first, one of them begun by an ad she quoted', async () => {
    const lea = as(await signIn('lea@demo.premierpas.example'));
    const { conversations, me } = await lea.ask<{
      conversations: { edges: { node: Talk }[]; inboxVersion: number };
      me: { inboxVersion: number; unreadConversations: number };
    }>(
      `{ me { inboxVersion unreadConversations }
         conversations {
           inboxVersion
           edges { node { unread canSend with { ... on Man { username } } lastMessage { from } messages(first: 1) { edges { node { kind from text quotedPost { id text } } } } } }
         } }`,
    );
    const talks = conversations.edges.map(({ node }) => node);
    expect(talks.map(({ with: man }) => man.username)).toEqual(['Hugo', 'Samir', 'Antoine', 'Karim', 'Noé', 'Émile']);
    expect(talks.every(({ canSend }) => canSend === 'ALLOWED')).toBe(true);
    const [step] = talks.map(({ messages }) => messages.edges[0]?.node);
    expect(step).toMatchObject({ kind: 'FIRST_STEP', from: 'ME', quotedPost: { text: expect.stringContaining('tarte citron') as string } });
    expect(me.unreadConversations).toBe(talks.filter(({ unread }) => unread > 0).length);
    expect(me.inboxVersion).toBe(conversations.inboxVersion);
    expect(me.inboxVersion).toBeGreaterThan(50);
  });

  it('shows Hugo the women who wrote to him, and nobody else', async () => {
    const hugo = as(await signIn('hugo@demo.premierpas.example'));
    const { conversations } = await hugo.ask<{ conversations: { edges: { node: { with: { username: string } } }[] } }>(
      '{ conversations { edges { node { with { ... on Woman { username } } } } } }',
    );
    expect(conversations.edges.map(({ node }) => node.with.username)).toEqual(['Léa', 'Manon', 'Inès']);
  });

  it('paints photos for those one meets first, goes on after a restart, and leaves away what somebody removed', async () => {
    const { app } = theHouse();
    const portrait = (key: string) =>
      app.db.one<{ id: string | null }>(
        `SELECT portrait ->> 'id' AS id FROM profiles_men p JOIN users u ON u.id = p.user_id WHERE u.email = $1`,
        [`${key}@demo.premierpas.example`],
      );
    const aPainter = () => demoPainter(app, createLogger('silent'));
    const first = aPainter();
    expect([await first.next(), await first.next()]).toEqual([true, true]);
    const hugo = as(await signIn('hugo@demo.premierpas.example'));
    const { myMedia } = await hugo.ask<{ myMedia: { id: string; status: string }[] }>('{ myMedia { id status } }');
    expect(myMedia[0]?.status).toBe('READY');
    expect(await portrait('hugo')).toEqual({ id: myMedia[0]?.id });
    const antoine = as(await signIn('antoine@demo.premierpas.example'));
    const { myMedia: his } = await antoine.ask<{ myMedia: { id: string }[] }>('{ myMedia { id } }');
    await antoine.ask('mutation ($id: ID!) { removeMedia(id: $id) { removedId } }', { id: his[0]?.id });
    expect(await aPainter().next()).toBe(true);
    expect([await portrait('antoine'), await portrait('noe')]).toEqual([{ id: null }, { id: expect.any(String) as string }]);
    await drain();
    expect(await count(`FROM media WHERE status = 'READY' AND purpose = 'PROFILE'`)).toBe(3);
  });

  it('lets Inès read what was said, but not answer', async () => {
    const ines = as(await signIn('ines@demo.premierpas.example'));
    const { conversations } = await ines.ask<{ conversations: { edges: { node: { canSend: string; messages: { edges: unknown[] } } }[] } }>(
      '{ conversations { edges { node { canSend messages(last: 3) { edges { node { text } } } } } } }',
    );
    expect(conversations.edges.map(({ node }) => [node.canSend, node.messages.edges.length])).toEqual([
      ['SUBSCRIPTION_REQUIRED', 3],
      ['SUBSCRIPTION_REQUIRED', 3],
    ]);
  });
});
