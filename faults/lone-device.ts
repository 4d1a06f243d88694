import {
  appendFileSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Device, type Owner } from './device.js';
import { Doors } from './doors.js';
import type { OutboxItem, OutboxStore } from './site.js';

/** What a life of this program is told. */
export interface Life {
  owner: Owner;
  urls: string[];
  conversationId: string;
  /** Where its outbox and its journal lie from one life to the next. */
  folder: string;
  /** How much it writes in this life; 0 only sends what waits. */
  words: number;
}

/** An outbox on a disk: a message is there whole or not at all, and stays when the program dies. */
function diskOutboxStore(folder: string): OutboxStore {
  mkdirSync(folder, { recursive: true });
  const read = (): OutboxItem[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as OutboxItem)
      .sort((a, b) => a.at - b.at);
  return {
    all: async (account) => read().filter((item) => item.account === account),
    put: async (item) => {
      const draft = join(folder, `${item.clientId}.new`);
      const file = openSync(draft, 'w');
      writeSync(file, JSON.stringify(item));
      fsyncSync(file);
      closeSync(file);
      renameSync(draft, join(folder, `${item.clientId}.json`));
    },
    remove: async (clientId) => rmSync(join(folder, `${clientId}.json`), { force: true }),
    clear: async (account) => read().forEach((item) => item.account === account && rmSync(join(folder, `${item.clientId}.json`))),
  };
}

// A device that only sends. It says on its output what is safe on its disk, and in its journal what it did.
const { owner, urls, conversationId, folder, words } = JSON.parse(process.argv[2] ?? '{}') as Life;
const device = new Device(owner, { name: 'lone', doors: new Doors(urls), store: diskOutboxStore(join(folder, 'outbox')) });
const { journal } = device;
const add = journal.add.bind(journal);
journal.add = (did) => {
  add(did);
  appendFileSync(join(folder, 'journal.jsonl'), `${JSON.stringify(journal.entries.at(-1))}\n`);
};
await device.resume();
for (let n = 0; n < words; n += 1) {
  await device.say(conversationId, `${Date.now()} ${n}`);
  console.log('safe');
  await wait(Math.random() * 10);
}
while (device.waiting > 0) await wait(20);
device.stop();
console.log('sent');
