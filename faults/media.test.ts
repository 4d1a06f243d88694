import { randomInt } from 'node:crypto';
import { clock, hours } from '../server/src/platform/clock.js';
import type { Viewer } from '../server/src/platform/graphql/context.js';
import { newId } from '../server/src/platform/ids.js';
import { ask } from '../server/test/client.js';
import { drain, theHouse, useHouse } from '../server/test/harness.js';
import { aPicture } from '../server/test/media-files.js';
import { aMatch, type Match, type Person } from '../server/test/people.js';
import { COMPLETE, createUpload, postForm, REMOVE, type Upload } from '../server/test/uploading.js';
import { FaultProxy } from './proxy.js';
import { Random } from './random.js';

/** Between the house and its store: after so many pieces of what is said, every connection is cut. */
const proxy = await FaultProxy.open(Number(new URL(process.env.TEST_STORE_URL ?? '').port));
let left = Infinity;
proxy.up = () => (chunk, pass, cut) => {
  left -= 1;
  if (left >= 0) pass(chunk);
  else cut();
};
useHouse({ S3_ENDPOINT: `http://127.0.0.1:${proxy.port}` });
afterAll(() => proxy.close());

const STEPS = 80;
const SHOW = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';

interface Sent extends Upload {
  owner: Person;
}

/** Uploads, work, and what may go wrong with them, in an order that one number makes. */
class Story {
  private readonly random: Random;
  private readonly uploads: Sent[] = [];
  private readonly pictures: Buffer[] = [];

  private constructor(
    seed: number,
    private readonly match: Match,
  ) {
    this.random = new Random(seed);
  }

  static async begin(seed: number): Promise<Story> {
    const story = new Story(seed, await aMatch());
    const small = { width: 240, height: 240 };
    story.pictures.push(await aPicture('jpeg', small), (await aPicture('png', small)).subarray(0, 900), Buffer.from('Bonjour'));
    return story;
  }

  async step(): Promise<void> {
    const acts = [this.begin, this.begin, this.post, this.post, this.complete, this.complete, this.work, this.work, this.halfWork];
    const rarer = [this.unwritten, this.remove, this.removeWhileWorking, this.show, this.forget];
    const act = this.random.pick([...acts, ...acts, ...rarer]);
    // What is refused, or cut off, is what happens to people.
    await act.call(this).catch(() => undefined);
    left = Infinity;
  }

  /** The account goes: each of its photos does, at whatever stage it is. */
  async removeAllOf({ id }: Person): Promise<void> {
    const { app } = theHouse();
    const rows = await app.db.query<{ id: string }>(`SELECT id FROM media WHERE owner_id = $1 AND status <> 'REMOVED'`, [id]);
    for (const row of rows) await app.media.media.remove({ id } as Viewer, row.id);
  }

  get people(): [Person, Person] {
    return [this.match.woman, this.match.man];
  }

  private async begin(): Promise<void> {
    const owner = this.random.pick(this.people);
    const purpose = this.random.pick(['PROFILE', 'MESSAGE']);
    this.uploads.push({ owner, ...(await createUpload(owner, { purpose, size: 100_000 })) });
  }

  private async post(): Promise<void> {
    this.cutSometimes();
    const { form } = this.random.pick(this.uploads);
    await postForm(form!, this.random.pick([this.pictures[0]!, ...this.pictures]));
  }

  private async complete(): Promise<void> {
    const { owner, media } = this.random.pick(this.uploads);
    await ask(COMPLETE, { id: media.id }, owner);
  }

  private work = (): Promise<void> => drain();

  /** The store is gone in the middle of it. */
  private async halfWork(): Promise<void> {
    left = this.random.between(0, 30);
    await this.again();
  }

  /** All its files are written, and then it dies: nothing of it is in the database. */
  private async unwritten(): Promise<void> {
    const { db } = theHouse().app;
    await db.query(`CREATE OR REPLACE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'killed'; END $$`);
    await db.query(`CREATE TRIGGER die BEFORE UPDATE OF status ON media FOR EACH ROW WHEN (NEW.status = 'READY') EXECUTE FUNCTION die()`);
    await this.again().finally(() => db.query('DROP TRIGGER die ON media'));
  }

  private async remove(): Promise<void> {
    this.cutSometimes();
    const { owner, media } = this.random.pick(this.uploads);
    await ask(REMOVE, { id: media.id }, owner);
    await drain();
  }

  private async removeWhileWorking(): Promise<void> {
    const { owner, media } = this.random.pick(this.uploads);
    await ask(COMPLETE, { id: media.id }, owner).catch(() => undefined);
    await Promise.all([drain(), ask(REMOVE, { id: media.id }, owner)]);
  }

  private async show(): Promise<void> {
    const { owner, media } = this.random.pick(this.uploads);
    await ask(SHOW, { input: { conversationId: this.match.conversationId, clientId: newId(), mediaIds: [media.id] } }, owner);
  }

  /** A day went by for one of them. */
  private async forget(): Promise<void> {
    const { media } = this.random.pick(this.uploads);
    await theHouse().app.db.query(`UPDATE media SET changed_at = changed_at - interval '25 hours' WHERE id = $1`, [media.id]);
    this.cutSometimes();
    await theHouse().app.media.sweep.forgetUnfinished();
    await drain();
  }

  private cutSometimes(): void {
    if (this.random.chance(0.4)) left = this.random.between(0, 12);
  }

  /** What failed before is due at once. */
  private async again(): Promise<void> {
    await due();
    await drain();
  }
}

/** What failed is tried again at once; `all`: what waits for its hour as well. */
const due = ({ all = false } = {}) =>
  theHouse().app.db.query(
    `UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE state = 'retry' OR (state = 'created' AND $1)`,
    [all],
  );

/** The store answers again, and a day passes with its sweeps. */
async function afterwards(): Promise<void> {
  left = Infinity;
  for (let hour = 0; hour < 3; hour += 1) {
    await theHouse().app.jobs.relay();
    await due({ all: true });
    await drain();
    clock.travel(hours(13));
    await theHouse().app.media.sweep.forgetUnfinished();
    await drain();
  }
}

async function everything() {
  const { db, storage, media } = theHouse().app;
  const keys: string[] = [];
  for await (const { key } of storage.list('')) keys.push(key);
  for await (const { key } of storage.listIncomplete('')) keys.push(key);
  const rows = await db.query<{ id: string; status: string }>('SELECT id, status FROM media');
  const known = new Map(rows.map(({ id, status }) => [id, status]));
  const idOf = (key: string): string => key.split('/')[1] ?? '';
  return {
    filesWithoutRow: keys.filter((key) => !known.has(idOf(key))),
    originalsOfWhatIsShown: keys.filter((key) => key.startsWith('originals/') && known.get(idOf(key)) === 'READY'),
    shownWithoutFiles: (await media.sweep.reportOrphans()).rows,
    unfinished: rows.filter(({ status }) => !['READY', 'REJECTED'].includes(status)),
    keys,
  };
}

const whole = { filesWithoutRow: [], originalsOfWhatIsShown: [], shownWithoutFiles: [], unfinished: [] };

it('leaves no file without its row and nothing shown without its files, whatever is killed and removed when', async () => {
  const seed = Number(process.env.SEED ?? randomInt(2 ** 31));
  const story = await Story.begin(seed);
  for (let step = 0; step < STEPS; step += 1) await story.step();
  await afterwards();
  expect({ seed, ...(await everything()) }).toMatchObject({ seed, ...whole });

  const [woman, man] = story.people;
  await story.removeAllOf(man);
  await afterwards();
  expect({ seed, ...(await everything()) }).toMatchObject({ seed, ...whole });
  expect(await theHouse().app.db.query('SELECT 1 FROM media WHERE owner_id = $1', [man.id])).toEqual([]);
  await theHouse().app.db.query('DELETE FROM matches WHERE woman_id = $1', [woman.id]);
  await story.removeAllOf(woman);
  await afterwards();
  expect({ seed, ...(await everything()) }).toMatchObject({ seed, ...whole, keys: [] });
}, 120_000);
