/// <reference lib="webworker" />
import { type Asked, pathOf, toldBy, wordsOf } from './push-words';

declare const self: ServiceWorkerGlobalScope;

/** A page that does not answer by then is another, or asleep. */
const ANSWERS_WITHIN = 500;

/** Shows what happened, unless the person has it before their eyes. Of one conversation there is one notification. */
export function onPush(event: PushEvent): void {
  event.waitUntil(show(event.data?.text()));
}

/** Goes where the notification speaks of, in a window that is there already if there is one. */
export function onNotificationClick(event: NotificationEvent): void {
  event.notification.close();
  event.waitUntil(open((event.notification.data as { path?: string } | null)?.path ?? '/'));
}

async function show(text: string | undefined): Promise<void> {
  const told = toldBy(text);
  if (!told) return;
  const path = pathOf(told);
  const seen = (await windows()).filter(({ focused }) => focused);
  if (told.conversationId && (await firstAt(path, seen))) return;
  await self.registration.showNotification('Premier Pas', {
    body: wordsOf(told),
    lang: told.locale.toLowerCase(),
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    tag: told.conversationId ?? told.kind,
    data: { path },
    // One that replaces another is told like the first.
    ...{ renotify: true },
  });
}

async function open(path: string): Promise<void> {
  const all = await windows();
  const there = (await firstAt(path, all)) ?? all[0];
  if (!there) {
    await self.clients.openWindow(path);
    return;
  }
  await there.focus().catch(() => undefined);
  // The page of somebody signed in goes there by itself, and keeps what it holds.
  if (!(await answers(there, { open: path }))) await there.navigate(path).catch(() => self.clients.openWindow(path));
}

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** The browser knows where a page was loaded; where it went since, only the page does. */
async function firstAt(path: string, pages: readonly WindowClient[]): Promise<WindowClient | undefined> {
  const there = await Promise.all(pages.map((page) => answers(page, { at: path })));
  return pages.find((_page, index) => there[index]);
}

function answers(page: WindowClient, asked: Asked): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), ANSWERS_WITHIN);
    page.postMessage(asked, [port2]);
  });
}
