import {
  adsReadBy,
  aFilmInName,
  anAd,
  anArrival,
  aPhotoForAnAd,
  ARCHIVE,
  DELETE,
  EDIT,
  fetchAs,
  myAds,
  PUBLISH,
  type MyAd,
} from '../../test/advertising.js';
import { as, ask, refusal } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aFilm, aPicture } from '../../test/media-files.js';
import { aMan, aMatch, aModerator, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { lapse } from '../../test/stripe.js';
import { BLOCK, CLOSE, step } from '../../test/talking.js';
import { createUpload, MY_MEDIA, REMOVE, sent, type Mine } from '../../test/uploading.js';
import { clock, days, dayOf, hours, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

/** No file, and a row only as long as something may still arrive by an address that was given out. */
const GONE = [[], { status: 'REMOVED' }];

useHouse();

const filesOf = async (id: string): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of theHouse().app.storage.list('')) if (key.includes(id)) keys.push(key);
  return keys;
};
const rowOf = (id: string) => theHouse().app.db.one<{ status: string }>('SELECT status FROM media WHERE id = $1', [id]);
const inDays = (count: number): string => dayOf(new Date(clock.now().getTime() + days(count)));

describe('what an ad shows', () => {
  it('is read in his order by women who may see him, and stays out of his profile', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push((await aPhotoForAnAd(hugo)).id);
    const mediaIds = ids.toReversed();
    const { id, media } = await anAd(hugo, { mediaIds });
    expect(media.map((each) => each.id)).toEqual(mediaIds);
    const [ad] = await adsReadBy(lea, hugo);
    expect(ad).toMatchObject({ id, edited: false, media: mediaIds.map((each) => ({ id: each, film: null })) });
    expect(await Promise.all(ad!.media.map(({ url }) => fetchAs(lea, url)))).toEqual([200, 200, 200, 200]);
    expect((await ask<{ myMedia: Mine[] }>(MY_MEDIA, {}, hugo)).myMedia).toEqual([]);
    const { man } = await ask<{ man: object }>('query ($id: ID!) { man(id: $id) { portrait { id } photos { id } } }', { id: hugo.id }, lea);
    expect(man).toEqual({ portrait: null, photos: [] });
  });

  it('is not shown to others before it is READY, and he sees how far it is', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const ready = await aPhotoForAnAd(hugo);
    const [arrived, refused] = [await anArrival(hugo), await aFilmInName(hugo)];
    await anAd(hugo, { text: 'photos', mediaIds: [arrived.id, ready.id] });
    await anAd(hugo, { text: 'film', mediaIds: [refused.id] });
    expect((await adsReadBy(lea, hugo)).map(({ media }) => media.map(({ id }) => id))).toEqual([[], [ready.id]]);
    expect((await myAds(hugo)).map(({ media }) => media.map(({ status }) => status))).toEqual([['PROCESSING'], ['PROCESSING', 'READY']]);
    await drain();
    expect((await adsReadBy(lea, hugo)).map(({ media }) => media.map(({ id }) => id))).toEqual([[], [arrived.id, ready.id]]);
    expect((await myAds(hugo)).map(({ media }) => media.map(({ status }) => status))).toEqual([['REJECTED'], ['READY', 'READY']]);
  });

  it.each<[string, (hugo: Person) => Promise<string[]>]>([
    ['a photo and a film', async (hugo) => [(await anArrival(hugo)).id, (await aFilmInName(hugo)).id]],
    ['two films', async (hugo) => [(await aFilmInName(hugo)).id, (await aFilmInName(hugo)).id]],
    ['five photos', async (hugo) => Promise.all(Array.from({ length: 5 }, async () => (await anArrival(hugo)).id))],
    ['the same twice', (hugo) => anArrival(hugo).then(({ id }) => [id, id.toUpperCase()])],
    ['what has not arrived', async (hugo) => [(await createUpload(hugo, { purpose: 'POST', size: 1_000 })).media.id]],
    ['what was refused', async (hugo) => [(await sent(hugo, Buffer.from('rien'), { purpose: 'POST' })).id]],
    ['what was removed', (hugo) => anArrival(hugo).then(async ({ id }) => (await ask(REMOVE, { id }, hugo), [id]))],
    ['a photo of his profile', async (hugo) => [(await sent(hugo, await aPicture())).id]],
    ['a photo of another man', async () => [(await aPhotoForAnAd(await aMan())).id]],
    ['what another ad shows', (hugo) => aPhotoForAnAd(hugo).then(async ({ id }) => (await anAd(hugo, { mediaIds: [id] }), [id]))],
    ['nothing there is', () => Promise.resolve([newId()])],
    ['no id', () => Promise.resolve(['x'])],
  ])('is never %s: the field says so, and no ad is written', async (_what, make) => {
    const hugo = await aMan();
    const mediaIds = await make(hugo);
    const before = await myAds(hugo);
    const { errors } = await as(hugo).send(PUBLISH, { input: { text: 'refusée', mediaIds } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { mediaIds: expect.any(String) } });
    expect(await myAds(hugo)).toEqual(before);
  });

  it('goes to one ad when two are published with it at the same instant', async () => {
    const hugo = await aMan();
    const { id } = await aPhotoForAnAd(hugo);
    const answers = await Promise.all(['une', 'deux', 'trois'].map((text) => as(hugo).send(PUBLISH, { input: { text, mediaIds: [id] } })));
    expect(answers.flatMap(({ errors }) => errors?.[0]?.extensions.code ?? [])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect((await myAds(hugo)).map(({ media }) => media.map((each) => each.id))).toEqual([[id]]);
  });

  it('sent again with the same words, because the answer was lost, is one ad', async () => {
    const hugo = await aMan();
    const mediaIds = [(await aPhotoForAnAd(hugo)).id, (await anArrival(hugo)).id];
    const ids = await Promise.all(Array.from({ length: 4 }, () => anAd(hugo, { mediaIds }).then(({ id }) => id)));
    expect(new Set(ids).size).toBe(1);
    // The same words with another picture are another ad.
    expect((await anAd(hugo, { mediaIds: [(await anArrival(hugo)).id] })).id).not.toBe(ids[0]);
  });

  it('changes with an edit: what is left out of it goes for good, what is not named stays', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const [one, two, three] = [await aPhotoForAnAd(hugo), await aPhotoForAnAd(hugo), await aPhotoForAnAd(hugo)];
    const { id } = await anAd(hugo, { mediaIds: [one.id, two.id] });
    clock.travel(seconds(1));
    await ask(EDIT, { id, input: { text: 'Un café ?' } }, hugo);
    expect((await adsReadBy(lea, hugo))[0]).toMatchObject({ edited: false, media: [{ id: one.id }, { id: two.id }] });
    await ask(EDIT, { id, input: { text: 'Un café ?', mediaIds: [three.id, one.id] } }, hugo);
    expect((await adsReadBy(lea, hugo))[0]).toMatchObject({ edited: true, media: [{ id: three.id }, { id: one.id }] });
    await drain();
    expect([await filesOf(two.id), await rowOf(two.id)]).toEqual(GONE);
    expect(await refusal(EDIT, { id, input: { text: 'Vol', mediaIds: [] } }, await aMan())).toBe('NOT_FOUND');
    await ask(EDIT, { id, input: { text: 'Sans photo', mediaIds: [] } }, hugo);
    expect((await adsReadBy(lea, hugo))[0]).toMatchObject({ text: 'Sans photo', media: [] });
  });

  it('may be edited while one of its photos was refused, which he then takes out', async () => {
    const hugo = await aMan();
    const [photo, film] = [await aPhotoForAnAd(hugo), await aFilmInName(hugo)];
    const { id } = await anAd(hugo, { mediaIds: [film.id] });
    await drain();
    const edit = (input: object) =>
      ask<{ updatePost: { post: MyAd } }>(EDIT, { id, input }, hugo).then(({ updatePost }) => updatePost.post);
    expect((await edit({ text: 'Encore', mediaIds: [film.id] })).media).toMatchObject([{ status: 'REJECTED' }]);
    expect((await edit({ text: 'Encore', mediaIds: [photo.id] })).media).toMatchObject([{ id: photo.id }]);
  });

  it('goes with its ad, even one that is still being looked at', async () => {
    const hugo = await aMan();
    const [ready, arrived] = [await aPhotoForAnAd(hugo), await anArrival(hugo)];
    const { id } = await anAd(hugo, { mediaIds: [ready.id, arrived.id] });
    await ask(DELETE, { id }, hugo);
    await drain();
    for (const each of [ready, arrived]) expect([await filesOf(each.id), await rowOf(each.id)]).toEqual(GONE);
  });

  it('sent for an ad that was never written is forgotten after a day, and what an ad shows is not', async () => {
    const hugo = await aMan();
    const [kept, unused] = [await aPhotoForAnAd(hugo), await aPhotoForAnAd(hugo)];
    const refused = await sent(hugo, Buffer.from('rien'), { purpose: 'POST' });
    await anAd(hugo, { mediaIds: [kept.id] });
    const { sweep } = theHouse().app.media;
    clock.travel(hours(23));
    await sweep.forgetUnfinished();
    await drain();
    expect(await filesOf(unused.id)).toHaveLength(6);
    clock.travel(hours(2));
    await sweep.forgetUnfinished();
    await drain();
    expect([await rowOf(unused.id), await rowOf(refused.id), await filesOf(unused.id)]).toEqual([undefined, undefined, []]);
    expect(await filesOf(kept.id)).toHaveLength(6);
  });

  it('is sent by men alone, and not by the hundred', async () => {
    const CREATE = 'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { media { id } } }';
    const input = { kind: 'PHOTO', purpose: 'POST', contentType: 'image/png', size: 1_000 };
    expect(await refusal(CREATE, { input }, await aSubscribedWoman())).toBe('CONFLICT');
    const hugo = await aMan();
    const answers = await Promise.all(Array.from({ length: 14 }, () => as(hugo).send(CREATE, { input })));
    expect(answers.filter(({ errors }) => errors?.[0]?.extensions.code === 'CONFLICT')).toHaveLength(2);
  });
});

describe('an address of what an ad shows', () => {
  async function anAdWithAPhoto(hugo: Person, input: object = {}): Promise<{ id: string; mediaId: string }> {
    const mediaId = (await aPhotoForAnAd(hugo)).id;
    return { id: (await anAd(hugo, { mediaIds: [mediaId], ...input })).id, mediaId };
  }
  const addressFor = async (woman: Person, man: Person): Promise<string> => (await adsReadBy(woman, man))[0]!.media[0]!.url;
  /** A good address of one's own, whose signature one puts behind the name of another picture. */
  async function guessedBy(person: Person, mediaId: string): Promise<string> {
    const own = (await sent(person, await aPicture())).shown!.url;
    return own.replace(/media\/[^/]+/, `media/${mediaId}`);
  }

  it('opens for women with access, for her who talks with him, and for himself; for nobody else', async () => {
    const { woman: ines, man: hugo, conversationId } = await aMatch();
    const { mediaId } = await anAdWithAPhoto(hugo);
    const lea = await aSubscribedWoman();
    expect(await fetchAs(lea, await addressFor(lea, hugo))).toBe(200);
    expect(await fetchAs(hugo, await guessedBy(hugo, mediaId))).toBe(200);
    await lapse(ines);
    const hers = await addressFor(ines, hugo);
    expect(await fetchAs(ines, hers)).toBe(200);
    for (const stranger of [await aMan(), await aWoman()]) expect(await fetchAs(stranger, await guessedBy(stranger, mediaId))).toBe(404);
    expect(await fetchAs(await aModerator(), hers)).toBe(404);
    await ask(CLOSE, { id: conversationId }, hugo);
    clock.travel(seconds(5));
    expect(await fetchAs(ines, hers)).toBe(404);
  });

  it.each<[string, (hugo: Person, lea: Person, ad: { id: string; mediaId: string }) => Promise<unknown>]>([
    ['he deletes the ad', (hugo, _lea, { id }) => ask(DELETE, { id }, hugo)],
    ['he puts it into the archives', (hugo, _lea, { id }) => ask(ARCHIVE, { id }, hugo)],
    ['he takes the photo out', (hugo, _lea, { id }) => ask(EDIT, { id, input: { text: 'Sans', mediaIds: [] } }, hugo)],
    ['he removes the photo', (hugo, _lea, { mediaId }) => ask(REMOVE, { id: mediaId }, hugo)],
    ['she blocks him', (hugo, lea) => ask(BLOCK, { id: hugo.id }, lea)],
    ['he blocks her', async (hugo, lea) => (await step(lea, hugo), ask(BLOCK, { id: lea.id }, hugo))],
    ['her membership ends', (_hugo, lea) => lapse(lea)],
  ])('is no good within five seconds when %s', async (_what, act) => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const ad = await anAdWithAPhoto(hugo);
    const url = await addressFor(lea, hugo);
    expect(await fetchAs(lea, url)).toBe(200);
    await act(hugo, lea, ad);
    clock.travel(seconds(5));
    expect(await fetchAs(lea, url)).toBe(404);
  });

  it('plays a film to whoever reads the ad, and stops with it', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const film = await sent(hugo, aFilm({ seconds: 1, width: 640, height: 360 }), {
      purpose: 'POST',
      kind: 'VIDEO',
      contentType: 'video/mp4',
    });
    const { id } = await anAd(hugo, { mediaIds: [film.id] });
    const [shown] = (await adsReadBy(lea, hugo))[0]!.media;
    expect([await fetchAs(lea, shown!.film!), await fetchAs(lea, shown!.url), await fetchAs(null, shown!.film!)]).toEqual([200, 200, 404]);
    await ask(ARCHIVE, { id }, hugo);
    clock.travel(seconds(5));
    expect(await fetchAs(lea, shown!.film!)).toBe(404);
  });

  it('is no good when the last day of the ad is over, before any job has run', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { mediaId } = await anAdWithAPhoto(hugo, { expiresOn: inDays(1) });
    expect(await fetchAs(lea, await addressFor(lea, hugo))).toBe(200);
    clock.travel(days(1));
    const [leaNow, hugoNow] = [await signedInAgain(lea), await signedInAgain(hugo)];
    expect(await fetchAs(leaNow, await guessedBy(leaNow, mediaId))).toBe(404);
    expect(await fetchAs(hugoNow, await guessedBy(hugoNow, mediaId))).toBe(200);
  });

  it('opens for nobody but him while it is in no ad', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const { id } = await aPhotoForAnAd(hugo);
    expect(await fetchAs(lea, await guessedBy(lea, id))).toBe(404);
    expect(await fetchAs(hugo, await guessedBy(hugo, id))).toBe(200);
  });
});
