import { ask, refusal } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aFilm } from '../../test/media-files.js';
import { aMan, aSubscribedWoman, type Person } from '../../test/people.js';
import { BLOCK } from '../../test/talking.js';
import { COMPLETE, createUpload, MY_MEDIA, putPart, RESUME, sent, type Mine } from '../../test/uploading.js';
import { clock, seconds } from '../platform/clock.js';

useHouse();

const FILMS = 'query ($id: ID!) { man(id: $id) { videos { film } } }';

const fetchAs = ({ accessToken }: Person, path: string, headers: Record<string, string>): Promise<Response> =>
  fetch(`${theHouse().url}${path}`, { headers: { authorization: `Bearer ${accessToken}`, ...headers } });

describe('a film', () => {
  it('goes in parts, takes up again where it was cut off, and is written anew with its first picture', async () => {
    const hugo = await aMan();
    const film = Buffer.concat([aFilm({ width: 1_920, height: 1_080 }), Buffer.alloc(9 * 1_024 * 1_024)]);
    const { media, parts } = await createUpload(hugo, { kind: 'VIDEO', contentType: 'video/mp4', size: film.length });
    expect(parts?.map(({ done }) => done)).toEqual([false, false]);
    expect((await putPart(parts![1]!, film)).status).toBe(200);
    expect(await refusal(COMPLETE, { id: media.id }, hugo)).toBe('CONFLICT');
    const { resumeUpload } = await ask<{
      resumeUpload: { parts: { done: boolean; number: number; start: number; end: number; url: string }[] };
    }>(RESUME, { id: media.id }, hugo);
    expect(resumeUpload.parts.map(({ done }) => done)).toEqual([false, true]);
    expect((await putPart(resumeUpload.parts[0]!, film)).status).toBe(200);
    await ask(COMPLETE, { id: media.id }, hugo);
    await drain();
    const { myMedia } = await ask<{ myMedia: Mine[] }>(MY_MEDIA, {}, hugo);
    expect(myMedia).toMatchObject([{ status: 'READY', kind: 'VIDEO', shown: { width: 1_280, height: 720 } }]);
    expect(myMedia[0]?.shown?.duration).toBeCloseTo(2, 0);
  });

  it.each<[string, () => Buffer, string]>([
    ['too long', () => aFilm({ seconds: 63, width: 320, height: 240 }), 'TOO_LONG'],
    ['cut off', () => aFilm({ width: 640, height: 480 }).subarray(0, 9_000), 'DAMAGED'],
  ])('that is %s is refused with its reason', async (_what, make, reason) => {
    expect(await sent(await aMan(), make(), { kind: 'VIDEO', contentType: 'video/mp4' })).toMatchObject({
      status: 'REJECTED',
      refusal: reason,
    });
  });

  it('is served in pieces to whoever may see him, and in no more of them after a block', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    await sent(hugo, aFilm({ seconds: 3 }), { kind: 'VIDEO', contentType: 'video/mp4' });
    const { man } = await ask<{ man: { videos: { film: string }[] } }>(FILMS, { id: hugo.id }, lea);
    const path = man.videos[0]!.film;
    const piece = await fetchAs(lea, path, { range: 'bytes=0-99' });
    expect([
      piece.status,
      piece.headers.get('content-type'),
      piece.headers.get('content-length'),
      (await piece.arrayBuffer()).byteLength,
    ]).toEqual([206, 'video/mp4', '100', 100]);
    expect(piece.headers.get('content-range')).toMatch(/^bytes 0-99\/\d+$/);
    expect((await fetchAs(lea, path, { range: 'bytes=999999999-' })).status).toBe(416);
    await ask(BLOCK, { id: hugo.id }, lea);
    clock.travel(seconds(5));
    expect((await fetchAs(lea, path, { range: 'bytes=100-199' })).status).toBe(404);
  });
});
