import { clock, seconds } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { as, ask, refusal, send } from '../client.js';
import { drain, theHouse, useHouse } from '../harness.js';
import { aPicture } from '../media-files.js';
import { aMan, aMatch, aSubscribedWoman, PASSWORD, type Person } from '../people.js';
import { stored } from '../stored.js';
import { BLOCK, CLOSE } from '../talking.js';
import { COMPLETE, createUpload, fetchAs, postForm, RESUME, sent } from '../uploading.js';

/** Files of people, asked for in ways that were not meant. What an address is good for: `media/media.test`. */
useHouse();

const PHOTOS = 'query ($id: ID!) { man(id: $id) { photos { id url(size: SMALL) } } }';

let hugo: Person;
let lea: Person;
let url: string;
let whole: Buffer;

beforeAll(async () => {
  [hugo, lea] = [await aMan(), await aSubscribedWoman()];
  await sent(hugo, await aPicture());
  const { man } = await ask<{ man: { photos: [{ url: string }] } }>(PHOTOS, { id: hugo.id }, lea);
  url = man.photos[0].url;
  whole = Buffer.from(await (await fetchAs(lea, url)).arrayBuffer());
});

describe('a part of a file', () => {
  const part = async (range: string) => {
    const answer = await fetchAs(lea, url, { range });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), range: answer.headers.get('content-range') };
  };

  it('is what was asked for', async () => {
    expect(await part('bytes=1-3')).toEqual({ status: 206, bytes: whole.subarray(1, 4), range: `bytes 1-3/${whole.length}` });
    expect(await part('bytes=-2')).toMatchObject({ status: 206, bytes: whole.subarray(-2) });
  });

  it.each([
    ['many parts at once', `bytes=${Array.from({ length: 500 }, (_, n) => `${n}-`).join(',')}`],
    ['parts that overlap', 'bytes=0-,0-,0-'],
    ['another unit', 'lines=0-1'],
    ['nonsense', 'bytes=a-b'],
    ['no number', 'bytes=-'],
  ])('is the whole, once, for whoever asks for %s', async (_what, range) => {
    expect(await part(range)).toEqual({ status: 200, bytes: whole, range: null });
  });

  it.each(['bytes=99999999-', 'bytes=5-2', 'bytes=-0', `bytes=${'9'.repeat(400)}-`])('is none at %s', async (range) => {
    expect(await part(range)).toEqual({ status: 416, bytes: Buffer.alloc(0), range: `bytes */${whole.length}` });
  });

  it('ends where the file does, however far one asks', async () => {
    expect(await part(`bytes=0-${'9'.repeat(40)}`)).toMatchObject({ status: 206, bytes: whole });
    expect(await part(`bytes=-${'9'.repeat(40)}`)).toMatchObject({ status: 206, bytes: whole });
  });
});

describe('a file under another name', () => {
  it.each([
    '/media/%2e%2e/%2e%2e/originals',
    '/media/..%2foriginals%2fx/small',
    '/media/%00/small',
    '/media/x/small%00.webp',
    '/media/exports/..%2f..%2fmedia',
    '/media/exports/%2e%2e',
    "/media/exports/' OR true --",
  ])('%s is nothing', async (path) => {
    const answer = await fetchAs(lea, path);
    expect([400, 404]).toContain(answer.status);
    expect((await answer.text()).length).toBeLessThan(200);
  });

  it.each(['original', 'small.webp', 'SMALL', '__proto__', 'constructor', 'film', '%73mall%2f..', 'large%20'])(
    'what is shown has no "%s"',
    async (name) => {
      expect((await fetchAs(lea, url.replace('/small', `/${name}`))).status).toBe(404);
    },
  );

  it.each([
    ['the end again', (e: string, s: string) => `e=${e}&e=9999999999&s=${s}`],
    ['two signatures', (e: string, s: string) => `e=${e}&s=${s}&s=x`],
    ['a later end', (_e: string, s: string) => `e=9999999999&s=${s}`],
    ['an end that is none', (_e: string, s: string) => `e=Infinity&s=${s}`],
    ['an end in another way', (e: string, s: string) => `e=0x${Number(e).toString(16)}0&s=${s}`],
    ['an empty signature', (e: string) => `e=${e}&s=`],
  ])('an address with %s opens nothing', async (_what, change) => {
    const { searchParams } = new URL(url, 'http://x');
    const query = change(searchParams.get('e') ?? '', searchParams.get('s') ?? '');
    expect((await fetchAs(lea, `${url.split('?')[0]}?${query}`)).status).toBe(404);
  });
});

describe('what she shows', () => {
  it.each([
    ['she closes', async ({ woman, conversationId }: Awaited<ReturnType<typeof aMatch>>) => as(woman).ask(CLOSE, { id: conversationId })],
    ['she blocks him', async ({ woman, man }: Awaited<ReturnType<typeof aMatch>>) => as(woman).ask(BLOCK, { id: man.id })],
    ['he blocks her', async ({ woman, man }: Awaited<ReturnType<typeof aMatch>>) => as(man).ask(BLOCK, { id: woman.id })],
  ])('is gone for him when %s, by the address that he kept and by any other', async (_when, act) => {
    const match = await aMatch();
    const { id } = await sent(match.woman, await aPicture());
    const { woman } = await ask<{ woman: { photos: [{ url: string }] } }>(
      'query ($id: ID!) { woman(id: $id) { photos { url(size: SMALL) } } }',
      { id: match.woman.id },
      match.man,
    );
    const kept = woman.photos[0].url;
    expect((await fetchAs(match.man, kept)).status).toBe(200);
    await act(match);
    clock.travel(seconds(5));
    expect((await fetchAs(match.man, kept)).status).toBe(404);
    expect((await fetchAs(match.man, kept, { range: 'bytes=0-10' })).status).toBe(404);
    expect((await fetchAs(match.man, kept, { 'if-none-match': '*' })).status).toBe(404);
    expect(await as(match.man).refusal('query ($id: ID!) { media(id: $id) { url } }', { id })).toBe('NOT_FOUND');
  });
});

describe('a copy of everything', () => {
  it('is fetched with her session, and with no other, no key of another door and no address alone', async () => {
    const mia = await aSubscribedWoman();
    await as(mia).ask('mutation { requestDataExport { status } }');
    await drain();
    const { dataExport } = await as(mia).ask<{ dataExport: { url: string } }>('{ dataExport { url } }');
    expect((await fetchAs(null, dataExport.url)).status).toBe(404);
    for (const other of [hugo, lea]) expect((await fetchAs(other, dataExport.url)).status).toBe(404);
    const { headers } = await send('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', {
      input: { email: mia.email, password: PASSWORD },
    });
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const media = cookies.find((cookie) => cookie.startsWith('pp_media=')) ?? '';
    expect((await fetchAs(null, dataExport.url, { cookie: media })).status).toBe(200);
    for (const cookie of cookies.filter((each) => each !== media)) {
      expect((await fetchAs(null, dataExport.url, { cookie })).status).toBe(404);
      expect((await fetchAs(null, dataExport.url, { cookie: cookie.replace(/^\w+/, 'pp_media') })).status).toBe(404);
    }
    const file = await fetchAs(mia, dataExport.url);
    expect([
      file.headers.get('content-disposition'),
      file.headers.get('cache-control'),
      file.headers.get('x-content-type-options'),
    ]).toEqual(['attachment; filename="premier-pas.zip"', 'no-store', 'nosniff']);
  });
});

describe('an upload', () => {
  it('of another is neither continued, completed, described nor removed, and lies as it lay', async () => {
    const { media } = await createUpload(hugo, { size: 1_000 });
    const paul = await aMan();
    const before = await stored();
    for (const call of [RESUME, COMPLETE, 'mutation ($id: ID!) { removeMedia(id: $id) { removedId } }'])
      expect(await refusal(call, { id: media.id }, paul)).toBe('NOT_FOUND');
    expect(await stored()).toEqual(before);
  });

  it('puts nothing beside its own place: not over a file that is shown, not with a policy of one’s own', async () => {
    const picture = await aPicture();
    const shown = url.split('/')[2] ?? newId();
    const { form } = await createUpload(hugo, { size: picture.length });
    const policy = Buffer.from(
      JSON.stringify({ expiration: '2030-01-01T00:00:00.000Z', conditions: [['starts-with', '$key', '']] }),
    ).toString('base64');
    for (const changes of [{ key: `media/${shown}/small.webp` }, { key: `media/${shown}/small.webp`, policy }, { policy: '' }] as Record<
      string,
      string
    >[]) {
      const fields = form!.fields.map(({ name, value }) => ({ name, value: changes[name.toLowerCase()] ?? value }));
      expect([changes, (await postForm({ url: form!.url, fields }, picture)).status >= 400]).toEqual([changes, true]);
    }
    expect(Buffer.from(await (await fetchAs(lea, url)).arrayBuffer())).toEqual(whole);
    const keys: string[] = [];
    for await (const { key } of theHouse().app.storage.list('originals/')) keys.push(key);
    expect(keys.filter((key) => !/^originals\/[0-9a-f-]{36}$/.test(key))).toEqual([]);
  });
});
