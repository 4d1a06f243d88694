import { adsReadBy, anAd, ARCHIVE, DELETE, EDIT, myAds, PIN, PUBLISH, RESTORE } from '../../test/advertising.js';
import { as, ask, refusal } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aMan, aSubscribedWoman, LYON, signedInAgain, type Person } from '../../test/people.js';
import { somebodyWaits, STEP } from '../../test/talking.js';
import { clock, dayOf, days, minutes } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();

const inDays = (count: number): string => dayOf(new Date(clock.now().getTime() + days(count)));
const textsReadBy = async (woman: Person, man: Person) => (await adsReadBy(woman, man)).map(({ text }) => text);
const myTexts = async (man: Person, archived = false) => (await myAds(man, archived)).map(({ text }) => text);
const countOf = async (woman: Person, man: Person) =>
  (await ask<{ man: { postCount: number } }>('query ($id: ID!) { man(id: $id) { postCount } }', { id: man.id }, woman)).man.postCount;
async function foundAsPublisher(woman: Person, man: Person): Promise<boolean> {
  const MEN = 'query ($filter: MenFilter!) { men(filter: $filter, first: 50) { edges { node { id } } } }';
  const { men } = await ask<{ men: { edges: { node: { id: string } }[] } }>(
    MEN,
    { filter: { cityCode: LYON, postedWithin: 'THIS_WEEK' } },
    woman,
  );
  return men.edges.some(({ node }) => node.id === man.id);
}
/** Alone in what a search finds, so that a page holds him. */
async function publisherAndReader(): Promise<[Person, Person]> {
  await theHouse().app.db.query('DELETE FROM male_posts');
  return [await aMan(), await aSubscribedWoman()];
}

describe('the archives', () => {
  it('hold what only he sees: it leaves his page, his card, searches and quotes, and comes back where it was', async () => {
    const [hugo, lea] = await publisherAndReader();
    const { id } = await anAd(hugo, { text: 'ancienne' });
    await anAd(hugo, { text: 'récente' });
    for (const _twice of [1, 2]) await ask(ARCHIVE, { id }, hugo);
    expect([await textsReadBy(lea, hugo), await countOf(lea, hugo)]).toEqual([['récente'], 1]);
    expect([await myTexts(hugo), await myTexts(hugo, true)]).toEqual([['récente'], ['ancienne']]);
    expect(await refusal(STEP, { input: { manId: hugo.id, clientId: newId(), quotedPostId: id, opening: 'Bonjour' } }, lea)).toBe(
      'BAD_USER_INPUT',
    );
    for (const _twice of [1, 2]) await ask(RESTORE, { id }, hugo);
    expect([await textsReadBy(lea, hugo), await countOf(lea, hugo)]).toEqual([['récente', 'ancienne'], 2]);
    expect(await myTexts(hugo, true)).toEqual([]);
  });

  it('end his being found by his ads, with the last that he shows', async () => {
    const [hugo, lea] = await publisherAndReader();
    const { id } = await anAd(hugo);
    expect(await foundAsPublisher(lea, hugo)).toBe(true);
    await ask(ARCHIVE, { id }, hugo);
    expect(await foundAsPublisher(lea, hugo)).toBe(false);
    await ask(RESTORE, { id }, hugo);
    expect(await foundAsPublisher(lea, hugo)).toBe(true);
  });

  it('belong to him alone', async () => {
    const [hugo, paul] = [await aMan(), await aMan()];
    const { id } = await anAd(hugo);
    for (const act of [ARCHIVE, RESTORE, PIN]) expect([act, await refusal(act, { id }, paul)]).toEqual([act, 'NOT_FOUND']);
    expect(await myTexts(paul, true)).toEqual([]);
  });

  it('make room for another of his twenty, and none comes back when there is none', async () => {
    const hugo = await aMan();
    const { id } = await anAd(hugo, { text: 'première' });
    await theHouse().app.db.query(
      `INSERT INTO male_posts (id, man_id, text, created_at, updated_at) SELECT gen_random_uuid(), $1, 'x', $2, $2 FROM generate_series(1, 19)`,
      [hugo.id, clock.now()],
    );
    expect(await refusal(PUBLISH, { input: { text: 'de trop' } }, hugo)).toBe('CONFLICT');
    await ask(ARCHIVE, { id }, hugo);
    await anAd(hugo, { text: 'à sa place' });
    expect(await refusal(RESTORE, { id }, hugo)).toBe('CONFLICT');
    await theHouse().app.db.query(
      `INSERT INTO male_posts (id, man_id, text, created_at, updated_at, archived_at) SELECT gen_random_uuid(), $1, 'x', $2, $2, $2 FROM generate_series(1, 79)`,
      [hugo.id, clock.now()],
    );
    const [shown] = await myAds(hugo);
    await ask(ARCHIVE, { id: shown!.id }, hugo);
    expect(await refusal(PUBLISH, { input: { text: 'la cent unième' } }, hugo)).toBe('CONFLICT');
  });

  it('take and give back one ad when both are asked for at once, and count it right', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    await Promise.all([ARCHIVE, RESTORE, ARCHIVE, RESTORE, ARCHIVE].map((act) => ask(act, { id }, hugo)));
    const [ad] = [...(await myAds(hugo)), ...(await myAds(hugo, true))];
    expect(await countOf(lea, hugo)).toBe(ad!.archived ? 0 : 1);
  });

  it('do not hold what is deleted at the same instant', async () => {
    const hugo = await aMan();
    const { id } = await anAd(hugo);
    let waiting: Promise<unknown> | undefined;
    await theHouse().app.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM profiles_men WHERE user_id = $1 FOR NO KEY UPDATE', [hugo.id]);
      waiting = Promise.all([as(hugo).send(ARCHIVE, { id }), as(hugo).send(DELETE, { id }), as(hugo).send(PIN, { id })]);
      await somebodyWaits();
    });
    await waiting;
    expect([...(await myAds(hugo)), ...(await myAds(hugo, true))]).toEqual([]);
  });
});

describe('a last day', () => {
  it('puts the ad away by itself, for everybody at the same midnight and before any job has run', async () => {
    const midnight = Date.parse('2027-03-28T22:00:00Z');
    clock.travel(midnight - minutes(2) - clock.now().getTime());
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo, { text: 'ce soir', expiresOn: '2027-03-29' });
    await anAd(hugo, { text: 'toujours' });
    expect(await textsReadBy(lea, hugo)).toEqual(['toujours', 'ce soir']);
    clock.travel(minutes(3));
    expect(await textsReadBy(lea, hugo)).toEqual(['toujours']);
    expect([await myTexts(hugo), await myTexts(hugo, true)]).toEqual([['toujours'], ['ce soir']]);
    expect(await theHouse().app.posts.reader.quotable(id, hugo.id)).toBeNull();
    expect(await refusal(PIN, { id }, hugo)).toBe('CONFLICT');
    await theHouse().app.posts.posts.archiveExpired();
    expect(await countOf(lea, hugo)).toBe(1);
    expect(await myTexts(hugo, true)).toEqual(['ce soir']);
  });

  it('that has passed is forgotten when the ad is shown again', async () => {
    const hugo = await aMan();
    const { id } = await anAd(hugo, { expiresOn: inDays(2) });
    clock.travel(days(3));
    const hugoNow = await signedInAgain(hugo);
    await ask(RESTORE, { id }, hugoNow);
    expect(await myAds(hugoNow)).toMatchObject([{ id, archived: false, expiresOn: null }]);
    const later = inDays(5);
    await ask(EDIT, { id, input: { text: 'Un café ?', expiresOn: later } }, hugoNow);
    await ask(ARCHIVE, { id }, hugoNow);
    await ask(RESTORE, { id }, hugoNow);
    expect(await myAds(hugoNow)).toMatchObject([{ id, expiresOn: later }]);
  });

  it.each([0, -1, 91])('is never %d days from now: the field says so', async (count) => {
    const hugo = await aMan();
    const { errors } = await as(hugo).send(PUBLISH, { input: { text: 'Non', expiresOn: inDays(count) } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { expiresOn: expect.any(String) } });
    expect(await myAds(hugo)).toEqual([]);
  });

  it('stays when an edit does not name it, and goes when it is named as null', async () => {
    const hugo = await aMan();
    const [first, last] = [inDays(1), inDays(90)];
    const { id } = await anAd(hugo, { expiresOn: last });
    await ask(EDIT, { id, input: { text: 'Autre' } }, hugo);
    expect(await myAds(hugo)).toMatchObject([{ expiresOn: last }]);
    await ask(EDIT, { id, input: { text: 'Autre', expiresOn: first } }, hugo);
    expect(await myAds(hugo)).toMatchObject([{ expiresOn: first }]);
    await ask(EDIT, { id, input: { text: 'Autre', expiresOn: null } }, hugo);
    expect(await myAds(hugo)).toMatchObject([{ expiresOn: null }]);
  });

  it('frees a place among his twenty without waiting for a job', async () => {
    const hugo = await aMan();
    await theHouse().app.db.query(
      `INSERT INTO male_posts (id, man_id, text, created_at, updated_at, expires_on) SELECT gen_random_uuid(), $1, 'x', $2, $2, $3 FROM generate_series(1, 20)`,
      [hugo.id, clock.now(), inDays(0)],
    );
    expect((await anAd(hugo)).archived).toBe(false);
  });

  it('of many men is counted off their cards by the job, once', async () => {
    const men = [];
    for (let n = 0; n < 3; n += 1) men.push(await aMan());
    for (const man of men) await anAd(man, { expiresOn: inDays(1) });
    clock.travel(days(1));
    await theHouse().app.db.transaction((tx) => tx.enqueue('posts.archive-expired', {}));
    await drain();
    const counts = await theHouse().app.db.query(
      'SELECT post_count AS count, last_post_day AS day FROM profiles_men WHERE user_id = ANY ($1)',
      [men.map(({ id }) => id)],
    );
    expect(counts).toEqual(men.map(() => ({ count: 0, day: null })));
  });
});

describe('the pinned ad', () => {
  it('stands first for everybody, and is one', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const ids = [];
    for (const text of ['1', '2', '3']) ids.push((await anAd(hugo, { text })).id);
    await ask(PIN, { id: ids[0] }, hugo);
    expect(await textsReadBy(lea, hugo)).toEqual(['1', '3', '2']);
    await ask(PIN, { id: ids[1] }, hugo);
    expect(await adsReadBy(lea, hugo)).toMatchObject([
      { text: '2', pinned: true },
      { text: '3', pinned: false },
      { text: '1', pinned: false },
    ]);
    expect(await myTexts(hugo)).toEqual(['2', '3', '1']);
    await ask(PIN, { id: ids[1], pinned: false }, hugo);
    expect(await textsReadBy(lea, hugo)).toEqual(['3', '2', '1']);
  });

  it('is one even when three are pinned at once, and none when it is put away', async () => {
    const hugo = await aMan();
    const ids = [];
    for (const text of ['1', '2', '3']) ids.push((await anAd(hugo, { text })).id);
    await Promise.all(ids.map((id) => ask(PIN, { id }, hugo)));
    const [first, ...others] = await myAds(hugo);
    expect([first?.pinned, ...others.map(({ pinned }) => pinned)]).toEqual([true, false, false]);
    await ask(ARCHIVE, { id: first!.id }, hugo);
    await ask(RESTORE, { id: first!.id }, hugo);
    expect((await myAds(hugo)).map(({ pinned }) => pinned)).toEqual([false, false, false]);
    expect(await refusal(PIN, { id: newId() }, hugo)).toBe('NOT_FOUND');
  });

  it('keeps pages whole: none is read twice and none is missed', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const ids = [];
    for (const text of ['1', '2', '3', '4', '5']) ids.push((await anAd(hugo, { text })).id);
    await ask(PIN, { id: ids[2] }, hugo);
    const PAGE =
      'query ($id: ID!, $after: String) { man(id: $id) { posts(first: 2, after: $after) { edges { node { text } } pageInfo { endCursor } } } }';
    const MINE = 'query ($after: String) { myPosts(first: 2, after: $after) { edges { node { text } } pageInfo { endCursor } } }';
    type Page = { edges: { node: { text: string } }[]; pageInfo: { endCursor: string | null } };
    const walk = async (next: (after: string | null) => Promise<Page>): Promise<string[]> => {
      const texts: string[] = [];
      for (let after: string | null = null, n = 0; n < 3; n += 1) {
        const page = await next(after);
        texts.push(...page.edges.map(({ node }) => node.text));
        after = page.pageInfo.endCursor;
      }
      return texts;
    };
    const order = ['3', '5', '4', '2', '1'];
    expect(await walk(async (after) => (await ask<{ man: { posts: Page } }>(PAGE, { id: hugo.id, after }, lea)).man.posts)).toEqual(order);
    expect(await walk(async (after) => (await ask<{ myPosts: Page }>(MINE, { after }, hugo)).myPosts)).toEqual(order);
  });
});
