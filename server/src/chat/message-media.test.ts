import { as, ask, refusal, type Caller } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { inboxOf } from '../../test/inbox.js';
import { aPicture } from '../../test/media-files.js';
import { aMan, aMatch, aModerator, aSubscribedWoman, type Match, type Person } from '../../test/people.js';
import { ALLOW, BLOCK, CLOSE, say } from '../../test/talking.js';
import { fetchAs, REMOVE, send, sent } from '../../test/uploading.js';
import { clock, hours, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();

const SHOW = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id text media { id kind alt url(size: SMALL) film } } } }`;
const THREAD = `query ($id: ID!) { conversation(id: $id) { mediaAllowed lastMessage { id hiddenMedia media { id } }
  messages(last: 10) { edges { node { id text hiddenMedia media { id kind width duration blurhash url(size: SMALL) film } } } } } }`;

interface Shown {
  id: string;
  kind: string;
  url: string;
  film: string | null;
}
interface Said {
  id: string;
  text: string | null;
  hiddenMedia: number;
  media: Shown[];
}

const SMALL = { width: 320, height: 240 };
const FOR_MESSAGE = { purpose: 'MESSAGE' };

const aPhotoOf = async (person: Person): Promise<string> => (await sent(person, await aPicture('jpeg', SMALL), FOR_MESSAGE)).id;

async function show(person: Caller, conversationId: string, mediaIds: string[], more: object = {}): Promise<Said> {
  const input = { conversationId, clientId: newId(), mediaIds, ...more };
  return (await ask<{ sendMessage: { message: Said } }>(SHOW, { input }, person)).sendMessage.message;
}

const refused = (person: Caller, conversationId: string, mediaIds: string[]): Promise<unknown> =>
  refusal(SHOW, { input: { conversationId, clientId: newId(), mediaIds } }, person);

const allow = ({ woman, conversationId }: Match, allowed = true): Promise<unknown> => ask(ALLOW, { id: conversationId, allowed }, woman);

async function last(person: Caller, id: string): Promise<Said> {
  const { conversation } = await ask<{ conversation: { messages: { edges: { node: Said }[] } } }>(THREAD, { id }, person);
  return conversation.messages.edges.at(-1)!.node;
}

const status = async (person: Person, { url }: Shown): Promise<number> => (await fetchAs(person, url)).status;

describe('his photos', () => {
  it('are refused until she allows them, and both hear of it the moment she does', async () => {
    const match = await aMatch();
    const { woman, man, conversationId } = match;
    const id = await aPhotoOf(man);
    expect(await refused(man, conversationId, [id])).toBe('FORBIDDEN');
    const inboxes = [inboxOf(man, await version(man)), inboxOf(woman, await version(woman))];
    await allow(match);
    await allow(match);
    for (const inbox of inboxes) {
      expect(await inbox.next()).toMatchObject({
        __typename: 'MediaAllowedChanged',
        conversation: { id: conversationId, mediaAllowed: true },
      });
    }
    await show(man, conversationId, [id], { text: ' Le marché, samedi. ' });
    for (const inbox of inboxes) {
      expect(await inbox.next()).toMatchObject({ __typename: 'MessageSent', message: { text: 'Le marché, samedi.' } });
      await inbox.close();
    }
    const seen = await last(woman, conversationId);
    expect(seen).toMatchObject({
      text: 'Le marché, samedi.',
      hiddenMedia: 0,
      media: [{ id, kind: 'PHOTO', width: 320, duration: null }],
    });
    expect(await status(woman, seen.media[0]!)).toBe(200);
  });

  it('are hidden again when she takes it back: those he sent, and those he would send', async () => {
    const match = await aMatch();
    const { woman, man, conversationId } = match;
    await allow(match);
    await show(man, conversationId, [await aPhotoOf(man)]);
    const { media } = await last(woman, conversationId);
    expect(await status(woman, media[0]!)).toBe(200);
    const next = await aPhotoOf(man);
    await allow(match, false);
    clock.travel(seconds(5));
    expect(await last(woman, conversationId)).toMatchObject({ text: null, hiddenMedia: 1, media: [] });
    expect(await status(woman, media[0]!)).toBe(404);
    expect(await refused(man, conversationId, [next])).toBe('FORBIDDEN');
    const own = await last(man, conversationId);
    expect(own).toMatchObject({ hiddenMedia: 0, media: [{ id: media[0]!.id }] });
    await allow(match);
    clock.travel(seconds(10));
    expect(await status(woman, (await last(woman, conversationId)).media[0]!)).toBe(200);
  });

  it('are hers alone to allow', async () => {
    const { man, conversationId } = await aMatch();
    expect(await refusal(ALLOW, { id: conversationId, allowed: true }, man)).toBe('FORBIDDEN');
    expect(await refusal(ALLOW, { id: conversationId, allowed: true }, await aSubscribedWoman())).toBe('NOT_FOUND');
    expect((await ask<{ conversation: { mediaAllowed: boolean } }>(THREAD, { id: conversationId }, man)).conversation.mediaAllowed).toBe(
      false,
    );
  });
});

it('hers need no leave of his', async () => {
  const { woman, man, conversationId } = await aMatch();
  await show(woman, conversationId, [await aPhotoOf(woman)]);
  expect(await status(man, (await last(man, conversationId)).media[0]!)).toBe(200);
});

describe('who else', () => {
  it('sees what was sent: nobody', async () => {
    const match = await aMatch();
    const { woman, man, conversationId } = match;
    await allow(match);
    const hers = await show(woman, conversationId, [await aPhotoOf(woman)]);
    const his = await show(man, conversationId, [await aPhotoOf(man)]);
    const other = await aMatch(await aSubscribedWoman(), man);
    await ask(ALLOW, { id: other.conversationId, allowed: true }, other.woman);
    const strangers = [await aMan(), other.woman, await aSubscribedWoman(), (await aMatch(woman)).man, await aModerator()];
    for (const stranger of strangers) {
      const ticket =
        stranger.role === 'MODERATOR' ? '?e=1&s=x' : `?${(await sent(stranger, await aPicture('jpeg', SMALL))).shown!.url.split('?')[1]!}`;
      for (const { media } of [hers, his]) {
        expect([stranger.role, (await fetchAs(stranger, media[0]!.url.split('?')[0]! + ticket)).status]).toEqual([stranger.role, 404]);
      }
    }
    const { man: profile } = await ask<{ man: { photos: { id: string }[]; portrait: unknown } }>(
      'query ($id: ID!) { man(id: $id) { portrait { id } photos { id } } }',
      { id: man.id },
      woman,
    );
    expect(profile.photos.map(({ id }) => id)).not.toContain(his.media[0]!.id);
  });

  it.each<[string, (match: Match) => Promise<unknown>]>([
    ['she blocks him', ({ woman, man }) => ask(BLOCK, { id: man.id }, woman)],
    ['he blocks her', ({ woman, man }) => ask(BLOCK, { id: woman.id }, man)],
    ['she closes it', ({ woman, conversationId }) => ask(CLOSE, { id: conversationId }, woman)],
    ['he closes it', ({ man, conversationId }) => ask(CLOSE, { id: conversationId }, man)],
    ['he is suspended', ({ man }) => theHouse().app.db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [man.id])],
  ])('sees it five seconds after %s: not even the two', async (_what, end) => {
    const match = await aMatch();
    const { woman, man, conversationId } = match;
    await allow(match);
    await show(woman, conversationId, [await aPhotoOf(woman)]);
    const toHim = (await last(man, conversationId)).media[0]!;
    await show(man, conversationId, [await aPhotoOf(man)]);
    const toHer = (await last(woman, conversationId)).media[0]!;
    expect([await status(man, toHim), await status(woman, toHer)]).toEqual([200, 200]);
    await end(match);
    clock.travel(seconds(5));
    expect([await status(man, toHim), await status(woman, toHer)]).toEqual([404, 404]);
  });
});

describe('a message', () => {
  it('carries up to four photos in the order they were given, and needs no words then', async () => {
    const { woman, man, conversationId } = await aMatch();
    const ids = [];
    for (let n = 0; n < 4; n += 1) ids.push(await aPhotoOf(woman));
    const turned = [ids[2]!, ids[0]!, ids[3]!, ids[1]!];
    expect((await show(woman, conversationId, turned)).media.map(({ id }) => id)).toEqual(turned);
    expect(await last(man, conversationId)).toMatchObject({ text: null, media: turned.map((id) => ({ id })) });
    expect(await refused(woman, conversationId, [...ids, newId()])).toBe('BAD_USER_INPUT');
    expect(await refused(woman, conversationId, [])).toBe('BAD_USER_INPUT');
  });

  it('is one under its client id, and takes its photo once', async () => {
    const { woman, conversationId } = await aMatch();
    const id = await aPhotoOf(woman);
    const clientId = newId();
    const twice = await Promise.all([1, 2].map(() => show(woman, conversationId, [id], { clientId })));
    expect(twice.map(({ id: messageId, media }) => [messageId, media[0]?.id])).toEqual([1, 2].map(() => [twice[0]!.id, id]));
    expect(await refused(woman, conversationId, [id])).toBe('BAD_USER_INPUT');
    const contested = await aPhotoOf(woman);
    const codes = await Promise.all(
      [1, 2, 3].map(() => as(woman).send(SHOW, { input: { conversationId, clientId: newId(), mediaIds: [contested] } })),
    );
    expect(codes.filter(({ errors }) => !errors)).toHaveLength(1);
  });

  it.each<[string, (match: Match) => Promise<string[]>]>([
    ['somebody else’s', async ({ man }) => [await aPhotoOf(man)]],
    ['of a profile', async ({ woman }) => [(await sent(woman, await aPicture('jpeg', SMALL))).id]],
    ['not looked at yet', async ({ woman }) => [(await send(woman, await aPicture('jpeg', SMALL), FOR_MESSAGE)).id]],
    ['refused', async ({ woman }) => [(await sent(woman, Buffer.from('Bonjour'), FOR_MESSAGE)).id]],
    ['given twice', async ({ woman }) => aPhotoOf(woman).then((id) => [id, id])],
    ['nobody’s', async () => [newId()]],
  ])('takes none that is %s', async (_what, make) => {
    const match = await aMatch();
    const ids = await make(match);
    const before = await version(match.man);
    expect(await refused(match.woman, match.conversationId, ids)).toBe('BAD_USER_INPUT');
    expect(await version(match.man)).toBe(before);
  });

  it('of nothing but a photo can be reported, and the case says what there was', async () => {
    const { woman, man, conversationId } = await aMatch();
    const { id } = await show(woman, conversationId, [await aPhotoOf(woman)]);
    await say(woman, conversationId, 'Bonjour');
    const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
    await ask(REPORT, { input: { reason: 'HARASSMENT', messageId: id } }, man);
    await ask(REPORT, { input: { reason: 'HARASSMENT', conversationId } }, man);
    const { reports } = await ask<{ reports: { edges: { node: { quoted: string } }[] } }>(
      '{ reports { edges { node { quoted } } } }',
      {},
      await aModerator(),
    );
    expect(reports.edges.map(({ node }) => node.quoted).sort()).toEqual(['[photo]', '[photo]\n\nBonjour']);
  });
});

describe('what was uploaded', () => {
  const left = async (ids: string[]): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of theHouse().app.storage.list('')) keys.push(key);
    return ids.filter((id) => keys.some((key) => key.includes(id)));
  };

  it('and never sent is forgotten after 24 hours, with its files; what was sent stays', async () => {
    const { woman, conversationId } = await aMatch();
    const [unsent, kept] = [await aPhotoOf(woman), await aPhotoOf(woman)];
    await show(woman, conversationId, [kept]);
    clock.travel(hours(24) + 1);
    await theHouse().app.media.sweep.forgetUnfinished();
    await drain();
    expect(await left([unsent, kept])).toEqual([kept]);
    expect(await theHouse().app.db.query('SELECT 1 FROM media WHERE id = $1', [unsent])).toEqual([]);
  });

  it('and taken back leaves the message of both, and the store', async () => {
    const { woman, man, conversationId } = await aMatch();
    const [one, two] = [await aPhotoOf(woman), await aPhotoOf(woman)];
    await show(woman, conversationId, [one, two]);
    await ask(REMOVE, { id: one }, woman);
    expect((await last(man, conversationId)).media.map(({ id }) => id)).toEqual([two]);
    await ask(REMOVE, { id: two }, woman);
    await drain();
    expect(await last(man, conversationId)).toMatchObject({ text: null, media: [], hiddenMedia: 0 });
    expect(await left([one, two])).toEqual([]);
  });

  it('goes with its conversation when that is erased', async () => {
    const { woman, conversationId } = await aMatch();
    const id = await aPhotoOf(woman);
    await show(woman, conversationId, [id]);
    await theHouse().app.db.query('DELETE FROM matches WHERE id = (SELECT match_id FROM conversations WHERE id = $1)', [conversationId]);
    clock.travel(hours(2));
    await theHouse().app.media.sweep.forgetUnfinished();
    await drain();
    expect(await left([id])).toEqual([]);
    expect(await theHouse().app.db.query('SELECT 1 FROM media WHERE id = $1', [id])).toEqual([]);
  });
});

async function version(person: Caller): Promise<number> {
  return (await ask<{ me: { inboxVersion: number } }>('{ me { inboxVersion } }', {}, person)).me.inboxVersion;
}
