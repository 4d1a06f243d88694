import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { Stream } from '../../test/inbox.js';
import { say, somebodyWaits } from '../../test/talking.js';
import { aMan, aMatch, aPost, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { clock, dayOf, days, minutes, seconds } from '../platform/clock.js';

useHouse();

const MAN =
  'query ($id: ID!, $first: Int, $after: String) { man(id: $id) { postCount posts(first: $first, after: $after) { edges { cursor node { id text publishedAt edited } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }';
const MINE = '{ myPosts { edges { node { id text views viewsByDay { day count } } } } }';
const UPDATE = 'mutation ($id: ID!, $text: String!) { updatePost(id: $id, input: { text: $text }) { post { text createdAt updatedAt } } }';
const DELETE = 'mutation ($id: ID!) { deletePost(id: $id) { deletedId } }';
const CREATE = 'mutation ($text: String!) { createPost(input: { text: $text }) { post { id } } }';
const PREVIEW = '{ myPreview { ... on Man { postCount posts { edges { node { text } } } } } }';

interface Page {
  edges: { cursor: string; node: { id: string; text: string; publishedAt: string; edited: boolean } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}

async function read(woman: Person, man: Person, variables: object = {}): Promise<{ postCount: number; posts: Page }> {
  return (await as(woman).ask<{ man: { postCount: number; posts: Page } }>(MAN, { id: man.id, first: 10, ...variables })).man;
}

async function mine(man: Person): Promise<{ id: string; views: number; viewsByDay: { day: string; count: number }[] }[]> {
  const { myPosts } = await as(man).ask<{
    myPosts: { edges: { node: { id: string; views: number; viewsByDay: { day: string; count: number }[] } }[] };
  }>(MINE);
  return myPosts.edges.map(({ node }) => node);
}

const profileOf = (man: Person) =>
  theHouse().app.db.one<{ count: number; last: string | null }>(
    'SELECT post_count AS count, last_post_day::text AS last FROM profiles_men WHERE user_id = $1',
    [man.id],
  );

describe('ads', () => {
  it('a man’s posts show on his profile', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const [first, second] = [await aPost(hugo, '  Première annonce\navec <b>deux</b> lignes 🌱 '), await aPost(hugo, 'Deuxième')];
    const { postCount, posts } = await read(lea, hugo);
    expect(postCount).toBe(2);
    expect(posts.edges.map(({ node }) => node)).toEqual([
      { id: second, text: 'Deuxième', publishedAt: dayOf(clock.now()), edited: false },
      { id: first, text: 'Première annonce\navec <b>deux</b> lignes 🌱', publishedAt: dayOf(clock.now()), edited: false },
    ]);
    expect(await as(hugo).ask(PREVIEW)).toMatchObject({
      myPreview: { postCount: 2, posts: { edges: [{ node: { text: 'Deuxième' } }, {}] } },
    });
  });

  it('are read page by page, newest first, with cursors of that man alone', async () => {
    const [hugo, paul, lea] = [await aMan(), await aMan(), await aSubscribedWoman()];
    for (const text of ['1', '2', '3']) await aPost(hugo, text);
    await aPost(paul, 'autre');
    const first = (await read(lea, hugo, { first: 2 })).posts;
    const next = (await read(lea, hugo, { first: 2, after: first.pageInfo.endCursor })).posts;
    expect([first, next].map(({ edges }) => edges.map(({ node }) => node.text))).toEqual([['3', '2'], ['1']]);
    expect([first, next].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    expect(await as(lea).refusal(MAN, { id: paul.id, first: 2, after: first.pageInfo.endCursor })).toBe('BAD_USER_INPUT');
    expect(await as(lea).refusal(MAN, { id: hugo.id, first: 2, after: 'forged' })).toBe('BAD_USER_INPUT');
    for (const size of [0, 51]) expect(await as(lea).refusal(MAN, { id: hugo.id, first: size })).toBe('BAD_USER_INPUT');
  });

  it('are edited and deleted by their author alone', async () => {
    const [hugo, paul, lea] = [await aMan(), await aMan(), await aSubscribedWoman()];
    const id = await aPost(hugo, 'avant');
    expect(await as(paul).refusal(UPDATE, { id, text: 'volé' })).toBe('NOT_FOUND');
    expect(await as(paul).refusal(DELETE, { id })).toBe('NOT_FOUND');
    await as(hugo).ask(UPDATE, { id, text: 'avant ' });
    expect((await read(lea, hugo)).posts.edges[0]?.node).toMatchObject({ text: 'avant', edited: false });
    clock.travel(1_000);
    await as(hugo).ask(UPDATE, { id, text: 'après' });
    expect((await read(lea, hugo)).posts.edges[0]?.node).toMatchObject({ text: 'après', edited: true });
    expect(await as(hugo).ask(DELETE, { id })).toEqual({ deletePost: { deletedId: id } });
    expect(await as(hugo).refusal(DELETE, { id })).toBe('NOT_FOUND');
    expect(await read(lea, hugo)).toMatchObject({ postCount: 0, posts: { edges: [] } });
    expect(await profileOf(hugo)).toEqual({ count: 0, last: null });
  });

  it('are at most twenty at a time, even when a dozen come at once', async () => {
    const hugo = await aMan();
    const { db } = theHouse().app;
    await db.query(
      `INSERT INTO male_posts (id, man_id, text, created_at, updated_at) SELECT gen_random_uuid(), $1, 'x', $2, $2 FROM generate_series(1, 15)`,
      [hugo.id, clock.now()],
    );
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => as(hugo).send(CREATE, { text: `encore ${at}` })));
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(5);
    expect(answers.flatMap(({ errors }) => errors?.[0]?.extensions.code ?? [])).toEqual(Array.from({ length: 7 }, () => 'CONFLICT'));
    expect((await profileOf(hugo))?.count).toBe(20);
  });

  it('are counted right when two are deleted at the same instant', async () => {
    const hugo = await aMan();
    const [first, second] = [await aPost(hugo, 'une'), await aPost(hugo, 'deux')];
    const { db } = theHouse().app;
    let waiting: Promise<unknown> | undefined;
    await db.transaction(async (tx) => {
      await tx.query('DELETE FROM male_posts WHERE id = $1', [first]);
      waiting = as(hugo).ask(DELETE, { id: second });
      await somebodyWaits();
    });
    await waiting;
    expect(await profileOf(hugo)).toEqual({ count: 0, last: null });
  });

  it('sent again with the same words, because the answer was lost, are one ad; later they are another', async () => {
    const hugo = await aMan();
    const ids = await Promise.all(Array.from({ length: 5 }, () => aPost(hugo, 'Une seule fois')));
    expect(new Set(ids).size).toBe(1);
    expect((await profileOf(hugo))?.count).toBe(1);
    clock.travel(minutes(11));
    await aPost(hugo, 'Une seule fois');
    expect((await profileOf(hugo))?.count).toBe(2);
  });

  it('have ids that do not tell when they were published', async () => {
    const hugo = await aMan();
    const ids = [];
    for (const text of ['1', '2', '3']) ids.push(await aPost(hugo, text));
    // A version 4 id is random; a version 7 begins with the millisecond.
    expect(ids.map((id) => id[14])).toEqual(['4', '4', '4']);
    expect((await mine(hugo)).map(({ id }) => id)).toEqual(ids.reverse());
  });

  it('are read anew by whoever listens for hours: one that is gone is shown no more', async () => {
    const { woman, man, conversationId } = await aMatch();
    const gone = await aPost(man, 'supprimée');
    const POSTS = `subscription { inbox(after: 2) { number ... on MessageSent { conversation {
      with { ... on Man { posts { edges { node { text } } } again: posts { edges { node { text } } } } } } } } }`;
    const live = new Stream<object>(woman, POSTS, {});
    const next = async () => JSON.stringify(await live.next());
    await say(man, conversationId, 'Bonjour');
    // Once under each of its two names.
    expect((await next()).split('supprimée')).toHaveLength(3);
    await as(man).ask(DELETE, { id: gone });
    await say(man, conversationId, 'Elle n’est plus là');
    expect(await next()).not.toContain('supprimée');
    await live.close();
  });

  it.each(['', '   ', 'x'.repeat(1_001), 'nul \u0000', 'rtl \u202e'])('refuse the text %# and store nothing', async (text) => {
    const hugo = await aMan();
    const { errors } = await as(hugo).send(CREATE, { text });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { text: expect.any(String) } });
    expect(await mine(hugo)).toEqual([]);
  });

  it('vanish with a block in the very next request, and are not read without a membership', async () => {
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aWoman()];
    await aPost(hugo);
    expect(await as(anne).refusal(MAN, { id: hugo.id })).toBe('SUBSCRIPTION_REQUIRED');
    expect((await read(lea, hugo)).posts.edges).toHaveLength(1);
    await theHouse().app.db.query('INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)', [
      hugo.id,
      lea.id,
      clock.now(),
    ]);
    expect(await as(lea).refusal(MAN, { id: hugo.id })).toBe('NOT_FOUND');
  });
});

describe('views', () => {
  it('count each woman once a day, never his own preview, and show the day after', async () => {
    const { views } = theHouse().app.posts;
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aSubscribedWoman()];
    await aPost(hugo);
    const published = dayOf(clock.now());
    for (const woman of [lea, lea, anne]) await read(woman, hugo);
    await as(hugo).ask(PREVIEW);
    await views.flush();
    await read(lea, hugo);
    await views.flush();
    expect(await mine(hugo)).toMatchObject([{ views: 0, viewsByDay: [] }]);

    clock.travel(days(1) + minutes(15));
    const [hugoNow, leaNow] = [await signedInAgain(hugo), await signedInAgain(lea)];
    expect(await mine(hugoNow)).toMatchObject([{ views: 2, viewsByDay: [{ day: published, count: 2 }] }]);
    await read(leaNow, hugo);
    await views.flush();
    expect(await mine(hugoNow)).toMatchObject([{ views: 2 }]);

    clock.travel(days(40));
    const [later] = await mine(await signedInAgain(hugo));
    expect(later?.views).toBe(3);
    expect(later?.viewsByDay).toHaveLength(30);
    expect(later?.viewsByDay.at(-1)?.day).toBe(dayOf(new Date(clock.now().getTime() - days(1) - minutes(15))));
  });

  it('do not grow under his eyes after midnight: a day is shown when all of it has been written', async () => {
    const { views } = theHouse().app.posts;
    const midnight = Date.parse('2027-03-28T22:00:00Z');
    clock.travel(midnight - seconds(20) - clock.now().getTime());
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    await aPost(hugo);
    await read(lea, hugo);
    clock.travel(seconds(40));
    expect(await mine(hugo)).toMatchObject([{ views: 0, viewsByDay: [] }]);
    await views.flush();
    expect(await mine(hugo)).toMatchObject([{ views: 0, viewsByDay: [] }]);
    clock.travel(minutes(15));
    expect(await mine(await signedInAgain(hugo))).toMatchObject([{ views: 1, viewsByDay: [{ day: '2027-03-28', count: 1 }] }]);
  });

  it('of an ad deleted meanwhile are dropped with it', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const [gone, kept] = [await aPost(hugo, 'gone'), await aPost(hugo, 'kept')];
    await read(lea, hugo);
    await as(hugo).ask(DELETE, { id: gone });
    await theHouse().app.posts.views.flush();
    const rows = await theHouse().app.db.query<{ id: string }>('SELECT post_id AS id FROM post_views WHERE post_id = ANY ($1::uuid[])', [
      [gone, kept],
    ]);
    expect(rows).toEqual([{ id: kept }]);
  });
});

it('an ad can be quoted only while it stands, and only as his', async () => {
  const { reader } = theHouse().app.posts;
  const [hugo, paul] = [await aMan(), await aMan()];
  const id = await aPost(hugo, 'à citer');
  expect(await reader.quotable(id, hugo.id)).toBe('à citer');
  expect(await reader.quotable(id, paul.id)).toBeNull();
  await as(hugo).ask(DELETE, { id });
  expect(await reader.quotable(id, hugo.id)).toBeNull();
});
