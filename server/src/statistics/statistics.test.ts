import { anAd, LIKE } from '../../test/advertising.js';
import { as, ask } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { testLogger } from '../../test/log/logger.js';
import { aMan, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { BLOCK, step } from '../../test/talking.js';
import { createApp } from '../app.js';
import { clock, dayOf, days, minutes } from '../platform/clock.js';
import { forgetReaders } from '../platform/daily-readers.js';

useHouse();

const MINE = `{ myStatistics { total { profileViews postViews likes firstSteps } days { day profileViews postViews likes firstSteps } } }`;
const MAN = 'query ($id: ID!) { man(id: $id) { username } }';
const ADS = 'query ($id: ID!) { man(id: $id) { posts { edges { node { id } } } } }';

interface Numbers {
  profileViews: number;
  postViews: number;
  likes: number;
  firstSteps: number;
}
type Mine = { total: Numbers; days: (Numbers & { day: string })[] };

const NOTHING = { profileViews: 0, postViews: 0, likes: 0, firstSteps: 0 };
const statisticsOf = async (man: Person): Promise<Mine> => (await ask<{ myStatistics: Mine }>(MINE, {}, man)).myStatistics;
const written = async (): Promise<void> => {
  const { profiles, posts } = theHouse().app;
  await Promise.all([profiles.views.flush(), posts.views.flush()]);
};
async function tomorrow(man: Person): Promise<Person> {
  await written();
  clock.travel(days(1) + minutes(15));
  return signedInAgain(man);
}

describe('his statistics', () => {
  it('are thirty days of nothing at first, the last one yesterday', async () => {
    const hugo = await aMan();
    const { total, days: shown } = await statisticsOf(hugo);
    expect(total).toEqual(NOTHING);
    expect(shown).toHaveLength(30);
    expect(shown.map(({ day }) => day)).toEqual(shown.map(({ day }) => day).toSorted());
    expect(shown.at(-1)).toEqual({ day: dayOf(new Date(clock.now().getTime() - days(1) - minutes(15))), ...NOTHING });
  });

  it('tell the day after, in numbers, what happened: each woman once a day, and his own looks never', async () => {
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aSubscribedWoman()];
    const today = dayOf(clock.now());
    const ads = [(await anAd(hugo, { text: 'une' })).id, (await anAd(hugo, { text: 'deux' })).id];
    for (const woman of [lea, lea, anne]) await ask(MAN, { id: hugo.id }, woman);
    await ask(ADS, { id: hugo.id }, lea);
    for (const id of ads) await ask(LIKE, { id }, lea);
    await ask('{ myPreview { ... on Man { posts { edges { node { text } } } } } }', {}, hugo);
    await step(anne, hugo);
    await written();
    expect((await statisticsOf(hugo)).total).toEqual(NOTHING);
    const { total, days: shown } = await statisticsOf(await tomorrow(hugo));
    const numbers = { profileViews: 2, postViews: 2, likes: 2, firstSteps: 1 };
    expect(total).toEqual(numbers);
    expect(shown.at(-1)).toEqual({ day: today, ...numbers });
    expect(shown.slice(0, -1).every((day) => day.profileViews + day.postViews + day.likes + day.firstSteps === 0)).toBe(true);
  });

  it('keep in the total what left the thirty days', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    await ask(MAN, { id: hugo.id }, lea);
    await tomorrow(hugo);
    clock.travel(days(40));
    const { total, days: shown } = await statisticsOf(await signedInAgain(hugo));
    expect(total.profileViews).toBe(1);
    expect(shown.reduce((sum, day) => sum + day.profileViews, 0)).toBe(0);
  });

  it('do not fall when she blocks him', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    await ask(ADS, { id: hugo.id }, lea);
    await ask(LIKE, { id }, lea);
    await step(lea, hugo);
    const before = await statisticsOf(await tomorrow(hugo));
    await ask(BLOCK, { id: hugo.id }, await signedInAgain(lea));
    expect(await statisticsOf(await signedInAgain(hugo))).toEqual(before);
  });

  it('count no page that was refused, and no card of a list', async () => {
    const [hugo, anne, lea] = [await aMan(), await aWoman(), await aSubscribedWoman()];
    expect(await as(anne).refusal(MAN, { id: hugo.id })).toBe('SUBSCRIPTION_REQUIRED');
    await ask('{ men(filter: {}, first: 50) { edges { node { id username } } } }', {}, lea);
    expect((await statisticsOf(await tomorrow(hugo))).total).toEqual(NOTHING);
  });

  it('count her once, whichever process she asks, and whatever is written twice; the day after nobody knows who she was', async () => {
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    const { app } = theHouse();
    const other = await createApp({ ...app.config, http: { ...app.config.http, port: 0 } }, testLogger('error'));
    try {
      const url = await other.listen();
      for (const woman of [lea, anne, { ...lea, url }]) {
        await ask(MAN, { id: hugo.id }, woman);
        await ask(ADS, { id: hugo.id }, woman);
      }
      await Promise.all([written(), other.profiles.views.flush(), other.posts.views.flush()]);
    } finally {
      await other.stop();
    }
    const kept = await app.db.query<{ reader: string }>('SELECT reader FROM counted_readers');
    expect(kept.map(({ reader }) => reader).join()).not.toMatch(new RegExp([hugo.id, lea.id, id].join('|')));
    const { total } = await statisticsOf(await tomorrow(hugo));
    expect(total).toMatchObject({ profileViews: 2, postViews: 2 });
    await forgetReaders(app.db);
    expect(await app.db.query('SELECT 1 FROM counted_readers')).toEqual([]);
  });
});
