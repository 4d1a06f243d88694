import { Chance } from '../../embedded/demo/random.js';
import { as, ask } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { testLogger } from '../../test/log/logger.js';
import { aPicture } from '../../test/media-files.js';
import { aMan, signedInAgain, type Person } from '../../test/people.js';
import { Relay } from '../../test/relay.js';
import { COMPLETE, CREATE, postForm, putPart, REMOVE, RESUME, sent, type Upload } from '../../test/uploading.js';
import { createApp, type App } from '../app.js';
import { clock, hours } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();

/** Looks after the files of the house, and reaches the store by a network that breaks in the middle of its work. */
let worker: App;
let network: Relay;

beforeAll(async () => {
  const { config } = theHouse().app;
  network = await Relay.to(config.storage.endpoint);
  const storage = { ...config.storage, endpoint: network.url };
  worker = await createApp({ ...config, storage, http: { ...config.http, port: 0 } }, testLogger('silent'));
  await worker.jobs.prepare();
});

afterAll(async () => {
  await worker.stop();
  await network.close();
});

const sweep = () => theHouse().app.media.sweep;
const rows = (): Promise<{ id: string; kind: string; status: string }[]> => theHouse().app.db.query('SELECT id, kind, status FROM media');
const due = (): Promise<unknown> =>
  theHouse().app.db.query(`UPDATE pgboss.job SET start_after = now() WHERE state IN ('created', 'retry') AND name LIKE 'media.%'`);

async function filesById(): Promise<Map<string, string[]>> {
  const keys: string[] = [];
  for await (const { key } of theHouse().app.storage.list('')) keys.push(key);
  return Map.groupBy(keys, (key) => key.split('/')[1] ?? '');
}

const SHOWN = ['large.jpg', 'large.webp', 'medium.jpg', 'medium.webp', 'small.jpg', 'small.webp'];

async function assertShownHaveTheirFiles(): Promise<void> {
  // Rows first: what is READY by then had its files before.
  const ready = (await rows()).filter(({ status }) => status === 'READY');
  const files = await filesById();
  const lacking = ready.filter(({ id }) => !SHOWN.every((name) => files.get(id)?.includes(`media/${id}/${name}`)));
  expect(lacking).toEqual([]);
}

/** Among how many of the last he chooses. */
const MINDED = 6;

/** What one number makes somebody do, several things at once, while whoever works for him is cut off now and then. */
class History {
  readonly told: unknown[] = [];
  private readonly chance: Chance;
  private all: string[] = [];
  private open: Upload[] = [];

  constructor(
    seed: number,
    private who: Person,
    private readonly picture: Buffer,
  ) {
    this.chance = new Chance(seed);
  }

  async goesOn(): Promise<void> {
    if (this.chance.happens(0.03)) return this.aDayPasses();
    const { begin, bring, send, complete, resume, remove, work } = this;
    const acts = [begin, begin, begin, bring, bring, bring, send, complete, resume, remove, work, work];
    const several = Array.from({ length: this.chance.between(2, 5) }, () => this.chance.pick(acts).call(this));
    await Promise.all([...several, ...(this.chance.happens(0.2) ? [this.cutOff()] : [])]);
  }

  private async ask(document: string, variables: object): Promise<Record<string, Upload> | undefined> {
    const { data, errors } = await as(this.who).send<Record<string, Upload>>(document, variables);
    if (errors) this.told.push(errors[0]?.extensions.code);
    return data ?? undefined;
  }

  private async begin(): Promise<void> {
    const purpose = this.chance.pick(['PROFILE', 'POST', 'MESSAGE']);
    const what = this.chance.happens(0.2) ? { kind: 'VIDEO', contentType: 'video/mp4' } : { kind: 'PHOTO', contentType: 'image/jpeg' };
    const begun = await this.ask(CREATE, { input: { ...what, purpose, size: this.picture.length } });
    if (!begun?.['createUpload']) return;
    this.open.push(begun['createUpload']);
    this.all.push(begun['createUpload'].media.id);
  }

  /** As it should be, and often again. */
  private async bring(): Promise<void> {
    const upload = this.one();
    if (!upload) return;
    await this.send(upload);
    await this.ask(COMPLETE, { id: upload.media.id });
  }

  /** Also what was sent, looked at or removed before; now and then something else than was said. */
  private async send(upload = this.one()): Promise<void> {
    if (!upload) return;
    const file = this.chance.happens(0.9) ? this.picture : Buffer.alloc(this.picture.length, 'no picture');
    await (upload.form ? postForm(upload.form, file) : putPart(upload.parts![0]!, file));
  }

  private complete = (): Promise<unknown> => this.ask(COMPLETE, { id: this.some() });
  private resume = (): Promise<unknown> => this.ask(RESUME, { id: this.some() });
  private remove = (): Promise<unknown> => this.ask(REMOVE, { id: this.some() });
  private work = (): Promise<void> => worker.jobs.drain();

  private one(): Upload | undefined {
    return this.open.length > 0 ? this.chance.pick(this.open.slice(-MINDED)) : undefined;
  }

  private some(): string {
    return this.all.length > 0 ? this.chance.pick(this.all.slice(-MINDED)) : newId();
  }

  /** Somewhere among the pieces that its work is made of; somebody begins it again. */
  private async cutOff(): Promise<void> {
    network.cutAfter(this.chance.between(1, 40));
    await worker.jobs.drain();
    network.mend();
    await theHouse().app.db.query(`UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'`);
  }

  /** By then no form opens the store any more; here it would, for the store's clock stands still. */
  private async aDayPasses(): Promise<void> {
    this.open = [];
    clock.travel(hours(25));
    await sweep().forgetUnfinished();
    this.who = await signedInAgain(this.who);
  }
}

describe('whatever is sent, worked on, cut off and removed, in whatever order', () => {
  it.each([1, 2, 3])('nothing is shown without its files, and in the end no file is without a row (history %i)', async (seed) => {
    const history = new History(seed, await aMan(), await aPicture('jpeg', { width: 320, height: 240 }));
    for (let n = 0; n < 30; n += 1) {
      await history.goesOn();
      await assertShownHaveTheirFiles();
    }
    network.mend();
    for (let n = 0; n < 3; n += 1) {
      clock.travel(hours(25));
      await sweep().forgetUnfinished();
      await worker.jobs.relay();
      await due();
      await worker.jobs.drain();
    }
    expect(new Set(history.told)).not.toContain('INTERNAL');
    await assertShownHaveTheirFiles();
    const left = await rows();
    expect(left.filter(({ status }) => status !== 'READY' && status !== 'REJECTED')).toEqual([]);
    const ready = new Set(left.filter(({ status }) => status === 'READY').map(({ id }) => id));
    const files = await filesById();
    expect([...files.keys()].filter((id) => !ready.has(id))).toEqual([]);
    expect([...files.values()].flat().filter((key) => key.startsWith('originals/'))).toEqual([]);
    for await (const upload of theHouse().app.storage.listIncomplete('')) expect(upload).toBeNull();
    expect(await sweep().reportOrphans()).toEqual({ objects: [], rows: [] });
  });
});

describe('the weekly look', () => {
  it('names the files without a row and the rows without a file, once a day has passed, and touches neither', async () => {
    const { storage } = theHouse().app;
    const { id } = await sent(await aMan(), await aPicture('jpeg', { width: 320, height: 240 }));
    const [stray, copy] = [`media/${newId()}/small.webp`, `exports/${newId()}.zip`];
    for (const key of [stray, copy]) await storage.put(key, Buffer.from('left'), { contentType: 'image/webp' });
    await storage.remove([`media/${id}/medium.jpg`]);
    expect(await sweep().reportOrphans()).toEqual({ objects: [], rows: [id] });
    clock.travel(hours(25));
    for (let n = 0; n < 2; n += 1) expect(await sweep().reportOrphans()).toEqual({ objects: [stray], rows: [id] });
  });
});

test('parts that nobody will join are given up after a day, and those of an upload that goes on are not', async () => {
  const { storage } = theHouse().app;
  const input = { kind: 'VIDEO', purpose: 'PROFILE', contentType: 'video/mp4', size: 5_000 };
  const hugo = await aMan();
  const { createUpload } = await ask<{ createUpload: Upload }>(CREATE, { input }, hugo);
  const lost = await storage.startMultipart(`media/${newId()}/film.mp4`, 'video/mp4');
  const open = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { uploadId, key } of storage.listIncomplete('')) keys.push(uploadId === lost ? 'lost' : key);
    return keys.sort();
  };
  const begun = `originals/${createUpload.media.id}`;
  await sweep().forgetUnfinished();
  expect(await open()).toEqual(['lost', begun]);
  clock.travel(hours(25));
  // As one that was begun late in the day.
  await theHouse().app.db.query('UPDATE media SET changed_at = $1 WHERE id = $2', [clock.now(), createUpload.media.id]);
  await sweep().forgetUnfinished();
  expect(await open()).toEqual([begun]);
});
