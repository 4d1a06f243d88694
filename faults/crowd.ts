import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../server/src/platform/ids.js';
import { aMan, aMatch, aSubscribedWoman, type Person } from '../server/test/people.js';
import type { Dump } from './checker.js';
import { Device } from './device.js';
import { Doors } from './doors.js';
import { dumpOf } from './dump.js';
import type { Journal } from './journal.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';

const WOMEN = 8;
const MEN = 16;
const TALKS_OF_A_WOMAN = 4;
/** What one device writes ahead; a person does not type faster than the network, and what waits longer proves nothing more. */
const MOST_WAITING = 4;
const TICK_MS = 10;
const REST_MS = 40_000;

export interface Talk {
  id: string;
  woman: Person;
  man: Person;
  ended: boolean;
}

/** People who write to each other all the time: two devices for a woman, one at each process, and one for a man. */
export class Crowd {
  readonly devices: Device[] = [];
  readonly talks: Talk[] = [];
  /** What others did among them. */
  readonly others: Journal[] = [];
  private readonly women: Person[] = [];
  private readonly men: Person[] = [];
  private timer: NodeJS.Timeout | undefined;
  private words = 0;
  private readonly endings: Promise<void>[] = [];
  private readonly reading = new Set<Promise<unknown>>();

  private constructor(
    private readonly stage: Stage,
    private readonly random: Random,
  ) {}

  /** `urls` are other ways to the processes than straight. */
  static async gather(stage: Stage, random: Random, urls?: readonly string[]): Promise<Crowd> {
    const crowd = new Crowd(stage, random);
    while (crowd.women.length < WOMEN) crowd.women.push(await aSubscribedWoman());
    while (crowd.men.length < MEN) crowd.men.push(await aMan());
    for (const [n, woman] of crowd.women.entries()) {
      for (let i = 0; i < TALKS_OF_A_WOMAN; i += 1) await crowd.match(woman, crowd.men[(n * 3 + i) % MEN]!);
    }
    const join = (person: Person, name: string, door: number): void => {
      const device = new Device(person, { name, doors: new Doors(urls ?? stage.urls, door) });
      crowd.devices.push(device);
      device.start();
    };
    for (const [n, woman] of crowd.women.entries()) for (const door of [0, 1]) join(woman, `woman ${n} at ${door}`, door);
    for (const [n, man] of crowd.men.entries()) join(man, `man ${n}`, n % 2);
    return crowd;
  }

  devicesOf(person: Person): Device[] {
    return this.devices.filter(({ owner }) => owner.id === person.id);
  }

  get open(): Talk[] {
    return this.talks.filter(({ ended }) => !ended);
  }

  /** Everybody writes, here and there: about so many messages a second, as long as they are acknowledged that fast. */
  talk(perSecond: number): void {
    this.hush();
    let due = 0;
    this.timer = setInterval(() => {
      for (due += (perSecond * TICK_MS) / 1_000; due >= 1; due -= 1) this.someWords();
    }, TICK_MS);
  }

  hush(): void {
    clearInterval(this.timer);
  }

  /** One of them blocks the other or closes their conversation, whatever happens meanwhile; and she takes a step elsewhere. */
  endOne(): void {
    const talk = this.random.pick(this.open);
    talk.ended = true;
    const [by, other] = this.random.chance(0.5) ? [talk.woman, talk.man] : [talk.man, talk.woman];
    const device = this.random.pick(this.devicesOf(by));
    const end = this.random.chance(0.7)
      ? device.end(talk.id, 'Block', { userId: other.id })
      : device.end(talk.id, 'CloseConversation', { id: talk.id });
    this.endings.push(
      end.then(async () => {
        // Words that come too late must be refused, and shown to nobody.
        void this.random.pick(this.devicesOf(other)).say(talk.id, 'Encore un mot ?');
        await this.stepFor(talk.woman);
      }),
    );
  }

  /** Resolves when all that was written is acknowledged or refused, and every device stands where its inbox does. */
  async rest(): Promise<string[]> {
    this.hush();
    const late = performance.now() + REST_MS;
    const ended = Promise.all(this.endings);
    ended.catch(() => undefined);
    while (performance.now() < late) {
      if (this.devices.every(({ waiting }) => waiting === 0)) {
        await Promise.all([ended, ...this.reading]);
        if (this.devices.every(({ waiting }) => waiting === 0) && (await this.allCaughtUp())) return [];
      }
      await wait(100);
    }
    const waiting = this.devices.reduce((sum, device) => sum + device.waiting, 0);
    return [`after ${REST_MS / 1_000} s of rest ${waiting} messages still wait, or somebody is behind`];
  }

  /** What everybody lived through, and what PostgreSQL holds of it, once all is at rest. */
  async history(): Promise<{ restless: string[]; journals: Journal[]; dump: Dump }> {
    const restless = await this.rest();
    const journals = [...this.devices.map(({ journal }) => journal), ...this.others];
    const dump = await dumpOf(this.stage.house.app.db, [...new Set(journals.map(({ userId }) => userId))]);
    return { restless, journals, dump };
  }

  leave(): void {
    this.hush();
    for (const device of this.devices) device.stop();
  }

  private someWords(): void {
    const talk = this.random.pick(this.open);
    const device = this.random.pick(this.devicesOf(this.random.chance(0.5) ? talk.woman : talk.man));
    const read = device.lastShown.get(talk.id);
    if (read && this.random.chance(0.05)) this.read(device, talk, read);
    else if (device.waiting < MOST_WAITING) void device.say(talk.id, `${(this.words += 1)} : dit une fois, lu une fois.`);
  }

  /** Now and then somebody reads instead; nobody minds when that is lost. */
  private read(device: Device, talk: Talk, upTo: string): void {
    const reading = device.ask('MarkRead', { conversationId: talk.id, upTo }).catch(() => undefined);
    this.reading.add(reading);
    void reading.then(() => this.reading.delete(reading));
  }

  private async match(woman: Person, man: Person): Promise<void> {
    const { conversationId: id } = await aMatch(woman, man);
    this.talks.push({ id, woman, man, ended: false });
  }

  private async stepFor(woman: Person): Promise<void> {
    const known = new Set(this.talks.filter((talk) => talk.woman === woman).map(({ man }) => man.id));
    const man = this.men.find(({ id }) => !known.has(id));
    const [device] = this.devicesOf(woman);
    if (!man || !device) return;
    const { createMatch } = await device.insist('CreateMatch', { input: { manId: man.id, clientId: newId() } });
    this.talks.push({ id: (createMatch as { conversation: { id: string } }).conversation.id, woman, man, ended: false });
  }

  private async allCaughtUp(): Promise<boolean> {
    const ids = [...new Set(this.devices.map(({ owner }) => owner.id))];
    try {
      const sql = 'SELECT user_id AS id, version FROM inboxes WHERE user_id = ANY ($1::uuid[])';
      const versions = new Map(
        (await this.stage.house.app.db.query<{ id: string; version: number }>(sql, [ids])).map((row) => [row.id, row.version]),
      );
      return this.devices.every(({ owner, applied }) => applied === (versions.get(owner.id) ?? 0));
    } catch {
      // PostgreSQL is just being restarted.
      return false;
    }
  }
}
