import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import { as, type Caller } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPhotoFromAPhone } from '../../test/media-files.js';
import { aMan, aMatch, aPost, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { say } from '../../test/talking.js';
import { sent } from '../../test/uploading.js';
import { clock, days } from '../platform/clock.js';
import type { DataExport } from './privacy.types.js';

useHouse();

const FIELDS = 'status askedAt expiresAt kilobytes url';
const ASK = `mutation { requestDataExport { ${FIELDS} } }`;
const LATEST = `{ dataExport { ${FIELDS} } }`;

const latest = async (caller: Caller) => (await as(caller).ask<{ dataExport: DataExport | null }>(LATEST)).dataExport;
const fetched = (person: Person, url: string) =>
  fetch(new URL(url, theHouse().url), { headers: { authorization: `Bearer ${person.accessToken}` } });

async function exported(person: Person): Promise<Map<string, Buffer>> {
  await as(person).ask(ASK);
  await drain();
  const made = await latest(person);
  const answer = await fetched(person, made?.url ?? 'nowhere');
  expect(answer.status).toBe(200);
  return unzipped(Buffer.from(await answer.arrayBuffer()));
}

async function unzipped(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = await yauzl.fromBufferPromise(zip);
  for await (const entry of archive.eachEntry()) files.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
  return files;
}

describe('a copy of my data', () => {
  it('is everything of mine: words, photos and what was written to me, for machines and for eyes', async () => {
    const { woman, man, conversationId } = await aMatch(await aSubscribedWoman({ bio: 'Moi <b>&</b> moi' }));
    const photo = await sent(woman, await aPhotoFromAPhone());
    await say(woman, conversationId, 'Mes mots');
    await say(man, conversationId, 'Ses mots');
    const files = await exported(woman);
    const json = (name: string): string => JSON.stringify(JSON.parse(files.get(`data/${name}.json`)?.toString() ?? 'null'));
    expect(json('accounts')).toContain(woman.email);
    expect(json('profiles')).toContain('Moi <b>&</b> moi');
    expect(json('chat')).toMatch(/"from":"me".*Mes mots.*"from":"them".*Ses mots/);
    expect(json('billing')).toContain('MONTH');
    expect(files.get(`media/${photo.id}.jpg`)?.subarray(0, 2).toString('hex')).toBe('ffd8');
    const page = files.get('index.html')?.toString() ?? '';
    expect(page).toContain('Moi &lt;b&gt;&amp;&lt;/b&gt; moi');
    expect(page).not.toMatch(/password|hash|https?:\/\//i);
  });

  it('says nothing of another but what they wrote', async () => {
    const { woman, man, conversationId } = await aMatch();
    await aPost(man);
    await say(man, conversationId, 'Bonjour');
    const all = [...(await exported(man)).values()].map(String).join('\n');
    expect([woman.id, woman.email, 'Lea'].filter((trace) => all.includes(trace))).toEqual([]);
  });

  it('is made once however often it is asked for at once, and told by one mail', async () => {
    const hugo = await aMan();
    await Promise.all([as(hugo).ask(ASK), as(hugo).ask(ASK), as(hugo).ask(ASK)]);
    expect((await latest(hugo))?.status).toBe('PREPARING');
    await drain();
    expect((await latest(hugo))?.status).toBe('READY');
    expect(
      theHouse()
        .mailbox.messages(hugo.email)
        .filter(({ subject }) => subject.includes('copie')),
    ).toHaveLength(1);
  });

  it('is for its owner only, and for seven days', async () => {
    const [hugo, eve] = [await aMan(), await aMan()];
    await as(hugo).ask(ASK);
    await drain();
    const { url } = (await latest(hugo))!;
    expect((await fetched(eve, url!)).status).toBe(404);
    expect((await fetch(new URL(url!, theHouse().url))).status).toBe(404);
    expect((await fetched(hugo, '/media/exports/x')).status).toBe(404);
    clock.travel(days(7));
    const again = await signedInAgain(hugo);
    expect(await latest(again)).toBeNull();
    expect((await fetched(again, url!)).status).toBe(404);
    clock.travel(days(1));
    await theHouse().app.privacy.exports.forgetOld();
    const left = [];
    for await (const { key } of theHouse().app.storage.list('exports/')) left.push(key);
    expect(left.filter((key) => url?.includes(key.slice('exports/'.length, -'.zip'.length)))).toEqual([]);
  });
});
