import { readonly, type Ref, shallowRef } from 'vue';
import { codeOf, type ErrorCode } from '../api';
import { backoff, newId, type Pause, pauseBeforeRetry } from '../platform';
import type { OutboxItem, OutboxStore } from './outbox-store';

/** Answers that another try would not change. */
const FINAL: readonly ErrorCode[] = ['CONFLICT', 'NOT_FOUND', 'SUBSCRIPTION_REQUIRED', 'FORBIDDEN', 'BAD_USER_INPUT', 'ACCOUNT_SUSPENDED'];

export interface OutboxParts {
  account: string;
  store: OutboxStore;
  /** Resolves when the server has it; the same `clientId` twice is one message there. */
  send(item: OutboxItem): Promise<void>;
  /** Among all tabs, one at a time. */
  exclusively(act: () => Promise<void>): Promise<void>;
  /** Tells the other tabs that the store changed. */
  announce(): void;
}

export interface Outbox {
  items: Readonly<Ref<readonly OutboxItem[]>>;
  /** The last try did not get through: what waits leaves by itself when it can. */
  waiting: Readonly<Ref<boolean>>;
  /** Shown at once; resolves when the words are safe on the device. */
  add(conversationId: string, text: string): Promise<void>;
  /** Tries now: everything that waits, and `clientId` even though it was refused. */
  retry(clientId?: string): Promise<void>;
  discard(clientId: string): Promise<void>;
  /** Another tab changed the store. */
  reload(): Promise<void>;
  stop(): void;
}

export function createOutbox({ account, store, send, exclusively, announce }: OutboxParts): Outbox {
  const items = shallowRef<readonly OutboxItem[]>([]);
  const waiting = shallowRef(false);
  let stopped = false;
  let failures = 0;
  let pumping: Promise<void> | undefined;
  let pause: Pause | undefined;
  let last = 0;

  async function reload(): Promise<void> {
    items.value = await store.all(account);
  }

  async function change(act: () => Promise<void>): Promise<void> {
    await act();
    await reload();
    announce();
  }

  /** Oldest first, so that each conversation keeps its order. True: nothing left to send. */
  async function sendAll(): Promise<boolean> {
    for (;;) {
      // Read again each time: another tab may have sent or thrown away what this one still shows.
      const next = (await store.all(account)).find((item) => item.refused === undefined);
      if (!next || stopped) return true;
      try {
        await send(next);
        failures = 0;
        waiting.value = false;
        await change(() => store.remove(next.clientId));
      } catch (error) {
        const code = codeOf(error);
        const refused = FINAL.find((final) => final === code);
        if (!refused) return false;
        await change(() => store.put({ ...next, refused }));
      }
    }
  }

  async function pump(): Promise<void> {
    while (!stopped) {
      let finished = false;
      await exclusively(async () => void (finished = await sendAll()));
      waiting.value = !finished;
      if (finished) return;
      pause = pauseBeforeRetry(backoff(failures++));
      await pause.over;
    }
  }

  /** One pump at a time; whoever asks while it waits makes it try now, and never wait longer afterwards for having asked. */
  async function run(): Promise<void> {
    failures = 0;
    pause?.cut();
    await pumping;
    if (stopped) return;
    pumping ??= pump().finally(() => (pumping = undefined));
  }

  return {
    items: readonly(items),
    waiting: readonly(waiting),
    reload,
    async add(conversationId, text) {
      last = Math.max(Date.now(), last + 1);
      const item: OutboxItem = { clientId: newId(), account, conversationId, text, at: last };
      items.value = [...items.value, item];
      await change(() => store.put(item));
      void run();
    },
    async retry(clientId) {
      const item = items.value.find((found) => found.clientId === clientId);
      if (item?.refused) {
        const { refused: _refused, ...again } = item;
        await change(() => store.put(again));
      }
      void run();
    },
    discard: (clientId) => change(() => store.remove(clientId)),
    stop() {
      stopped = true;
      pause?.cut();
    },
  };
}
