import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, refusal } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aFilm } from '../../test/media-files.js';
import { aMan, aSubscribedWoman } from '../../test/people.js';
import { BLOCK } from '../../test/talking.js';
import { COMPLETE, createUpload, fetchAs, MY_MEDIA, putPart, RESUME, sent, type Mine } from '../../test/uploading.js';
import { clock, minutes, seconds } from '../platform/clock.js';
import { findFfmpeg, processVideo } from './processing/video.js';

useHouse();

/** What ffprobe finds written beside the pictures, of the file and of its streams. */
function tagsOf(film: Buffer): Record<string, string> {
  const asked = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', '-'];
  const { format, streams } = JSON.parse(execFileSync('ffprobe', asked, { input: film }).toString()) as Record<string, Tagged & Tagged[]>;
  return Object.assign({}, ...[format!, ...streams!].map(({ tags }) => tags)) as Record<string, string>;
}

interface Tagged {
  tags?: Record<string, string>;
}

const FILMS = 'query ($id: ID!) { man(id: $id) { videos { film } } }';

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

  it('is complete once, however often it is said at once, and also when that was cut off half way', async () => {
    const hugo = await aMan();
    const film = aFilm({ width: 320, height: 240 });
    const begin = async () => {
      const upload = await createUpload(hugo, { kind: 'VIDEO', contentType: 'video/mp4', size: film.length });
      await putPart(upload.parts![0]!, film);
      return upload.media.id;
    };
    const id = await begin();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask<{ completeUpload: Mine }>(COMPLETE, { id }, hugo)));
    expect(answers.map(({ completeUpload }) => completeUpload.status)).toEqual(Array(4).fill('PROCESSING'));
    // The store has joined the parts, and whoever had asked for it was killed before it wrote that down.
    const other = await begin();
    const { app } = theHouse();
    for await (const { key, uploadId } of app.storage.listIncomplete(`originals/${other}`))
      await app.storage.completeMultipart(key, uploadId, await app.storage.listParts(key, uploadId));
    const { resumeUpload } = await ask<{ resumeUpload: { parts: { done: boolean }[] } }>(RESUME, { id: other }, hugo);
    expect(resumeUpload.parts.map(({ done }) => done)).toEqual([true]);
    await ask(COMPLETE, { id: other }, hugo);
    await drain();
    expect((await ask<{ myMedia: Mine[] }>(MY_MEDIA, {}, hugo)).myMedia.map(({ status }) => status)).toEqual(['READY', 'READY']);
  });

  it.each<[string, () => Buffer, string]>([
    ['too long', () => aFilm({ seconds: 63, width: 320, height: 240 }), 'TOO_LONG'],
    ['cut off', () => aFilm({ width: 640, height: 480 }).subarray(0, 9_000), 'DAMAGED'],
    ['a program', () => Buffer.from('#!/bin/sh\necho Bonjour\n'), 'WRONG_TYPE'],
  ])('that is %s is refused with its reason', async (_what, make, reason) => {
    expect(await sent(await aMan(), make(), { kind: 'VIDEO', contentType: 'video/mp4' })).toMatchObject({
      status: 'REJECTED',
      refusal: reason,
    });
  });

  it('that keeps us busy for too long is refused, and not begun again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'premier-pas-busy-'));
    const path = join(folder, 'original');
    await writeFile(path, aFilm({ width: 320, height: 240 }));
    await expect(processVideo(findFfmpeg()!, path, folder, () => undefined, 1)).rejects.toMatchObject({ reason: 'DAMAGED' });
    await rm(folder, { recursive: true });
  });

  it('that calls itself a JPEG is refused', async () => {
    expect(await sent(await aMan(), aFilm({ width: 320, height: 240 }))).toMatchObject({ status: 'REJECTED', refusal: 'WRONG_TYPE' });
  });

  it('carries nothing of where it was taken, and by whom', async () => {
    const film = aFilm({ width: 640, height: 360 });
    expect(tagsOf(film)).toMatchObject({ location: '+48.8566+002.3522/', artist: 'SECRET-ARTIST' });
    const { id } = await sent(await aMan(), film, { kind: 'VIDEO', contentType: 'video/mp4' });
    for (const name of ['film.mp4', 'large.jpg', 'large.webp']) {
      const chunks: Buffer[] = [];
      for await (const chunk of await theHouse().app.storage.read(`media/${id}/${name}`)) chunks.push(chunk as Buffer);
      const written = Buffer.concat(chunks);
      expect(Object.keys(tagsOf(written)).filter((tag) => /location|artist|gps|date|time|make|model/i.test(tag))).toEqual([]);
      for (const trace of ['48.85', '002.35', 'SECRET', '\u00a9xyz'])
        expect([name, trace, written.includes(trace, 0, 'latin1')]).toEqual([name, trace, false]);
    }
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

  it('is started in the app by its address alone, within two minutes, and then watched for ten', async () => {
    const [hugo, lea] = [await aMan(), await aSubscribedWoman()];
    await sent(hugo, aFilm({ width: 320, height: 240 }), { kind: 'VIDEO', contentType: 'video/mp4' });
    const app = { ...lea, headers: { 'x-client': 'app' } };
    const addressOf = async (): Promise<string> =>
      (await ask<{ man: { videos: { film: string }[] } }>(FILMS, { id: hugo.id }, app)).man.videos[0]!.film;
    const start = await addressOf();
    const begun = await fetchAs(null, start, { range: 'bytes=0-99' });
    expect([begun.status, begun.redirected, begun.headers.get('cross-origin-resource-policy')]).toEqual([206, true, 'cross-origin']);
    const never = await addressOf();
    for (const [what, path] of [
      ['a picture', start.replace('/film?', '/small?')],
      ['another film', start.replace(/media\/[0-9a-f]{8}/, 'media/00000000')],
      ['a start that calls itself begun', start.replace('.start.', '.watch.')],
      ['a later end', start.replace(/\.start\.(\d+)/, (_all, end: string) => `.start.${Number(end) + 60}`)],
    ] as const)
      expect([what, (await fetchAs(null, path)).status]).toEqual([what, 404]);
    const watched = async (address = begun.url): Promise<number> => {
      const { pathname, search } = new URL(address, begun.url);
      return (await fetchAs(null, pathname + search, { range: 'bytes=100-199' })).status;
    };
    clock.travel(minutes(2));
    expect([await watched(never), await watched()]).toEqual([404, 206]);
    const again = (await fetchAs(null, await addressOf())).url;
    clock.travel(minutes(8));
    expect([await watched(), await watched(again)]).toEqual([404, 206]);
    await ask(BLOCK, { id: hugo.id }, lea);
    clock.travel(seconds(5));
    expect(await watched(again)).toBe(404);
  });

  it('ends in the app with the session', async () => {
    const hugo = await aMan();
    const film = (await sent(hugo, aFilm({ width: 320, height: 240 }), { kind: 'VIDEO', contentType: 'video/mp4' })).shown!.film!;
    const MINE = '{ myMedia { shown { film } } }';
    const { myMedia } = await ask<{ myMedia: Mine[] }>(MINE, {}, { ...hugo, headers: { 'x-client': 'app' } });
    const start = myMedia[0]!.shown!.film!;
    expect((await fetchAs(null, film)).status).toBe(404);
    expect((await fetchAs(null, start)).status).toBe(200);
    await ask('mutation { signOut }', {}, hugo);
    expect((await fetchAs(null, start)).status).toBe(404);
  });
});
