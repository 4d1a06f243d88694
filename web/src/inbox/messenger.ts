import { computed, inject, type InjectionKey, onScopeDispose, provide, type Ref, shallowRef, watch } from 'vue';
import { client } from '../graphql';
import { SendMessageDocument } from '../graphql/generated/graphql';
import { platform } from '../platform';
import { session, type SessionMe } from '../session';
import { putConversation, putMessage } from './inbox-cache';
import { followInbox, type InboxState } from './inbox-engine';
import { createOutbox, type Outbox } from './outbox';
import { deviceOutboxStore, type OutboxItem } from './outbox-store';
import { unreadCounter } from './unread';

/** What lives as long as somebody who converses is signed in: one inbox and one outbox for the tab. */
export interface Messenger {
  inbox: InboxState & { retry(): void };
  outbox: Outbox;
  /** Recounts what is unread, after something this tab did itself. */
  recount(): void;
}

const KEY: InjectionKey<Readonly<Ref<Messenger | null>>> = Symbol('messenger');

async function send({ conversationId, clientId, text }: OutboxItem): Promise<void> {
  await client.mutate({
    mutation: SendMessageDocument,
    variables: { input: { conversationId, clientId, text } },
    update(cache, { data }) {
      if (!data) return;
      putConversation(cache, data.sendMessage.conversation);
      putMessage(cache, conversationId, data.sendMessage.message);
    },
  });
}

function startMessenger(account: string): Messenger & { stop(): void } {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('pp.outbox');
  const store = deviceOutboxStore();
  const outbox = createOutbox({
    account,
    store,
    send,
    exclusively: (act) => ('locks' in navigator ? navigator.locks.request(`pp.outbox.${account}`, act) : act()),
    announce: () => channel?.postMessage(account),
  });
  channel?.addEventListener('message', () => void outbox.reload());
  const recount = unreadCounter();
  const keeping = __APP__ ? import('./keeping').then(({ keepConversations }) => keepConversations(account)) : undefined;
  const hooks = {
    changed() {
      recount();
      void keeping?.then((kept) => kept.changed());
    },
    membership(membership: SessionMe['membership']) {
      session.patchMe({ membership });
      client.cache.modify({ id: client.cache.identify({ __typename: 'Me', id: account }), fields: { membership: () => membership } });
      // Whether she may write is said with each conversation.
      void client.refetchQueries({ include: 'active' });
    },
  };
  const inbox = followInbox(
    hooks,
    keeping?.then((kept) => kept.applied),
  );
  void keeping?.then((kept) => kept.follow(inbox));
  const retry = () => void outbox.retry();
  const stopWatching = watch(platform.online, (online) => online && retry());
  const stopResume = platform.onResume(retry);
  // Nothing of hers or his stays on a shared computer.
  const stopEnd = session.onEnd((reason) => reason === 'signed-out' && void store.clear(account));
  void outbox.reload().then(retry);

  return {
    inbox: Object.assign(inbox.state, { retry: inbox.retry }),
    outbox,
    recount,
    stop() {
      inbox.stop();
      outbox.stop();
      stopWatching();
      stopResume();
      // The listener itself is being called when the session ends: it must still hear that.
      queueMicrotask(stopEnd);
      channel?.close();
      void keeping?.then((kept) => kept.stop());
    },
  };
}

const converses = () => {
  const me = session.me.value;
  return me && (me.role === 'MAN' || me.role === 'WOMAN') ? me.id : null;
};

/** Once, in the frame of the signed-in site. */
export function provideMessenger(): void {
  const messenger = shallowRef<(Messenger & { stop(): void }) | null>(null);
  watch(
    converses,
    (account) => {
      messenger.value?.stop();
      messenger.value = account ? startMessenger(account) : null;
    },
    { immediate: true },
  );
  onScopeDispose(() => messenger.value?.stop());
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
