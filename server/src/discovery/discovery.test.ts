import { as, refusal } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aPerson, aPost, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { clock, dayOf, days } from '../platform/clock.js';
import { approximately } from './discovery.service.js';
import { searchOf } from './search.js';

useHouse();

const MEN = `query ($filter: MenFilter!, $first: Int! = 24, $after: String) { men(filter: $filter, first: $first, after: $after) {
  edges { cursor node { id username age lastActive postCount city { code } interests { id } } } pageInfo { hasNextPage endCursor } scope { kind code name widened } } }`;
const COUNT =
  'query ($cityCode: String, $regionCode: String, $ageMin: Int, $ageMax: Int) { menCount(cityCode: $cityCode, regionCode: $regionCode, ageMin: $ageMin, ageMax: $ageMax) { kind value } }';

// Communes with nobody else in them: each test has a place of its own.
const [LILLE, BREST, AJACCIO, BASTIA, CALVI, METZ, NANTES, RENNES] = [
  '59350',
  '29019',
  '2A004',
  '2B033',
  '2B050',
  '57463',
  '44109',
  '35238',
];
const CORSE = '94';

interface Page {
  edges: {
    cursor: string;
    node: { id: string; username: string; age: number; lastActive: string; postCount: number; city: { code: string } };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  scope: { kind: string; code: string | null; name: string; widened: boolean };
}

async function search(woman: Person, filter: object, more: object = {}): Promise<Page> {
  return (await as(woman).ask<{ men: Page }>(MEN, { filter, ...more })).men;
}

const idsOf = (page: Page) => page.edges.map(({ node }) => node.id);
const found = async (woman: Person, filter: object) => new Set(idsOf(await search(woman, filter)));

/** Every page of a list; `between` runs after each. */
async function walk(
  woman: Person,
  filter: object,
  first: number,
  between: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 200; pages++) {
    const page: Page = await search(woman, filter, { first, after });
    ids.push(...idsOf(page));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
    await between(pages);
  }
  throw new Error('The walk does not end.');
}

const activeOn = (man: Person, daysAgo: number) =>
  theHouse().app.db.query('UPDATE profiles_men SET active_day = $2 WHERE user_id = $1', [
    man.id,
    dayOf(new Date(clock.now().getTime() - days(daysAgo))),
  ]);

const block = (blocker: Person, blocked: Person) =>
  theHouse().app.db.query('INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)', [
    blocker.id,
    blocked.id,
    clock.now(),
  ]);

const bornYearsAgo = (years: number) => `${Number(dayOf(clock.now()).slice(0, 4)) - years}-01-01`;

describe('who is listed', () => {
  it('complete men in good standing; nobody else, and never a woman', async () => {
    const lea = await aSubscribedWoman({ cityCode: LILLE });
    const seen = await aMan({ cityCode: LILLE });
    const [suspended, unverified, cityless] = [await aMan({ cityCode: LILLE }), await aMan({ cityCode: LILLE }), await aPerson('MAN')];
    await aWoman({ cityCode: LILLE });
    const { db } = theHouse().app;
    await db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [suspended.id]);
    await db.query('UPDATE users SET email_verified_at = NULL WHERE id = $1', [unverified.id]);
    await db.query(`UPDATE profiles_men SET username = 'Sans ville' WHERE user_id = $1`, [cityless.id]);
    expect(idsOf(await search(lea, { cityCode: LILLE }))).toEqual([seen.id]);
    expect([...(await found(lea, {}))].filter((id) => [suspended, unverified, cityless].some((person) => person.id === id))).toEqual([]);
    await db.query(`UPDATE users SET status = 'ACTIVE' WHERE id = $1`, [suspended.id]);
    expect(await found(lea, { cityCode: LILLE })).toEqual(new Set([seen.id, suspended.id]));
    await db.query('DELETE FROM users WHERE id = ANY ($1::uuid[])', [[seen.id, suspended.id]]);
    expect((await search(lea, { cityCode: LILLE })).edges).toEqual([]);
  });

  it('a block hides both in the very next request, whatever the search', async () => {
    const [lea, hugo, paul] = [
      await aSubscribedWoman(),
      await aMan({ cityCode: BREST, interests: ['velo', 'vin'] }),
      await aMan({ cityCode: BREST, interests: ['velo', 'vin'] }),
    ];
    const searches = [
      { cityCode: BREST },
      { cityCode: BREST, interests: ['velo'] },
      { cityCode: BREST, interests: ['velo', 'vin'], interestsMatch: 'ALL' },
    ];
    for (const filter of searches) expect(await found(lea, filter)).toEqual(new Set([hugo.id, paul.id]));
    await block(hugo, lea);
    for (const filter of searches) expect(await found(lea, filter)).toEqual(new Set([paul.id]));
    await block(lea, paul);
    expect((await search(lea, { cityCode: BREST })).edges.filter(({ node }) => node.city.code === BREST)).toEqual([]);
  });

  it('only women with access search', async () => {
    const variables = { filter: {} };
    expect(await refusal(MEN, variables)).toBe('UNAUTHENTICATED');
    expect(await as(await aMan()).refusal(MEN, variables)).toBe('FORBIDDEN');
    expect(await as(await aWoman()).refusal(MEN, variables)).toBe('SUBSCRIPTION_REQUIRED');
  });
});

describe('filters', () => {
  it('by age are exact to the birthday, by interests any or all', async () => {
    const lea = await aSubscribedWoman();
    const born = (years: number) => ({ cityCode: METZ, account: { birthDate: bornYearsAgo(years) } });
    const [young, middle, old] = [
      await aMan({ ...born(20), interests: ['rugby'] }),
      await aMan({ ...born(40), interests: ['rugby', 'yoga', 'vin'] }),
      await aMan({ ...born(60), interests: ['yoga'] }),
    ];
    expect(await found(lea, { cityCode: METZ, ageMin: 20, ageMax: 40 })).toEqual(new Set([young.id, middle.id]));
    expect(await found(lea, { cityCode: METZ, ageMin: 21, ageMax: 60 })).toEqual(new Set([middle.id, old.id]));
    expect(await found(lea, { cityCode: METZ, interests: ['rugby', 'yoga'] })).toEqual(new Set([young.id, middle.id, old.id]));
    expect(await found(lea, { cityCode: METZ, interests: ['yoga', 'rugby'], interestsMatch: 'ALL' })).toEqual(new Set([middle.id]));
    expect(await found(lea, { cityCode: METZ, interests: ['rugby'], ageMax: 30 })).toEqual(new Set([young.id]));
    await as(middle).ask('mutation { updateMyProfile(input: { interests: ["vin"] }) { id } }');
    expect(await found(lea, { cityCode: METZ, interests: ['rugby', 'yoga'] })).toEqual(new Set([young.id, old.id]));
  });

  it('by last visit and last ad go by calendar days, and the last visit comes first', async () => {
    const lea = await aSubscribedWoman();
    const men = [
      await aMan({ cityCode: NANTES }),
      await aMan({ cityCode: NANTES }),
      await aMan({ cityCode: NANTES }),
      await aMan({ cityCode: NANTES }),
    ];
    for (const [at, ago] of [0, 6, 29, 30].entries()) await activeOn(men[at]!, ago);
    const expected = men.map(({ id }) => id);
    expect(idsOf(await search(lea, { cityCode: NANTES }))).toEqual(expected);
    expect((await search(lea, { cityCode: NANTES })).edges.map(({ node }) => node.lastActive)).toEqual([
      'TODAY',
      'THIS_WEEK',
      'THIS_MONTH',
      'EARLIER',
    ]);
    for (const [bucket, count] of [
      ['TODAY', 1],
      ['THIS_WEEK', 2],
      ['THIS_MONTH', 3],
      ['EARLIER', 4],
    ] as const) {
      expect(idsOf(await search(lea, { cityCode: NANTES, activeWithin: bucket }))).toEqual(expected.slice(0, count));
    }
    const post = await aPost(men[3]!);
    expect(idsOf(await search(lea, { cityCode: NANTES, postedWithin: 'TODAY' }))).toEqual([men[3]!.id]);
    expect(idsOf(await search(lea, { cityCode: NANTES, postedWithin: 'EARLIER' }))).toEqual([men[3]!.id]);
    await as(men[3]!).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id: post });
    expect((await search(lea, { regionCode: '52', postedWithin: 'EARLIER' })).edges).toEqual([]);
  });

  it('bear a birthday on 29 February', () => {
    const bounds = (asOf: string) => {
      const { bornUntil, bornAfter } = searchOf({ ageMin: 18, ageMax: 18, interestsMatch: 'ANY' }, asOf);
      return [bornUntil, bornAfter];
    };
    expect(bounds('2028-02-29')).toEqual(['2010-02-28', '2009-02-28']);
    expect(bounds('2030-02-28')).toEqual(['2012-02-28', '2011-02-28']);
    expect(bounds('2030-03-01')).toEqual(['2012-03-01', '2011-03-01']);
  });

  it.each([
    ['regionCode', { regionCode: '00' }],
    ['cityCode', { cityCode: '99999' }],
    ['cityCode', { cityCode: '\u0000' }],
    ['regionCode', { regionCode: '\u0000' }],
    ['cityCode', { cityCode: LILLE, regionCode: CORSE }],
    ['ageMin', { ageMin: 17 }],
    ['ageMax', { ageMax: 100 }],
    ['ageMin', { ageMin: 50, ageMax: 40 }],
    ['interests', { interests: ['nothing'] }],
    ['interests', { interests: Array.from({ length: 11 }, () => 'velo') }],
  ])('that make no sense are refused with their field: %s (%#)', async (field, filter) => {
    const { errors } = await as(await aSubscribedWoman()).send(MEN, { filter });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { [field]: expect.any(String) } });
  });
});

describe('an empty commune', () => {
  it('widens to its département, then to its region, and says so', async () => {
    const lea = await aSubscribedWoman();
    expect(await search(lea, { cityCode: CALVI })).toMatchObject({
      edges: [],
      scope: { kind: 'REGION', code: CORSE, name: 'Corse', widened: true },
    });
    const far = await aMan({ cityCode: AJACCIO });
    expect((await search(lea, { cityCode: CALVI })).scope).toEqual({ kind: 'REGION', code: CORSE, name: 'Corse', widened: true });
    const [one, two] = [await aMan({ cityCode: BASTIA }), await aMan({ cityCode: BASTIA })];
    const page = await search(lea, { cityCode: CALVI }, { first: 1 });
    expect(page.scope).toEqual({ kind: 'DEPARTMENT', code: '2B', name: 'Haute-Corse', widened: true });
    expect(await search(lea, { cityCode: AJACCIO })).toMatchObject({
      edges: [{ node: { id: far.id } }],
      scope: { kind: 'CITY', widened: false },
    });
    // Somebody moves in during the walk: it goes on where it began.
    await aMan({ cityCode: CALVI });
    const next = await search(lea, { cityCode: CALVI }, { first: 1, after: page.pageInfo.endCursor });
    expect(next.scope.kind).toBe('DEPARTMENT');
    expect([one.id, two.id]).toContain(idsOf(next)[0]);
    expect((await search(lea, { cityCode: CALVI })).scope).toMatchObject({ kind: 'CITY', name: 'Calvi', widened: false });
    expect((await search(lea, {})).scope).toEqual({ kind: 'COUNTRY', code: null, name: 'France', widened: false });
  });
});

describe('a walk', () => {
  it('shows everybody once although some come back while it goes on', async () => {
    const lea = await aSubscribedWoman();
    const { db } = theHouse().app;
    await manyMen(RENNES, 500);
    const all = (await db.query<{ id: string }>('SELECT user_id AS id FROM profiles_men WHERE city_code = $1', [RENNES])).map(
      ({ id }) => id,
    );
    const changed = new Set<string>();
    const today = dayOf(clock.now());
    const comeBack = async (): Promise<void> => {
      const moved = await db.query<{ id: string }>(
        `UPDATE profiles_men SET active_day = $2 WHERE user_id = (SELECT user_id FROM profiles_men WHERE city_code = $1 AND active_day < $2 ORDER BY random() LIMIT 1)
         RETURNING user_id AS id`,
        [RENNES, today],
      );
      for (const { id } of moved) changed.add(id);
    };
    const ids = await walk(lea, { cityCode: RENNES }, 50, comeBack);
    expect(changed.size).toBeGreaterThanOrEqual(5);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.filter((id) => !changed.has(id) && !ids.includes(id))).toEqual([]);
    expect((await walk(lea, { cityCode: RENNES }, 37)).sort()).toEqual(all.sort());
  });

  it('keeps its bounds when it passes midnight', async () => {
    const lea = await aSubscribedWoman();
    const filter = { cityCode: RENNES, activeWithin: 'THIS_WEEK' };
    await manyMen(RENNES, 20);
    const before = await walk(lea, filter, 50);
    const page = await search(lea, filter, { first: 10 });
    clock.travel(days(1));
    const later = await signedInAgain(lea);
    const rest: string[] = [];
    for (let after = page.pageInfo.endCursor, more = page.pageInfo.hasNextPage; more;) {
      const next = await search(later, filter, { first: 50, after });
      rest.push(...idsOf(next));
      [after, more] = [next.pageInfo.endCursor, next.pageInfo.hasNextPage];
    }
    expect([...idsOf(page), ...rest]).toEqual(before);
  });

  it('takes no cursor that is forged, of another list, another filter or another woman', async () => {
    const [lea, anne, hugo] = [await aSubscribedWoman(), await aSubscribedWoman(), await aMan()];
    await aPost(hugo);
    const filter = { regionCode: '84' };
    const { edges } = await search(lea, filter);
    const cursor = edges[0]?.cursor ?? '';
    const flipped = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`;
    const POSTS = 'query ($id: ID!) { man(id: $id) { posts(first: 1) { edges { cursor } } } }';
    const { man } = await as(lea).ask<{ man: { posts: { edges: { cursor: string }[] } } }>(POSTS, { id: hugo.id });
    for (const after of ['', 'x', flipped, man.posts.edges[0]?.cursor ?? '']) {
      expect(await as(lea).refusal(MEN, { filter, after })).toBe('BAD_USER_INPUT');
    }
    expect(await as(lea).refusal(MEN, { filter: { regionCode: '84', ageMin: 20 }, after: cursor })).toBe('BAD_USER_INPUT');
    expect(await as(anne).refusal(MEN, { filter, after: cursor })).toBe('BAD_USER_INPUT');
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('men');
  });

  it.each([0, 51, -1])('takes no page of %d', async (first) => {
    const { errors } = await as(await aSubscribedWoman()).send(MEN, { filter: {}, first });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { first: expect.any(String) } });
  });
});

describe('how many', () => {
  it('is told to a woman without a membership, never exactly when few or many', async () => {
    const anne = await aWoman();
    expect(await as(anne).ask(COUNT, { cityCode: '97411' })).toEqual({ menCount: { kind: 'FEWER_THAN', value: 10 } });
    await manyMen('97411', 137);
    expect(await as(anne).ask(COUNT, { cityCode: '97411' })).toEqual({ menCount: { kind: 'ABOUT', value: 140 } });
    await manyMen('97411', 1_000);
    expect(await as(anne).ask(COUNT, { regionCode: '04' })).toEqual({ menCount: { kind: 'MORE_THAN', value: 1_000 } });
    expect(await as(anne).ask(COUNT, { regionCode: '04', ageMin: 90 })).toEqual({ menCount: { kind: 'FEWER_THAN', value: 10 } });
    expect(await as(anne).refusal(COUNT, { ageMin: 40, ageMax: 30 })).toBe('BAD_USER_INPUT');
    expect(await as(anne).refusal(COUNT, { regionCode: 'zz' })).toBe('BAD_USER_INPUT');
    expect(await as(await aMan()).refusal(COUNT)).toBe('FORBIDDEN');
  });

  it('is rounded to two digits', () => {
    expect(
      [9, 10, 57, 99, 104, 105, 994, 999, 1_000, 1_001].map((count) => approximately(count)).map(({ kind, value }) => `${kind} ${value}`),
    ).toEqual([
      'FEWER_THAN 10',
      'ABOUT 10',
      'ABOUT 57',
      'ABOUT 99',
      'ABOUT 100',
      'ABOUT 110',
      'ABOUT 990',
      'ABOUT 1000',
      'ABOUT 1000',
      'MORE_THAN 1000',
    ]);
  });
});

/** Visible men of one commune, active over the last forty days. */
async function manyMen(cityCode: string, count: number): Promise<void> {
  await theHouse().app.db.query(
    `WITH made AS (
       INSERT INTO users (id, role, email, email_key, email_verified_at, password_hash, birth_date, terms_version, privacy_version, consented_at, created_at)
       SELECT id, 'MAN', id || '@test.premierpas.example', id || '@test.premierpas.example', $3, 'x', '1990-01-01', '1', '1', $3, $3
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2::int)) AS ids RETURNING id)
     INSERT INTO profiles_men (user_id, username, username_key, city_code, birth_date, active_day)
     SELECT id, 'n' || left(replace(id::text, '-', ''), 20), id::text, $1, '1990-01-01', $3::date - (row_number() OVER () % 40)::int FROM made`,
    [cityCode, count, clock.now()],
  );
}
