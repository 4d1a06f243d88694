import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '../server/src/platform/project-root.js';

/*
 * The site's own rules, run here as they run in a browser: how words wait on a device until they are acknowledged, what
 * is tried again and when, which number of the inbox comes next. Loaded by address, for the site's modules find each other
 * by the rules of its bundler.
 */

// What its bundler fills in for the site, and not for the app.
Object.assign(globalThis, { __APP__: false, __SERVER__: '', __SELLS__: true });

/** The shapes of `web/src/inbox/outbox-store.ts`, `outbox.ts`, `sequence.ts`, `web/src/api` and `web/src/platform`. */
export interface OutboxItem {
  clientId: string;
  account: string;
  conversationId: string;
  text: string;
  at: number;
  refused?: string;
}

export interface OutboxStore {
  all(account: string): Promise<OutboxItem[]>;
  put(item: OutboxItem): Promise<void>;
  remove(clientId: string): Promise<void>;
  clear(account: string): Promise<void>;
}

export interface Outbox {
  items: { readonly value: readonly OutboxItem[] };
  add(conversationId: string, text: string): Promise<void>;
  retry(): Promise<void>;
  reload(): Promise<void>;
  stop(): void;
}

interface OutboxParts {
  account: string;
  store: OutboxStore;
  send(item: OutboxItem): Promise<void>;
  exclusively(act: () => Promise<void>): Promise<void>;
  announce(): void;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly unknown[];
}

type Post = (
  operation: { hash: string; variables: object },
  options: { accessToken: string; fetch: (path: string, init: RequestInit) => Promise<Response> },
) => Promise<Answer>;

// Vue looks at what it runs in once: here it draws nothing. The site's device then finds the little that it asks of a browser.
await load('../node_modules/vue/index.mjs');
Object.assign(globalThis, {
  addEventListener: () => undefined,
  document: { visibilityState: 'visible', addEventListener: () => undefined, removeEventListener: () => undefined },
});

export const { createOutbox } = (await load('src/inbox/outbox.ts')) as { createOutbox: (parts: OutboxParts) => Outbox };
export const { memoryOutboxStore } = (await load('src/inbox/outbox-store.ts')) as { memoryOutboxStore: () => OutboxStore };
export const { placeOf } = (await load('src/inbox/sequence.ts')) as {
  placeOf: (number: number, applied: number) => 'next' | 'known' | 'gap';
};
export const { heldBack } = (await load('src/limits/held.ts')) as { heldBack: (error: unknown) => object | undefined };
export const { backoff } = (await load('src/platform/retry.ts')) as { backoff: (attempt: number) => number };
export const { postOperation } = (await load('src/api/post-operation.ts')) as { postOperation: Post };
export const { ApiError, codeOf } = (await load('src/api/errors.ts')) as {
  ApiError: new (errors: readonly unknown[]) => Error;
  codeOf: (error: unknown) => string | undefined;
};

function load(path: string): Promise<unknown> {
  return import(pathToFileURL(join(PROJECT_ROOT, 'web', path)).href);
}

const folder = join(PROJECT_ROOT, 'web/documents');
const newest = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .at(-1);
const documents = Object.entries(JSON.parse(readFileSync(join(folder, newest ?? ''), 'utf8')) as Record<string, string>);

/** The hash by which the site sends an operation. */
export function hashOf(operation: string): string {
  const found = documents.find(([, text]) => new RegExp(`(query|mutation|subscription) ${operation}\\b`).test(text));
  if (!found) throw new Error(`The site has no operation ${operation}.`);
  return found[0];
}
