import type { ErrorCode } from '../api';
import type { MediaKind } from '../graphql/generated/graphql';
import type { Held } from '../limits';
import { done, written } from './indexed-db';

/** A photo or film on its way with a message. Its file stays on the device until the message has arrived. */
export interface Attachment {
  key: string;
  kind: MediaKind;
  file: Blob;
  /** What is to be seen, for whoever cannot see it. */
  alt: string;
  /** Once the server has given it a place. */
  mediaId?: string;
  /** Looked at, and good: it can be sent. */
  ready?: true;
}

/** Words on their way, kept on the device until the server has them. */
export interface OutboxItem {
  clientId: string;
  account: string;
  conversationId: string;
  /** Empty where there is only something to see. */
  text: string;
  attachments?: Attachment[];
  /** When it was written, on this device: the order of sending. */
  at: number;
  /** Why the server will not take it; the words stay until the person decides. */
  refused?: ErrorCode;
  /** Why it was held back, and until when; it does not leave by itself. */
  held?: Held;
  /** What is wrong with one of its files: a key of the texts. */
  problem?: string;
  /** Its files were forgotten by the server once, and are brought anew. */
  again?: true;
}

export interface OutboxStore {
  /** In the order of writing. */
  all(account: string): Promise<OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(clientId: string): Promise<void>;
  clear(account: string): Promise<void>;
}

const inOrder = (items: OutboxItem[]) => items.sort((a, b) => a.at - b.at);

export function memoryOutboxStore(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  const of = (account: string) => [...items.values()].filter((item) => item.account === account);
  return {
    all: async (account) => inOrder(of(account)),
    put: async (item) => void items.set(item.clientId, item),
    remove: async (clientId) => void items.delete(clientId),
    clear: async (account) => of(account).forEach((item) => items.delete(item.clientId)),
  };
}

const DATABASE = 'pp.outbox';
const STORE = 'messages';

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'clientId' }).createIndex('account', 'account');
  return done(request);
}

export function indexedDbOutboxStore(): OutboxStore {
  let opening: Promise<IDBDatabase> | undefined;
  const store = async (mode: IDBTransactionMode): Promise<IDBObjectStore> => {
    opening ??= openDatabase();
    return (await opening).transaction(STORE, mode).objectStore(STORE);
  };
  const write = async (act: (items: IDBObjectStore) => void): Promise<void> => {
    const items = await store('readwrite');
    act(items);
    await written(items.transaction);
  };
  const all = async (account: string) => inOrder((await done((await store('readonly')).index('account').getAll(account))) as OutboxItem[]);
  return {
    all,
    put: (item) => write((items) => items.put(item)),
    remove: (clientId) => write((items) => items.delete(clientId)),
    clear: async (account) => {
      const mine = await all(account);
      await write((items) => mine.forEach((item) => items.delete(item.clientId)));
    },
  };
}

/** The disk where there is one; private windows and full disks still send, and keep words for as long as the tab lives. */
export function deviceOutboxStore(disk: OutboxStore = indexedDbOutboxStore(), memory = memoryOutboxStore()): OutboxStore {
  const onDisk = async <T>(act: () => Promise<T>, otherwise: T): Promise<T> => act().catch(() => otherwise);
  return {
    async all(account) {
      return inOrder([...(await onDisk(() => disk.all(account), [])), ...(await memory.all(account))]);
    },
    put: (item) => disk.put(item).catch(() => memory.put(item)),
    async remove(clientId) {
      await memory.remove(clientId);
      await onDisk(() => disk.remove(clientId), undefined);
    },
    async clear(account) {
      await memory.clear(account);
      await onDisk(() => disk.clear(account), undefined);
    },
  };
}
