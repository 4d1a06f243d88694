import { as, ask, refusal } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aModerator, aPerson, aWoman, type Person } from '../../test/people.js';
import { clock, dayOf, days } from '../platform/clock.js';
import { bucketOf } from './person.rows.js';
import { usernameKey } from './profile.validation.js';

useHouse();

const UPDATE = `mutation ($input: UpdateProfileInput!) { updateMyProfile(input: $input) { profile {
  username bio age birthDate tags illustration city { name region { name } } interests { id labelFr } completeness { score missing visible } } } }`;
const PROFILE = '{ me { profile { username illustration completeness { score missing visible } } } }';
const PREVIEW =
  '{ myPreview { __typename ... on Man { username age lastActive postCount city { name } } ... on Woman { name: username city { name } } } }';

interface Mine {
  username: string;
  bio: string;
  tags: string[];
  illustration: string;
  city: { name: string };
  interests: { id: string }[];
  completeness: { score: number; missing: string[]; visible: boolean };
}

async function update(person: Person, input: object): Promise<Mine> {
  const { updateMyProfile } = await as(person).ask<{ updateMyProfile: { profile: Mine } }>(UPDATE, { input });
  return updateMyProfile.profile;
}

async function fieldsOf(person: Person, input: object): Promise<string[]> {
  const { errors } = await as(person).send(UPDATE, { input });
  return [errors?.[0]?.extensions.code ?? 'accepted', ...Object.keys(errors?.[0]?.extensions.fields ?? {})];
}

describe('my profile', () => {
  it('is born with the account, with a portrait, and says what is missing', async () => {
    const { me } = await as(await aPerson('MAN')).ask<{ me: { profile: Mine } }>(PROFILE);
    expect(me.profile).toMatchObject({
      username: null,
      illustration: expect.stringMatching(/^h\d+$/),
      completeness: { score: 0, visible: false },
    });
    expect(me.profile.completeness.missing).toEqual(['USERNAME', 'CITY', 'PHOTO', 'BIO', 'INTERESTS', 'POST', 'ILLUSTRATION']);
  });

  it('does not exist for moderators', async () => {
    expect(await as(await aModerator()).ask(PROFILE)).toEqual({ me: { profile: null } });
    expect(await as(await aModerator()).refusal(UPDATE, { input: { bio: 'x' } })).toBe('FORBIDDEN');
  });

  it('takes what is given and leaves the rest', async () => {
    const hugo = await aPerson('MAN');
    await update(hugo, {
      username: '  Élie  du Port ',
      cityCode: '69123',
      interests: ['velo', 'cuisine', 'velo'],
      tags: ['Jazz', ' jazz', 'tarot'],
    });
    const mine = await update(hugo, { bio: '  Deux lignes\net <script>🌱  ', illustration: 'h02', username: null });
    expect(mine).toMatchObject({
      username: 'Élie du Port',
      bio: 'Deux lignes\net <script>🌱',
      tags: ['Jazz', 'tarot'],
      illustration: 'h02',
      city: { name: 'Lyon' },
    });
    expect(mine.interests.map(({ id }) => id)).toEqual(['velo', 'cuisine']);
    expect(mine.completeness).toMatchObject({ score: 45, missing: ['PHOTO', 'BIO', 'INTERESTS', 'POST'], visible: true });
    expect(await update(hugo, { bio: '', interests: [], tags: [] })).toMatchObject({ bio: '', interests: [], tags: [] });
  });

  it.each([
    ['username', { username: 'ab' }],
    ['username', { username: 'x'.repeat(25) }],
    ['username', { username: 'a..b' }],
    ['username', { username: 'bad\u202ename' }],
    ['username', { username: 'emoji 🌱' }],
    // Drawn as nothing, and as « Hugo ».
    ['username', { username: '\u3164\u3164\u3164' }],
    ['username', { username: 'Hugo\uffa0' }],
    ['bio', { bio: 'x'.repeat(601) }],
    ['bio', { bio: 'nul\u0000' }],
    ['cityCode', { cityCode: '99999' }],
    ['cityCode', { cityCode: '6912\u0000' }],
    ['cityCode', { cityCode: 'x'.repeat(5_000) }],
    ['interests', { interests: ['velo', 'nothing'] }],
    ['interests', { interests: Array.from({ length: 11 }, () => 'velo') }],
    ['tags', { tags: Array.from({ length: 9 }, (_, at) => `tag ${at}`) }],
    ['tags', { tags: ['x'] }],
    ['tags', { tags: ['y'.repeat(25)] }],
    ['illustration', { illustration: 'f01' }],
    ['illustration', { illustration: '../../etc' }],
  ])('refuses a wrong %s and stores nothing (%#)', async (field, input) => {
    const hugo = await aMan();
    const before = await theHouse().app.db.query('SELECT * FROM profiles_men WHERE user_id = $1', [hugo.id]);
    expect(await fieldsOf(hugo, { ...input })).toEqual(['BAD_USER_INPUT', field]);
    expect(await theHouse().app.db.query('SELECT * FROM profiles_men WHERE user_id = $1', [hugo.id])).toEqual(before);
  });

  it('is seen in the preview as others see it, once it is complete', async () => {
    expect(await as(await aPerson('WOMAN')).refusal(PREVIEW)).toBe('CONFLICT');
    const [hugo, lea] = [await aMan({ username: 'Preview' }), await aWoman({ username: 'Léa' })];
    expect(await as(hugo).ask(PREVIEW)).toMatchObject({
      myPreview: { __typename: 'Man', username: 'Preview', lastActive: 'TODAY', postCount: 0 },
    });
    expect(await as(lea).ask(PREVIEW)).toEqual({ myPreview: { __typename: 'Woman', name: 'Léa', city: { name: 'Lyon' } } });
  });
});

describe('names', () => {
  it('belong to one man, whatever capitals, accents or alphabet, even when two ask at once', async () => {
    await aMan({ username: 'Rémi-Paul' });
    for (const username of ['remi paul', 'REMI.PAUL', 'Ｒémi_Paul', 'Rеmi Рaul']) {
      expect(await fieldsOf(await aMan(), { username })).toEqual(['CONFLICT', 'username']);
    }
    const rivals = [await aMan(), await aMan()];
    const answers = await Promise.all(rivals.map((rival) => fieldsOf(rival, { username: 'Unique' })));
    expect(answers.map(([code]) => code).sort()).toEqual(['CONFLICT', 'accepted']);
  });

  it('of women are nobody’s: a conflict would tell that she exists', async () => {
    await aWoman({ username: 'Camille' });
    expect(await update(await aWoman(), { username: 'Camille' })).toMatchObject({ username: 'Camille' });
    expect(await update(await aMan(), { username: 'Camille' })).toMatchObject({ username: 'Camille' });
  });

  it('are compared without what the eye does not see', () => {
    expect(usernameKey('Œil  de Lynx')).toBe('oeildelynx');
    expect(usernameKey('ΑΒ')).toBe(usernameKey('ab'));
    expect(usernameKey('田中')).toBe('田中');
  });
});

describe('the last visit', () => {
  it('is a calendar day, written once and never moved back', async () => {
    const hugo = await aMan();
    const read = () =>
      theHouse().app.db.one<{ day: string; shuffle: number }>(
        'SELECT active_day::text AS day, shuffle FROM profiles_men WHERE user_id = $1',
        [hugo.id],
      );
    const first = await read();
    clock.travel(days(2));
    const { token } = await theHouse().app.accounts.tokens.signAccess(hugo.id, await sessionOf(hugo.id));
    await ask('{ me { id } }', {}, { accessToken: token });
    await theHouse().app.profiles.activity.flush();
    const second = await read();
    expect(second?.day).toBe(dayOf(clock.now()));
    expect(second?.shuffle).not.toBe(first?.shuffle);
    clock.reset();
    theHouse().app.profiles.activity.touch(hugo.id);
    await theHouse().app.profiles.activity.flush();
    expect(await read()).toEqual(second);
  });

  it('is told by buckets', () => {
    const today = '2026-03-01';
    expect(['2026-03-01', '2026-02-28', '2026-02-23', '2026-02-22', '2026-01-31', '2026-01-30'].map((day) => bucketOf(day, today))).toEqual(
      ['TODAY', 'THIS_WEEK', 'THIS_WEEK', 'THIS_MONTH', 'THIS_MONTH', 'EARLIER'],
    );
  });
});

describe('other people', () => {
  it('are read in sets, without those who are suspended, incomplete or blocked', async () => {
    const { app } = theHouse();
    const lea = await aWoman();
    const [seen, suspended, incomplete, blocked] = [await aMan(), await aMan(), await aPerson('MAN'), await aMan()];
    await app.db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [suspended.id]);
    await app.db.query('INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)', [blocked.id, lea.id, clock.now()]);
    const ids = [blocked.id, seen.id, suspended.id, incomplete.id, lea.id];
    expect((await app.profiles.people.men(lea.id, ids)).map((man) => man?.id ?? null)).toEqual([null, seen.id, null, null, null]);
    expect((await app.profiles.people.women(seen.id, ids)).map((woman) => woman?.id ?? null)).toEqual([null, null, null, null, lea.id]);
    expect(await app.profiles.people.women(blocked.id, [lea.id])).toEqual([null]);
    await app.db.query(`UPDATE users SET status = 'ACTIVE' WHERE id = $1`, [suspended.id]);
    expect(await app.profiles.people.seesMan(lea.id, suspended.id)).toBe(true);
  });

  it('need a membership: without one a man is not even NOT_FOUND', async () => {
    const MAN = 'query ($id: ID!) { man(id: $id) { username } }';
    const [hugo, lea] = [await aMan(), await aWoman()];
    // What cannot be an id is refused like any other, and is no fault of ours.
    for (const id of [hugo.id, 'nobody', '\u0000']) expect(await as(lea).refusal(MAN, { id })).toBe('SUBSCRIPTION_REQUIRED');
    expect(await as(hugo).refusal(MAN, { id: hugo.id })).toBe('FORBIDDEN');
    expect(await refusal(MAN, { id: hugo.id })).toBe('UNAUTHENTICATED');
  });
});

async function sessionOf(userId: string): Promise<string> {
  const row = await theHouse().app.db.one<{ id: string }>('SELECT id FROM sessions WHERE user_id = $1', [userId]);
  return row?.id ?? '';
}
