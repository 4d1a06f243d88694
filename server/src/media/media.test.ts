import exifr from 'exifr';
import { as, ask, refusal } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aBomb, alsoAZip, aPhotoFromAPhone, aPicture } from '../../test/media-files.js';
import { aMan, aMatch, aSubscribedWoman, aWoman, PASSWORD, type Person } from '../../test/people.js';
import { BLOCK, CLOSE } from '../../test/talking.js';
import {
  COMPLETE,
  CREATE,
  createUpload,
  fetchAs,
  MY_MEDIA,
  postForm,
  REMOVE,
  RESUME,
  send,
  sent,
  type Mine,
} from '../../test/uploading.js';
import { clock, hours, minutes, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

const { gps, parse } = exifr;

useHouse();

const objects = async (): Promise<string[]> => {
  const keys: string[] = [];
  for await (const { key } of theHouse().app.storage.list('')) keys.push(key);
  return keys.sort();
};

const PORTRAIT = 'query ($id: ID!) { man(id: $id) { portrait { id url(size: SMALL) blurhash } photos { id alt url } videos { film } } }';

interface Shown {
  man: { portrait: { id: string; url: string } | null; photos: { id: string; alt: string; url: string }[]; videos: { film: string }[] };
}

describe('a photo', () => {
  it('goes straight to the store, is written anew in three sizes, and its original is gone', async () => {
    const hugo = await aMan();
    const before = await objects();
    const media = await sent(hugo, await aPhotoFromAPhone());
    expect(media).toMatchObject({
      kind: 'PHOTO',
      status: 'READY',
      refusal: null,
      shown: { width: 1_200, height: 1_600, duration: null, film: null },
    });
    expect((await objects()).filter((key) => !before.includes(key))).toEqual(
      ['large.jpg', 'large.webp', 'medium.jpg', 'medium.webp', 'small.jpg', 'small.webp'].map((name) => `media/${media.id}/${name}`),
    );
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'carries nothing but its picture: not where it was taken, not by whom (%s)',
    async (format) => {
      const hugo = await aMan();
      const original = await aPhotoFromAPhone(format);
      expect(original.toString('latin1')).toContain('SECRET-ARTIST');
      // Another reader than ours, of what it knows.
      if (format === 'jpeg' || format === 'png')
        expect(await gps(original)).toMatchObject({
          latitude: expect.closeTo(48.8567, 3) as number,
          longitude: expect.closeTo(2.3519, 3) as number,
        });
      const { id } = await sent(hugo, original, { contentType: `image/${format}` });
      for (const key of (await objects()).filter((each) => each.includes(id))) {
        const chunks: Buffer[] = [];
        for await (const chunk of await theHouse().app.storage.read(key)) chunks.push(chunk as Buffer);
        const file = Buffer.concat(chunks);
        if (key.endsWith('.jpg')) expect([key, await gps(file), await parse(file, true)]).toEqual([key, undefined, undefined]);
        const text = file.toString('latin1');
        for (const trace of ['SECRET', 'Telephone', 'Exif', 'EXIF', 'XMP ', 'GPS', 'ICC_PROFILE', 'http://ns.adobe.com'])
          expect([key, text.includes(trace)]).toEqual([key, false]);
      }
    },
  );

  it.each<[string, () => Promise<Buffer> | Buffer, string]>([
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'WRONG_TYPE'],
    [
      'a GIF that is a script',
      async () => Buffer.concat([await aPicture('gif'), Buffer.from('/*<script>alert(1)</script>*/')]),
      'WRONG_TYPE',
    ],
    ['a JPEG that is a ZIP', async () => alsoAZip(await aPicture()), 'SUSPICIOUS'],
    ['a picture that was cut off', async () => (await aPicture()).subarray(0, 8_000), 'DAMAGED'],
    ['20,000 by 20,000 pixels', () => aBomb(20_000), 'TOO_MANY_PIXELS'],
    ['a stamp', () => aPicture('png', { width: 64, height: 64 }), 'TOO_SMALL'],
    ['words that call themselves a picture', () => Buffer.from('Bonjour'), 'WRONG_TYPE'],
    [
      'a film that calls itself a picture',
      () => Buffer.from('\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41', 'latin1'),
      'WRONG_TYPE',
    ],
  ])('is refused with its reason, and nothing of it is kept, when it is %s', async (_what, make, reason) => {
    const hugo = await aMan();
    const media = await sent(hugo, await make());
    expect(media).toMatchObject({ status: 'REJECTED', refusal: reason, shown: null });
    expect((await objects()).filter((key) => key.includes(media.id))).toEqual([]);
    const { shown } = await sent(hugo, await aPicture());
    for (const name of ['small', 'medium', 'large', 'film'])
      expect((await fetchAs(hugo, `/media/${media.id}/${name}?${shown!.url.split('?')[1]!}`)).status).toBe(404);
  });

  it('of no bytes is refused when it is declared, when it is posted, and when it lies in the store all the same', async () => {
    const hugo = await aMan();
    expect(await refusal(CREATE, { input: { kind: 'PHOTO', purpose: 'PROFILE', contentType: 'image/jpeg', size: 0 } }, hugo)).toBe(
      'BAD_USER_INPUT',
    );
    const { media, form } = await createUpload(hugo, { size: 1 });
    expect((await postForm(form!, Buffer.alloc(0))).status).toBe(400);
    await theHouse().app.storage.put(`originals/${media.id}`, Buffer.alloc(0), { contentType: 'image/jpeg', size: 0 });
    await ask(COMPLETE, { id: media.id }, hugo);
    await drain();
    expect(await ask<{ completeUpload: Mine }>(COMPLETE, { id: media.id }, hugo)).toMatchObject({
      completeUpload: { status: 'REJECTED', refusal: 'EMPTY' },
    });
  });

  it('is taken for what it is, whatever it is called', async () => {
    const hugo = await aMan();
    expect(await sent(hugo, await aPicture('webp'), { contentType: 'image/jpeg' })).toMatchObject({ status: 'READY' });
    expect(await sent(hugo, await aPicture('gif'), { contentType: 'image/png' })).toMatchObject({
      status: 'REJECTED',
      refusal: 'WRONG_TYPE',
    });
  });

  it('cannot be posted with another size, type or key than was declared', async () => {
    const hugo = await aMan();
    const picture = await aPicture();
    const { form } = await createUpload(hugo, { size: picture.length - 1 });
    expect((await postForm(form!, picture)).status).toBe(400);
    const changed = (name: string, value: string) => ({
      ...form!,
      fields: form!.fields.map((field) => (field.name.toLowerCase() === name ? { name: field.name, value } : field)),
    });
    expect((await postForm(changed('content-type', 'text/html'), picture)).status).toBe(403);
    expect((await postForm(changed('key', 'media/x/small.webp'), picture)).status).toBe(403);
    expect((await objects()).some((key) => key.includes('media/x'))).toBe(false);
  });

  it('is not complete before it has arrived, and complete once', async () => {
    const hugo = await aMan();
    const picture = await aPicture();
    const { media, form } = await createUpload(hugo, { size: picture.length });
    expect(await refusal(COMPLETE, { id: media.id }, hugo)).toBe('CONFLICT');
    await postForm(form!, picture);
    const answers = await Promise.all([1, 2, 3].map(() => ask<{ completeUpload: Mine }>(COMPLETE, { id: media.id }, hugo)));
    expect(answers.map(({ completeUpload }) => completeUpload.status)).toEqual(['PROCESSING', 'PROCESSING', 'PROCESSING']);
    await drain();
    expect(await refusal(RESUME, { id: media.id }, hugo)).toBe('CONFLICT');
  });

  it('belongs to whoever sent it', async () => {
    const [hugo, paul] = [await aMan(), await aMan()];
    const { id } = await sent(hugo, await aPicture());
    for (const [mutation, variables] of [
      [COMPLETE, { id }],
      [RESUME, { id }],
      [REMOVE, { id }],
    ] as const)
      expect([mutation, await refusal(mutation, variables, paul)]).toEqual([mutation, 'NOT_FOUND']);
  });

  it('is one of at most nine, however many are begun at once', async () => {
    const hugo = await aMan();
    const codes = await Promise.all(
      Array.from({ length: 12 }, () =>
        as(hugo).send(CREATE, { input: { kind: 'PHOTO', purpose: 'PROFILE', contentType: 'image/png', size: 1_000 } }),
      ),
    );
    expect(codes.filter(({ errors }) => errors?.[0]?.extensions.code === 'CONFLICT')).toHaveLength(3);
    expect(
      await refusal(CREATE, { input: { kind: 'VIDEO', purpose: 'PROFILE', contentType: 'video/mp4', size: 1_000 } }, await aWoman()),
    ).toBe('CONFLICT');
  });
});

describe('an address of a picture', () => {
  let hugo: Person;
  let lea: Person;
  let url: string;

  beforeEach(async () => {
    [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    await sent(hugo, await aPicture());
    url = (await ask<Shown>(PORTRAIT, { id: hugo.id }, lea)).man.portrait!.url;
  });

  it('answers the one it was made for, privately, as a picture and as nothing else', async () => {
    const answer = await fetchAs(lea, url, { accept: 'image/webp,*/*' });
    expect(answer.status).toBe(200);
    const { headers } = answer;
    expect([headers.get('content-type'), headers.get('x-content-type-options'), headers.get('content-security-policy')]).toEqual([
      'image/webp',
      'nosniff',
      "default-src 'none'; sandbox",
    ]);
    expect(headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
    expect((await fetchAs(lea, url, { accept: 'image/png' })).headers.get('content-type')).toBe('image/jpeg');
    expect((await fetchAs(lea, url, { 'if-none-match': answer.headers.get('etag') ?? '', accept: 'image/webp' })).status).toBe(304);
  });

  it('answers nobody else: not without a session, not in another one, not changed, not later', async () => {
    const ines = await aSubscribedWoman();
    const tries: [string, Person | null, string][] = [
      ['nobody', null, url],
      ['another woman who may see him', ines, url],
      ['himself with her address', hugo, url],
      ['another picture', lea, url.replace(/[0-9a-f]{8}-/, '00000000-')],
      ['no signature', lea, url.split('?')[0]!],
      ['another end', lea, url.replace(/e=\d+/, (end) => `e=${Number(end.slice(2)) + 60}`)],
      ['another file', lea, url.replace('/small', '/original')],
      ['a way out', lea, url.replace('/small', '/..%2f..%2foriginals')],
    ];
    for (const [who, person, path] of tries) {
      const answer = await fetchAs(person, path);
      expect([who, answer.status, await answer.text()]).toEqual([who, 404, 'Not found']);
    }
    clock.travel(minutes(11));
    expect((await fetchAs(lea, url)).status).toBe(404);
  });

  it('is no good within five seconds of a block, and of a removal', async () => {
    expect((await fetchAs(lea, url)).status).toBe(200);
    await ask(BLOCK, { id: hugo.id }, lea);
    clock.travel(seconds(5));
    expect((await fetchAs(lea, url)).status).toBe(404);
    const ines = await aSubscribedWoman();
    const hers = (await ask<Shown>(PORTRAIT, { id: hugo.id }, ines)).man.portrait!;
    expect((await fetchAs(ines, hers.url)).status).toBe(200);
    await ask(REMOVE, { id: hers.id }, hugo);
    clock.travel(seconds(5));
    expect((await fetchAs(ines, hers.url)).status).toBe(404);
  });

  it('opens on the web with the cookie of the session, and with that of no other', async () => {
    const { cookie, accessToken } = await signInOnTheWeb(lea);
    const mine = (await ask<Shown>(PORTRAIT, { id: hugo.id }, { accessToken })).man.portrait!.url;
    expect((await fetchAs(null, mine, { cookie })).status).toBe(200);
    expect((await fetchAs(null, url, { cookie })).status).toBe(404);
    expect((await fetchAs(null, mine, { cookie: cookie.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')) })).status).toBe(404);
    await ask('mutation { signOut }', {}, { accessToken });
    expect((await fetchAs(null, mine, { cookie })).status).toBe(404);
  });
});

async function signInOnTheWeb(person: Person): Promise<{ cookie: string; accessToken: string }> {
  const { as: _as, ...client } = await import('../../test/client.js');
  const { PASSWORD } = await import('../../test/people.js');
  const answer = await client.send<{ signIn: { accessToken: string } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    { input: { email: person.email, password: PASSWORD } },
  );
  const cookie =
    answer.headers
      .getSetCookie()
      .find((each) => each.startsWith('pp_media='))
      ?.split(';')[0] ?? '';
  expect(cookie).not.toBe('');
  return { cookie, accessToken: answer.data?.signIn.accessToken ?? '' };
}

describe('her photos', () => {
  const HERS = 'query ($id: ID!) { woman(id: $id) { portrait { url(size: SMALL) } photos { id } } }';

  it('are seen by him only while they talk', async () => {
    const { woman, man, conversationId } = await aMatch();
    const { id } = await sent(woman, await aPicture());
    const { woman: seen } = await ask<{ woman: { portrait: { url: string }; photos: { id: string }[] } }>(HERS, { id: woman.id }, man);
    expect(seen.photos).toEqual([{ id }]);
    expect((await fetchAs(man, seen.portrait.url)).status).toBe(200);
    const stranger = await aMan();
    const own = (await ask<{ myMedia: Mine[] }>(MY_MEDIA, {}, woman)).myMedia[0]!.shown!.url;
    const guessed = `${own.split('?')[0]!}?${(await strangersTicket(stranger)).split('?')[1]!}`;
    expect((await fetchAs(stranger, guessed)).status).toBe(404);
    await ask(CLOSE, { id: conversationId }, woman);
    clock.travel(seconds(5));
    expect((await fetchAs(man, seen.portrait.url)).status).toBe(404);
  });

  /** A good address of his own, whose signature he puts behind the name of her picture. */
  async function strangersTicket(stranger: Person): Promise<string> {
    return (await sent(stranger, await aPicture())).shown!.url;
  }
});

describe('the order', () => {
  const ARRANGE = 'mutation ($ids: [ID!]!) { arrangeMedia(ids: $ids) { id } }';

  it('is my own as well, and no longer missing from the profile', async () => {
    const hugo = await aMan();
    const MINE = '{ me { profile { portrait { id url(size: SMALL) } completeness { score missing } } } }';
    type Me = { me: { profile: { portrait: { id: string; url: string } | null; completeness: { score: number; missing: string[] } } } };
    const before = (await ask<Me>(MINE, {}, hugo)).me.profile;
    expect([before.portrait, before.completeness.missing.includes('PHOTO')]).toEqual([null, true]);
    const { id } = await sent(hugo, await aPicture());
    const after = (await ask<Me>(MINE, {}, hugo)).me.profile;
    expect(after).toMatchObject({
      portrait: { id },
      completeness: { missing: expect.not.arrayContaining(['PHOTO', 'ILLUSTRATION']) as string[] },
    });
    expect(after.completeness.score).toBeGreaterThan(before.completeness.score);
    expect((await fetchAs(hugo, after.portrait!.url)).status).toBe(200);
    const SIGN_IN = 'mutation ($i: SignInInput!) { signIn(input: $i) { me { profile { portrait { url } } } } }';
    expect(await ask(SIGN_IN, { i: { email: hugo.email, password: PASSWORD } })).toEqual({
      signIn: { me: { profile: { portrait: null } } },
    });
  });

  it('is his: the first photo is the portrait everywhere', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    const ids = [];
    for (const format of ['jpeg', 'png', 'webp'] as const)
      ids.push((await sent(hugo, await aPicture(format), { contentType: `image/${format}` })).id);
    const portrait = async () => (await ask<Shown>(PORTRAIT, { id: hugo.id }, lea)).man.portrait?.id;
    expect(await portrait()).toBe(ids[0]);
    const turned = [...ids].reverse();
    const { arrangeMedia } = await ask<{ arrangeMedia: { id: string }[] }>(ARRANGE, { ids: turned }, hugo);
    expect(arrangeMedia.map(({ id }) => id)).toEqual(turned);
    expect(await portrait()).toBe(ids[2]);
    await ask(REMOVE, { id: ids[2] }, hugo);
    expect(await portrait()).toBe(ids[1]);
  });

  it.each<[string, (ids: string[]) => string[]]>([
    ['misses one', (ids) => ids.slice(1)],
    ['has one twice', (ids) => [...ids.slice(1), ids[1]!]],
    ['has one of somebody else', (ids) => [...ids.slice(1), newId()]],
    ['is empty', () => []],
  ])('that %s is refused', async (_what, change) => {
    const hugo = await aMan();
    const ids = [(await createUpload(hugo, { size: 10 })).media.id, (await createUpload(hugo, { size: 10 })).media.id];
    expect(await refusal(ARRANGE, { ids: change(ids) }, hugo)).toBe('BAD_USER_INPUT');
  });
});

test('what is posted after it was removed, or was looked at, is removed as well', async () => {
  const hugo = await aMan();
  const picture = await aPicture('jpeg', { width: 320, height: 240 });
  const gone = await createUpload(hugo, { size: picture.length });
  await ask(REMOVE, { id: gone.media.id }, hugo);
  await drain();
  const { media, form } = await createUpload(hugo, { size: picture.length });
  await postForm(form!, picture);
  await ask(COMPLETE, { id: media.id }, hugo);
  await drain();
  for (const late of [gone.form!, form!]) expect((await postForm(late, picture)).ok).toBe(true);
  const ids = [gone.media.id, media.id];
  const originals = async () => (await objects()).filter((key) => key.startsWith('originals/') && ids.some((id) => key.includes(id)));
  expect(await originals()).toHaveLength(2);
  clock.travel(hours(2));
  await theHouse().app.media.sweep.forgetUnfinished();
  // The queue goes by the clock of the database.
  await theHouse().app.jobs.relay();
  await theHouse().app.db.query(`UPDATE pgboss.job SET start_after = now() WHERE name = 'media.remove-original' AND state = 'created'`);
  await drain();
  expect(await originals()).toEqual([]);
  expect(await theHouse().app.db.query('SELECT status FROM media WHERE owner_id = $1', [hugo.id])).toEqual([{ status: 'READY' }]);
});

test('what is removed leaves the store, whenever it is removed', async () => {
  const hugo = await aMan();
  const ready = await sent(hugo, await aPicture());
  const waiting = await send(hugo, await aPicture('png'), { contentType: 'image/png' });
  const begun = (await createUpload(hugo, { kind: 'VIDEO', contentType: 'video/mp4', size: 20_000_000 })).media;
  for (const { id } of [ready, waiting, begun]) await ask(REMOVE, { id }, hugo);
  expect((await ask<{ myMedia: Mine[] }>(MY_MEDIA, {}, hugo)).myMedia).toEqual([]);
  await drain();
  const ids = [ready, waiting, begun].map(({ id }) => id);
  expect((await objects()).filter((key) => ids.some((id) => key.includes(id)))).toEqual([]);
  expect((await theHouse().app.db.query('SELECT id FROM media WHERE owner_id = $1', [hugo.id])).length).toBe(3);
  // Its row goes when nothing can arrive any more by the addresses that he was given.
  clock.travel(hours(2));
  await theHouse().app.media.sweep.forgetUnfinished();
  await drain();
  expect(await theHouse().app.db.query('SELECT id FROM media WHERE owner_id = $1', [hugo.id])).toEqual([]);
  for await (const { key } of theHouse().app.storage.listIncomplete('')) expect(key).not.toContain(begun.id);
});
