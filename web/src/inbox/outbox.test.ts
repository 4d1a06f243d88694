import { jest } from '@jest/globals';
import { setImmediate as settle } from 'node:timers/promises';
import { ApiError, NetworkError } from '../api';
import { newId } from '../platform';
import { createOutbox, type OutboxParts } from './outbox';
import { deviceOutboxStore, memoryOutboxStore, type OutboxItem, type OutboxStore } from './outbox-store';

const refusal = (code: string, more: object = {}) => new ApiError([{ message: code, extensions: { ...more, code } }]);

/** The far end: takes, loses or refuses, and remembers what it has by its clientId as the server does. */
function farEnd() {
  const has = new Map<string, string>();
  const tries: string[] = [];
  let answer: (item: OutboxItem) => Error | null = () => null;
  return {
    has,
    tries,
    answers: (next: typeof answer) => void (answer = next),
    send: async (item: OutboxItem) => {
      tries.push(item.text);
      const problem = answer(item);
      if (problem) throw problem;
      has.set(item.clientId, item.text);
    },
  };
}

/** What navigator.locks does, for the tabs of one test. */
function lock(): OutboxParts['exclusively'] {
  let last = Promise.resolve();
  return (act) => (last = last.then(act));
}

const open = (send: OutboxParts['send'], store: OutboxStore = memoryOutboxStore(), exclusively = lock()) =>
  createOutbox({ account: 'lea', store, send, exclusively, announce: () => undefined });
const texts = (items: readonly OutboxItem[]) => items.map((item) => item.text);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settle();
}

afterEach(() => jest.useRealTimers());

it('sends in the order of writing, and forgets what arrived', async () => {
  const server = farEnd();
  const outbox = open(server.send);
  await Promise.all(['un', 'deux', 'trois'].map((text) => outbox.add('c1', text)));
  await until(() => outbox.items.value.length === 0);
  expect([...server.has.values()]).toEqual(['un', 'deux', 'trois']);
});

it('shows words before anything is stored or sent', () => {
  const outbox = open(farEnd().send);
  void outbox.add('c1', 'tout de suite');
  expect(texts(outbox.items.value)).toEqual(['tout de suite']);
});

it('stops at a lost network, keeps the order, and goes on when asked', async () => {
  const server = farEnd();
  server.answers(() => new NetworkError('gone'));
  const outbox = open(server.send);
  await outbox.add('c1', 'un');
  await outbox.add('c1', 'deux');
  await until(() => outbox.waiting.value);
  expect(server.tries).not.toContain('deux');
  expect(texts(outbox.items.value)).toEqual(['un', 'deux']);

  server.answers(() => null);
  void outbox.retry();
  await until(() => outbox.items.value.length === 0);
  expect([...server.has.values()]).toEqual(['un', 'deux']);
  expect(outbox.waiting.value).toBe(false);
  outbox.stop();
});

it('does not wait longer for the network because more was written meanwhile', async () => {
  jest.useFakeTimers();
  const server = farEnd();
  server.answers(() => new NetworkError('gone'));
  const outbox = open(server.send);
  for (let n = 1; n <= 8; n++) {
    await outbox.add('c1', `message ${n}`);
    await jest.advanceTimersByTimeAsync(1);
  }
  expect(server.tries.length).toBeGreaterThan(4);
  server.answers(() => null);
  // Longer than a first pause, far shorter than the eighth.
  await jest.advanceTimersByTimeAsync(2_000);
  expect(outbox.items.value).toEqual([]);
  expect(server.has.size).toBe(8);
});

it('resumes after a reload with the same clientId', async () => {
  const store = memoryOutboxStore();
  const server = farEnd();
  // The answer was lost, not the message.
  server.answers((item) => {
    server.has.set(item.clientId, item.text);
    return new NetworkError('no answer');
  });
  const before = open(server.send, store);
  await before.add('c1', 'une seule fois');
  await until(() => before.waiting.value);
  before.stop();

  server.answers(() => null);
  const after = open(server.send, store);
  await after.reload();
  void after.retry();
  await until(() => after.items.value.length === 0);
  expect(server.has.size).toBe(1);
});

it.each(['CONFLICT', 'SUBSCRIPTION_REQUIRED', 'NOT_FOUND'])(
  'keeps words that are refused for good (%s), and sends the others',
  async (code) => {
    const server = farEnd();
    server.answers((item) => (item.conversationId === 'closed' ? refusal(code) : null));
    const outbox = open(server.send);
    await outbox.add('closed', 'gardé');
    await outbox.add('open', 'parti');
    await until(() => outbox.items.value.length === 1);
    expect(outbox.items.value[0]).toMatchObject({ text: 'gardé', refused: code });
    expect([...server.has.values()]).toEqual(['parti']);
    expect(server.tries.filter((text) => text === 'gardé')).toHaveLength(1);

    server.answers(() => null);
    await outbox.retry(outbox.items.value[0]?.clientId);
    await until(() => outbox.items.value.length === 0);
    expect([...server.has.values()]).toEqual(['parti', 'gardé']);
  },
);

it('waits a little for a server that hears too much, and asks the person when it is for hours', async () => {
  const server = farEnd();
  server.answers((item) => (item.text === 'le même' ? refusal('RATE_LIMITED', { reason: 'REPEATED', retryAfter: 7_200 }) : null));
  const outbox = open(server.send);
  await outbox.add('c1', 'le même');
  await outbox.add('c2', 'un autre');
  // What is held back for hours does not hold back the rest.
  await until(() => server.has.size === 1 && outbox.items.value.length === 1);
  expect(outbox.items.value).toMatchObject([{ text: 'le même', refused: 'RATE_LIMITED', held: { reason: 'REPEATED' } }]);

  server.answers(() => refusal('RATE_LIMITED', { retryAfter: 20 }));
  await outbox.retry(outbox.items.value[0]!.clientId);
  await until(() => outbox.waiting.value);
  expect(outbox.items.value[0]).not.toHaveProperty('refused');
  expect(outbox.items.value[0]).not.toHaveProperty('held');

  server.answers(() => null);
  void outbox.retry();
  await until(() => outbox.items.value.length === 0);
  outbox.stop();
});

it('throws away what the person throws away', async () => {
  const server = farEnd();
  server.answers(() => refusal('CONFLICT'));
  const outbox = open(server.send);
  await outbox.add('c1', 'tant pis');
  await until(() => outbox.items.value[0]?.refused !== undefined);
  await outbox.discard(outbox.items.value[0]?.clientId ?? '');
  expect(outbox.items.value).toEqual([]);
});

it('does not send twice from two tabs', async () => {
  const store = memoryOutboxStore();
  const server = farEnd();
  const shared = lock();
  server.answers(() => new NetworkError('gone'));
  const first = open(server.send, store, shared);
  const second = open(server.send, store, shared);
  await first.add('c1', 'un');
  await until(() => first.waiting.value);
  server.answers(() => null);
  server.tries.length = 0;
  await second.reload();
  await Promise.all([first.retry(), second.retry()]);
  await until(() => server.has.size === 1);
  await second.reload();
  await until(() => first.items.value.length === 0 && second.items.value.length === 0);
  expect(server.tries).toEqual(['un']);
});

it('keeps words in memory when the disk refuses, and other accounts apart', async () => {
  const full: OutboxStore = {
    all: () => Promise.reject(new Error('no disk')),
    put: () => Promise.reject(new Error('full')),
    remove: () => Promise.reject(new Error('no disk')),
    clear: () => Promise.reject(new Error('no disk')),
  };
  const store = deviceOutboxStore(full);
  const item = { clientId: '1', conversationId: 'c1', text: 'gardé', at: 1 };
  await store.put({ ...item, account: 'lea' });
  await store.put({ ...item, clientId: '2', account: 'hugo' });
  expect(texts(await store.all('lea'))).toEqual(['gardé']);
  await store.clear('lea');
  expect(await store.all('lea')).toEqual([]);
  expect(await store.all('hugo')).toHaveLength(1);
});

describe('words with photos', () => {
  const attachment = () => ({ key: newId(), kind: 'PHOTO' as const, file: new Blob(['photo']), alt: '' });

  it('wait for what goes with them, and hold up no other words', async () => {
    const server = farEnd();
    const outbox = open(server.send);
    await outbox.add('c1', 'avec photo', [attachment(), attachment()]);
    await outbox.add('c1', 'sans photo');
    await until(() => outbox.items.value.length === 1);
    expect([...server.has.values()]).toEqual(['sans photo']);
    const { clientId, attachments = [] } = outbox.items.value[0]!;
    for (const { key } of attachments) {
      expect(server.has.size).toBe(1);
      expect(await outbox.patch(clientId, key, { mediaId: `m-${key}`, ready: true })).toBe(true);
    }
    await until(() => outbox.items.value.length === 0);
    expect([...server.has.values()]).toEqual(['sans photo', 'avec photo']);
    expect(await outbox.patch(clientId, 'gone', { ready: true })).toBe(false);
  });

  it('bring them anew, once, when the server has forgotten them', async () => {
    const server = farEnd();
    server.answers(() => refusal('BAD_USER_INPUT'));
    const outbox = open(server.send);
    await outbox.add('c1', 'hier', [attachment()]);
    const { clientId, attachments: [photo] = [] } = outbox.items.value[0]!;
    const ready = () => outbox.patch(clientId, photo!.key, { mediaId: 'm1', ready: true });
    await ready();
    await until(() => outbox.items.value[0]?.again === true);
    expect(outbox.items.value[0]).toMatchObject({ attachments: [{ key: photo!.key }] });
    expect(outbox.items.value[0]?.attachments?.[0]).not.toHaveProperty('mediaId');
    await ready();
    await until(() => outbox.items.value[0]?.refused === 'BAD_USER_INPUT');
    expect(server.tries).toEqual(['hier', 'hier']);
  });

  it('stay with the reason when a photo will never do', async () => {
    const server = farEnd();
    const outbox = open(server.send);
    await outbox.add('c1', 'floue', [attachment()]);
    await outbox.refuse(outbox.items.value[0]!.clientId, 'media.refusal.TOO_SMALL');
    expect(outbox.items.value).toMatchObject([{ text: 'floue', refused: 'BAD_USER_INPUT', problem: 'media.refusal.TOO_SMALL' }]);
    expect(server.tries).toEqual([]);
  });
});
