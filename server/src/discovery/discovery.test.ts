import { as, refusal } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aPerson, aPost, aSubscribedWoman, aWoman, type Person } from '../../test/people.js';
import { found, idsOf, manyMen, MEN, search } from '../../test/searching.js';
import { clock, dayOf, days } from '../platform/clock.js';
import { approximately } from './discovery.service.js';
import { searchOf } from './search.js';

useHouse();

const COUNT =
  'query ($cityCode: String, $regionCode: String, $ageMin: Int, $ageMax: Int) { menCount(cityCode: $cityCode, regionCode: $regionCode, ageMin: $ageMin, ageMax: $ageMax) { kind value } }';

// Communes with nobody else in them: each test has a place of its own.
const [LILLE, BREST, AJACCIO, BASTIA, CALVI, METZ, NANTES] = ['59350', '29019', '2A004', '2B033', '2B050', '57463', '44109'];
const CORSE = '94';

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
    const newcomer = await aMan({ cityCode: CALVI });
    const next = await search(lea, { cityCode: CALVI }, { first: 1, after: page.pageInfo.endCursor });
    expect(next.scope.kind).toBe('DEPARTMENT');
    const others = [one.id, two.id, newcomer.id].filter((id) => id !== idsOf(page)[0]);
    expect(others).toContain(idsOf(next)[0]);
    expect((await search(lea, { cityCode: CALVI })).scope).toMatchObject({ kind: 'CITY', name: 'Calvi', widened: false });
    expect((await search(lea, {})).scope).toEqual({ kind: 'COUNTRY', code: null, name: 'France', widened: false });
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
