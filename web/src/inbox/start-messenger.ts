import { shallowReactive, watch } from 'vue';
import { client } from '../graphql';
import { type MyMediaFragment, SendMessageDocument } from '../graphql/generated/graphql';
import type { Carriage, Carrier } from '../media/carrier';
import { platform } from '../platform';
import { session, type SessionMe } from '../session';
import { putConversation, putMessage } from './inbox-cache';
import { followInbox } from './inbox-engine';
import type { RunningMessenger } from './messenger';
import { createOutbox, isBringing } from './outbox';
import { deviceOutboxStore, type OutboxItem } from './outbox-store';
import { unreadCounter } from './unread';

async function send({ conversationId, clientId, text, attachments = [] }: OutboxItem): Promise<void> {
  const mediaIds = attachments.flatMap(({ mediaId }) => mediaId ?? []);
  await client.mutate({
    mutation: SendMessageDocument,
    variables: { input: { conversationId, clientId, ...(text && { text }), ...(mediaIds.length > 0 && { mediaIds }) } },
    update(cache, { data }) {
      if (!data) return;
      putConversation(cache, data.sendMessage.conversation);
      putMessage(cache, conversationId, data.sendMessage.message);
    },
  });
}

/** One inbox and one outbox for the tab, until `stop`. */
export function startMessenger(account: string): RunningMessenger {
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('pp.outbox');
  const store = deviceOutboxStore();
  const alone = (name: string, act: () => Promise<void>) => ('locks' in navigator ? navigator.locks.request(name, act) : act());
  const outbox = createOutbox({
    account,
    store,
    send,
    exclusively: (act) => alone(`pp.outbox.${account}`, act),
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
    media: (media: MyMediaFragment) => carrier?.changed(media),
  };
  const inbox = followInbox(
    hooks,
    keeping?.then((kept) => kept.applied),
  );
  void keeping?.then((kept) => kept.follow(inbox));
  // Who only writes words never loads what carries files.
  const carriages = shallowReactive(new Map<string, Carriage>());
  let carrier: Carrier | undefined;
  let loading: Promise<void> | undefined;
  const carry = async (): Promise<void> => {
    loading ??= import('../media/carrier').then(
      ({ createCarrier }) => void (carrier = createCarrier({ outbox, carriages, alone })),
      () => void (loading = undefined),
    );
    await loading;
    carrier?.look();
  };
  const stopCarrying = watch(outbox.items, (items) => items.some(isBringing) && void carry());
  const retry = () => {
    carrier?.retry();
    void outbox.retry();
  };
  const stopWatching = watch(platform.online, (online) => online && retry());
  const stopResume = platform.onResume(retry);
  // Nothing of hers or his stays on a shared computer.
  const stopEnd = session.onEnd((reason) => reason === 'signed-out' && void store.clear(account));
  void outbox.reload().then(retry);

  return {
    inbox: Object.assign(inbox.state, { retry: inbox.retry }),
    outbox,
    carriages,
    recount,
    stop() {
      inbox.stop();
      outbox.stop();
      stopCarrying();
      carrier?.stop();
      stopWatching();
      stopResume();
      // The listener itself is being called when the session ends: it must still hear that.
      queueMicrotask(stopEnd);
      channel?.close();
      void keeping?.then((kept) => kept.stop());
    },
  };
}
