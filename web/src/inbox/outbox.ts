import { readonly, type Ref, shallowRef } from 'vue';
import { codeOf, type ErrorCode } from '../api';
import { heldBack } from '../limits';
import { backoff, newId, type Pause, pauseBeforeRetry } from '../platform';
import type { Attachment, OutboxItem, OutboxStore } from './outbox-store';

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
  add(conversationId: string, text: string, attachments?: Attachment[]): Promise<void>;
  /** A file of it is further. False when the message is gone. */
  patch(clientId: string, key: string, change: Partial<Attachment>): Promise<boolean>;
  /** A file of it will never do. */
  refuse(clientId: string, problem: string): Promise<void>;
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

  /** Oldest first, so that each conversation keeps its order; words do not wait for a film. True: nothing left to send. */
  async function sendAll(): Promise<boolean> {
    for (;;) {
      // Read again each time: another tab may have sent or thrown away what this one still shows.
      const next = (await store.all(account)).find((item) => item.refused === undefined && !isBringing(item));
      if (!next || stopped) return true;
      try {
        await send(next);
        failures = 0;
        waiting.value = false;
        await change(() => store.remove(next.clientId));
      } catch (error) {
        const code = codeOf(error);
        const held = heldBack(error);
        const refused = held ? 'RATE_LIMITED' : FINAL.find((final) => final === code);
        if (!refused) return false;
        await change(() =>
          store.put(
            refused === 'BAD_USER_INPUT' && next.attachments && !next.again ? afresh(next) : { ...next, refused, ...(held && { held }) },
          ),
        );
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
    items,
    waiting: readonly(waiting),
    reload,
    async add(conversationId, text, attachments) {
      last = Math.max(Date.now(), last + 1);
      const item: OutboxItem = { clientId: newId(), account, conversationId, text, ...(attachments && { attachments }), at: last };
      items.value = [...items.value, item];
      await change(() => store.put(item));
      void run();
    },
    async patch(clientId, key, step) {
      const item = (await store.all(account)).find((found) => found.clientId === clientId);
      if (!item) return false;
      const attachments = item.attachments?.map((each) => (each.key === key ? { ...each, ...step } : each));
      await change(() => store.put({ ...item, ...(attachments && { attachments }) }));
      if (step.ready) void run();
      return true;
    },
    async refuse(clientId, problem) {
      const item = (await store.all(account)).find((found) => found.clientId === clientId);
      if (item) await change(() => store.put({ ...item, refused: 'BAD_USER_INPUT', problem }));
    },
    async retry(clientId) {
      const item = items.value.find((found) => found.clientId === clientId);
      if (item?.refused) {
        const { refused: _refused, held: _held, problem: _problem, again: _again, ...once } = item;
        await change(() => store.put(once));
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

/** It waits for a file of it to be where it can be sent from. */
export const isBringing = ({ attachments = [] }: OutboxItem): boolean => attachments.some(({ ready }) => !ready);

/** What nobody sent for a day is forgotten by the server; the device still has it. */
function afresh({ attachments = [], ...item }: OutboxItem): OutboxItem {
  return { ...item, again: true, attachments: attachments.map(({ key, kind, file, alt }) => ({ key, kind, file, alt })) };
}
