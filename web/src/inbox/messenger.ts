import { computed, inject, type InjectionKey, provide, type Ref, shallowRef, watch } from 'vue';
import type { Carriage } from '../media/carrier';
import { backoff, pauseBeforeRetry } from '../platform';
import { session } from '../session';
import type { InboxState } from './inbox-engine';
import type { Outbox } from './outbox';

/** What lives as long as somebody who converses is signed in: one inbox and one outbox for the tab. */
export interface Messenger {
  inbox: InboxState & { retry(): void };
  outbox: Outbox;
  /** How far the photos and films are that go with messages, by their keys. */
  carriages: ReadonlyMap<string, Carriage>;
  /** Recounts what is unread, after something this tab did itself. */
  recount(): void;
}

const KEY: InjectionKey<Readonly<Ref<Messenger | null>>> = Symbol('messenger');

export type RunningMessenger = Messenger & { stop(): void };

const converses = () => {
  const me = session.me.value;
  return me && (me.role === 'MAN' || me.role === 'WOMAN') ? me.id : null;
};

/** No page waits for it to show. Without the network it comes when that is back. */
async function begin(account: string, isOver: () => boolean): Promise<RunningMessenger | null> {
  for (let attempt = 0; !isOver(); attempt++) {
    try {
      const { startMessenger } = await import('./start-messenger');
      return isOver() ? null : startMessenger(account);
    } catch {
      await pauseBeforeRetry(backoff(attempt)).over;
    }
  }
  return null;
}

/** Once, in the frame of the signed-in site. */
export function provideMessenger(): void {
  const messenger = shallowRef<RunningMessenger | null>(null);
  watch(
    converses,
    (account, _before, onCleanup) => {
      let over = false;
      onCleanup(() => {
        over = true;
        messenger.value?.stop();
        messenger.value = null;
      });
      if (account) void begin(account, () => over).then((started) => started && (messenger.value = started));
    },
    { immediate: true },
  );
  provide(
    KEY,
    computed(() => messenger.value),
  );
}

export function useMessenger(): Readonly<Ref<Messenger | null>> {
  const messenger = inject(KEY);
  if (!messenger) throw new Error('useMessenger() needs the frame of the signed-in site');
  return messenger;
}
