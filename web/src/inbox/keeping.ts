import type { NormalizedCacheObject } from '@apollo/client';
import { watch } from 'vue';
import { isNetworkError } from '../api';
import { client } from '../graphql';
import { ConversationPageDocument, ConversationsDocument } from '../graphql/generated/graphql';
import { platform } from '../platform';
import { session } from '../session';
import { done, written } from './indexed-db';
import { knownRows } from './inbox-cache';
import type { InboxFollower } from './inbox-engine';
import { forgetPictures, keepPictures } from './kept-pictures';
import { CONVERSATIONS, MESSAGES, worthKeeping } from './worth-keeping';

const STORE = 'conversations';
const QUIET_MS = 1_000;

interface Kept {
  account: string;
  /** The number that the cache is the state of: one is worth nothing without the other. */
  applied: number;
  cache: NormalizedCacheObject;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open('pp.kept', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'account' });
  return (await done(request)).transaction(STORE, mode).objectStore(STORE);
}

export interface Keeping {
  /** Where the inbox goes on; undefined when nothing was kept. */
  applied: number | undefined;
  changed(): void;
  follow(inbox: InboxFollower): void;
  stop(): void;
}

/**
 * The app keeps its conversations on the device: readable without a network, and after a restart the inbox goes on from its
 * last number. With the session that was allowed to read them they are forgotten, however it ended.
 */
export async function keepConversations(account: string): Promise<Keeping> {
  const kept = await recall(account).catch(() => undefined);
  if (kept) client.cache.restore(kept.cache);
  let inbox: InboxFollower | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function save(): Promise<void> {
    clearTimeout(timer);
    if (ended || !inbox?.state.ready) return;
    const now: Kept = { account, applied: inbox.applied(), cache: worthKeeping(client.cache.extract() as NormalizedCacheObject) };
    const items = await store('readwrite');
    if (ended) return;
    items.put(now);
    await written(items.transaction);
    await keepPictures(now.cache);
  }

  const later = () => {
    clearTimeout(timer);
    // A full disk keeps what it kept before.
    timer = setTimeout(() => void save().catch(() => undefined), QUIET_MS);
  };
  const stopEnd = session.onEnd(() => (ended = true));
  let stopReady: () => void = () => undefined;

  return {
    applied: kept?.applied,
    changed: later,
    follow(followed) {
      inbox = followed;
      stopReady = watch(
        () => followed.state.ready && platform.online.value,
        (possible) => possible && void fetchRest().then(later, () => undefined),
        { immediate: true },
      );
    },
    stop() {
      clearTimeout(timer);
      stopReady();
      queueMicrotask(stopEnd);
    },
  };
}

async function recall(account: string): Promise<Kept | undefined> {
  return (await done((await store('readonly')).get(account))) as Kept | undefined;
}

/** Whoever's they were: called for a session of which the app heard only at its start, too, that it is no more. */
export async function forgetConversations(): Promise<void> {
  const items = await store('readwrite');
  items.clear();
  await Promise.all([written(items.transaction), forgetPictures()]);
}

/** The first time, what was never opened is fetched too, one after the other; from then on the inbox keeps it true. */
async function fetchRest(): Promise<void> {
  const known = knownRows(client.cache);
  if (!known.complete && known.rows.length < CONVERSATIONS)
    await client.query({ query: ConversationsDocument, variables: { first: CONVERSATIONS }, fetchPolicy: 'network-only' });
  for (const { id } of knownRows(client.cache).rows.slice(0, CONVERSATIONS)) {
    const asked = client.query({ query: ConversationPageDocument, variables: { id, last: MESSAGES }, fetchPolicy: 'cache-first' });
    // One that closed in between is no reason to leave the others.
    await asked.catch((error: unknown) => {
      if (isNetworkError(error)) throw error;
    });
  }
}
