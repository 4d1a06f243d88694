import { shallowReactive } from 'vue';
import { type ApiError, codeOf } from '../api';
import { client, listen } from '../graphql';
import {
  ConversationAloneDocument,
  InboxDocument,
  InboxSnapshotDocument,
  type InboxSubscription,
  type MyMediaFragment,
} from '../graphql/generated/graphql';
import { backoff, type Pause, pauseBeforeRetry } from '../platform';
import { session } from '../session';
import { dropAllHistories, dropConversation, dropHistory, putConversation, putMessage, putMyMedia } from './inbox-cache';
import { placeOf } from './sequence';

export const PAGE = 30;

type Event = InboxSubscription['inbox'];
type Membership = Extract<Event, { __typename: 'MembershipChanged' }>['membership'];

export interface InboxState {
  /** A snapshot was taken: what is asked from now on misses nothing. */
  ready: boolean;
  /** The first snapshot did not come. */
  failed: unknown;
  /** When the other read up to a message, by its id; only what was seen live. */
  readAt: Map<string, string>;
  /** Per conversation: how often something came that a history asked before cannot show. It is then asked again. */
  outdated: Map<string, number>;
}

export interface InboxHooks {
  /** Something changed that the unread count may depend on. */
  changed(): void;
  membership(membership: Membership): void;
  /** A photo or film of mine is further. */
  media(media: MyMediaFragment): void;
}

export interface InboxFollower {
  state: InboxState;
  /** The number of the last event that the cache holds. */
  applied(): number;
  stop(): void;
  retry(): void;
}

/**
 * Keeps the cache true: a snapshot, then everything after it, once and in order. The number of the last applied
 * event lives as long as the cache it describes, in this tab; a number without its state would skip messages. `recalled`:
 * the number of a cache that was kept on the device and is there again.
 */
export function followInbox(hooks: InboxHooks, recalled?: Promise<number | undefined>): InboxFollower {
  const state = shallowReactive<InboxState>({
    ready: false,
    failed: undefined,
    readAt: shallowReactive(new Map()),
    outdated: shallowReactive(new Map()),
  });
  let applied = 0;
  let stopped = false;
  let release: () => void = () => undefined;
  let pause: Pause | undefined;

  async function snapshot(): Promise<void> {
    for (let attempt = 0; !stopped; attempt++) {
      try {
        const { data } = await client.query({ query: InboxSnapshotDocument, variables: { first: PAGE }, fetchPolicy: 'network-only' });
        if (!data) throw new Error('The snapshot is empty');
        applied = data.conversations.inboxVersion;
        state.failed = undefined;
        state.ready = true;
        hooks.changed();
        return;
      } catch (error) {
        state.failed = error;
        pause = pauseBeforeRetry(backoff(attempt));
        await pause.over;
      }
    }
  }

  async function refused(error: ApiError): Promise<boolean> {
    const code = codeOf(error);
    switch (code) {
      case 'RESYNC_REQUIRED':
        state.ready = false;
        dropAllHistories(client.cache);
        await snapshot();
        return true;
      case 'UNAUTHENTICATED':
        return session.refresh().catch(() => true);
      case 'ACCOUNT_SUSPENDED':
      case 'TERMS_CHANGED':
        session.reportRefusal(code);
        return false;
      case 'FORBIDDEN':
        return false;
      default:
        return true;
    }
  }

  function follow(): void {
    release();
    if (stopped) return;
    release = listen(InboxDocument, () => ({ after: applied }), { next: ({ inbox }) => receive(inbox), refused });
  }

  function receive(event: Event): void {
    const place = placeOf(event.number, applied);
    if (place === 'known') return;
    if (place === 'gap') return follow();
    apply(event);
    applied = event.number;
    hooks.changed();
  }

  function apply(event: Event): void {
    switch (event.__typename) {
      case 'ConversationOpened':
        putConversation(client.cache, event.conversation);
        return outdated(event.conversation.id);
      case 'MessageSent': {
        const { conversation, message } = event;
        putConversation(client.cache, conversation);
        if (!putMessage(client.cache, conversation.id, message)) outdated(conversation.id);
        return;
      }
      case 'MessagesRead':
        putConversation(client.cache, event.conversation);
        if (event.by === 'THEM') state.readAt.set(event.upTo, event.at);
        return;
      case 'ConversationClosed':
        dropHistory(client.cache, event.conversationId);
        void lookAgain(event.conversationId);
        return;
      case 'MembershipChanged':
        return hooks.membership(event.membership);
      case 'MediaAllowedChanged':
        putConversation(client.cache, event.conversation);
        return outdated(event.conversation.id);
      case 'MediaChanged':
        putMyMedia(client.cache, event.media);
        return hooks.media(event.media);
      case 'Tombstone':
    }
  }

  const outdated = (id: string) => void state.outdated.set(id, (state.outdated.get(id) ?? 0) + 1);

  /** Closed by me: it stays, as closed. By the other: it is gone, and the server does not say why. */
  async function lookAgain(id: string): Promise<void> {
    for (let attempt = 0; !stopped; attempt++) {
      try {
        const { data } = await client.query({ query: ConversationAloneDocument, variables: { id }, fetchPolicy: 'network-only' });
        if (data) putConversation(client.cache, data.conversation);
        hooks.changed();
        return;
      } catch (error) {
        if (codeOf(error) === 'NOT_FOUND') {
          dropConversation(client.cache, id);
          hooks.changed();
          return;
        }
        pause = pauseBeforeRetry(backoff(attempt));
        await pause.over;
      }
    }
  }

  async function begin(): Promise<void> {
    const known = await recalled;
    if (known === undefined) return snapshot();
    applied = known;
    state.ready = true;
  }

  void begin().then(follow);
  return {
    state,
    applied: () => applied,
    retry: () => pause?.cut(),
    stop() {
      stopped = true;
      release();
      pause?.cut();
    },
  };
}
