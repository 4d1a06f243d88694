import { adsReadBy, anAd, ARCHIVE, DELETE, EDIT, LIKE, myAds, UNLIKE } from '../../test/advertising.js';
import { as, ask, refusal, send } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { lapse } from '../../test/stripe.js';
import { BLOCK, somebodyWaits, step } from '../../test/talking.js';
import { clock, dayOf, days, minutes } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();

const likesOf = async (man: Person): Promise<number[]> => (await myAds(man)).map(({ likes }) => likes);
const heartOf = async (woman: Person, man: Person): Promise<boolean[]> => (await adsReadBy(woman, man)).map(({ likedByMe }) => likedByMe);
const rowsOf = (woman: Person) => theHouse().app.db.query('SELECT 1 FROM post_likes WHERE woman_id = $1', [woman.id]);
/** A day later, when all of the former one is told. */
async function tomorrow<People extends Person[]>(...people: People): Promise<People> {
  clock.travel(days(1) + minutes(15));
  return Promise.all(people.map(signedInAgain)) as Promise<People>;
}

describe('a like', () => {
  it('is hers at once and twice the same; he reads the count the day after', async () => {
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    expect(await heartOf(lea, hugo)).toEqual([false]);
    for (const _twice of [1, 2])
      expect(await ask(LIKE, { id }, lea)).toEqual({ likePost: { post: { id, likedByMe: true, likesAllowed: true } } });
    await ask(LIKE, { id }, anne);
    expect([await heartOf(lea, hugo), await likesOf(hugo)]).toEqual([[true], [0]]);
    const [hugoNow, leaNow] = await tomorrow(hugo, lea);
    expect([await heartOf(leaNow, hugoNow), await likesOf(hugoNow)]).toEqual([[true], [2]]);
  });

  it('is one of each woman, however often and however fast she presses', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    await Promise.all(Array.from({ length: 8 }, () => ask(LIKE, { id }, lea)));
    await Promise.all([LIKE, UNLIKE, LIKE, UNLIKE, LIKE, UNLIKE].map((act) => ask(act, { id }, lea)));
    const [liked] = await heartOf(lea, hugo);
    const [hugoNow] = await tomorrow(hugo);
    expect(await likesOf(hugoNow)).toEqual([liked ? 1 : 0]);
  });

  it('taken back on its day was never counted; taken back later, no number of his falls, and again is not once more', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    await ask(LIKE, { id }, lea);
    for (const _twice of [1, 2]) await ask(UNLIKE, { id }, lea);
    expect(await rowsOf(lea)).toEqual([]);
    let [hugoNow, leaNow] = await tomorrow(hugo, lea);
    expect(await likesOf(hugoNow)).toEqual([0]);
    await ask(LIKE, { id }, leaNow);
    [hugoNow, leaNow] = await tomorrow(hugo, lea);
    expect(await likesOf(hugoNow)).toEqual([1]);
    await ask(UNLIKE, { id }, leaNow);
    expect([await heartOf(leaNow, hugoNow), await likesOf(hugoNow)]).toEqual([[false], [1]]);
    [hugoNow, leaNow] = await tomorrow(hugo, lea);
    expect(await likesOf(hugoNow)).toEqual([1]);
    await ask(LIKE, { id }, leaNow);
    expect(await heartOf(leaNow, hugoNow)).toEqual([true]);
    [hugoNow] = await tomorrow(hugo);
    expect(await likesOf(hugoNow)).toEqual([1]);
  });

  it('goes with a block, by either, and with her account; the number he could watch stays still', async () => {
    const hugo = await aMan();
    const women = [await aSubscribedWoman(), await aSubscribedWoman(), await aSubscribedWoman()] as const;
    const { id } = await anAd(hugo);
    for (const woman of women) await ask(LIKE, { id }, woman);
    const [hugoNow, lea, anne, ines] = await tomorrow(hugo, ...women);
    expect(await likesOf(hugoNow)).toEqual([3]);
    await ask(BLOCK, { id: hugo.id }, lea);
    await step(anne, hugoNow);
    await ask(BLOCK, { id: anne.id }, hugoNow);
    await theHouse().app.db.query('DELETE FROM users WHERE id = $1', [ines.id]);
    expect(await likesOf(hugoNow)).toEqual([3]);
    for (const woman of women) expect(await rowsOf(woman)).toEqual([]);
    const [later] = await tomorrow(hugo);
    expect(await likesOf(later)).toEqual([3]);
  });

  it('and a block of the same day leave nothing at all', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    for (const text of ['1', '2']) await ask(LIKE, { id: (await anAd(hugo, { text })).id }, lea);
    await ask(BLOCK, { id: hugo.id }, lea);
    expect(await rowsOf(lea)).toEqual([]);
    const [hugoNow] = await tomorrow(hugo);
    expect(await likesOf(hugoNow)).toEqual([0, 0]);
  });

  it('that comes at the same instant as a block does not outlive it', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    let liking: ReturnType<typeof send> | undefined;
    await theHouse().app.db.transaction(async (tx) => {
      await tx.query('INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)', [lea.id, hugo.id, clock.now()]);
      await tx.emit('person.blocked', { blockerId: lea.id, blockedId: hugo.id });
      liking = as(lea).send(LIKE, { id });
      await somebodyWaits();
    });
    expect((await liking)?.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await rowsOf(lea)).toEqual([]);
  });

  it('is refused where he takes none; one that stood may still be taken back', async () => {
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aSubscribedWoman()];
    const { id } = await anAd(hugo, { text: 'sobre' });
    await ask(LIKE, { id }, lea);
    await ask(EDIT, { id, input: { text: 'sobre', likesAllowed: false } }, hugo);
    expect(await adsReadBy(anne, hugo)).toMatchObject([{ likesAllowed: false, likedByMe: false, edited: false }]);
    expect(await refusal(LIKE, { id }, anne)).toBe('CONFLICT');
    expect(await ask(LIKE, { id }, lea)).toMatchObject({ likePost: { post: { likedByMe: true } } });
    expect(await ask(UNLIKE, { id }, lea)).toMatchObject({ unlikePost: { post: { likedByMe: false } } });
    await ask(EDIT, { id, input: { text: 'toujours sobre' } }, hugo);
    expect(await adsReadBy(anne, hugo)).toMatchObject([{ likesAllowed: false }]);
  });

  it('is for an ad that she may see, by a woman with access: anything else is refused and written nowhere', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const [shown, archived, gone] = [await anAd(hugo), await anAd(hugo, { text: 'rangée' }), await anAd(hugo, { text: 'partie' })];
    const over = await anAd(hugo, { text: 'finie', expiresOn: dayOf(new Date(clock.now().getTime() + days(1))) });
    await ask(ARCHIVE, { id: archived.id }, hugo);
    await ask(DELETE, { id: gone.id }, hugo);
    await theHouse().app.db.query('UPDATE male_posts SET expires_on = $2 WHERE id = $1', [over.id, dayOf(clock.now())]);
    for (const act of [LIKE, UNLIKE])
      for (const id of [archived.id, gone.id, over.id, newId()]) expect(await refusal(act, { id }, lea)).toBe('NOT_FOUND');
    await theHouse().app.db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [hugo.id]);
    expect(await refusal(LIKE, { id: shown.id }, lea)).toBe('NOT_FOUND');
    await theHouse().app.db.query(`UPDATE users SET status = 'ACTIVE' WHERE id = $1`, [hugo.id]);
    expect(await refusal(LIKE, { id: shown.id }, await aWoman())).toBe('SUBSCRIPTION_REQUIRED');
    const { woman: ines } = await aMatch(undefined, hugo);
    await lapse(ines);
    expect(await refusal(LIKE, { id: shown.id }, ines)).toBe('SUBSCRIPTION_REQUIRED');
    for (const man of [hugo, await aMan()]) expect(await refusal(LIKE, { id: shown.id }, man)).toBe('FORBIDDEN');
    expect(await theHouse().app.db.query('SELECT 1 FROM post_likes WHERE post_id = $1', [shown.id])).toEqual([]);
  });

  it('does not grow under his eyes after midnight', async () => {
    const midnight = Date.parse('2027-03-28T22:00:00Z');
    clock.travel(midnight - minutes(1) - clock.now().getTime());
    const [hugo, lea, anne] = [await aMan(), await aSubscribedWoman(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    await ask(LIKE, { id }, lea);
    clock.travel(minutes(2));
    await ask(LIKE, { id }, anne);
    expect(await likesOf(hugo)).toEqual([0]);
    clock.travel(minutes(15));
    expect(await likesOf(await signedInAgain(hugo))).toEqual([1]);
  });

  it('changes nothing that he can read: no inbox event, no last visit, no other number', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await anAd(hugo);
    const ALL =
      '{ me { inboxVersion unreadConversations } conversations { edges { node { id } } inboxVersion } myStatistics { total { likes profileViews } days { likes } } myPosts { edges { node { likes views updatedAt } } } }';
    const before = await ask(ALL, {}, hugo);
    await ask(LIKE, { id }, lea);
    expect(await ask(ALL, {}, hugo)).toEqual(before);
    await ask(UNLIKE, { id }, lea);
    expect(await ask(ALL, {}, hugo)).toEqual(before);
  });
});
