import type { App } from 'vue';
import type { Router } from 'vue-router';
import { installAppPush } from '../notifications/app-push';
import { pathOf, type Told } from '../notifications/push-words';
import { MediaLoader, platform } from '../platform';
import { canGoBack } from '../router/history';
import { homeOf } from '../router/home';
import { loadMedia, session } from '../session';

const OPEN = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"][data-state="open"]`).join();

/** What lies above the page closes as by the Escape key. */
function closeTopmost(): boolean {
  if (!document.querySelector(OPEN)) return false;
  const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  (document.activeElement ?? document.body).dispatchEvent(escape);
  return true;
}

/** The ways of an app, which a browser brings along: where it opens, the back button, links from other apps. */
export function installAppWays(app: App, router: Router): void {
  const keeping = import('../inbox/kept-pictures').then(({ keepingPictures }) => keepingPictures(loadMedia));
  app.provide(MediaLoader, async (address) => (await keeping)(address));
  session.onEnd(() => void import('../inbox/keeping').then(({ forgetConversations }) => forgetConversations()).catch(() => undefined));
  // Whoever is signed in opens the app where they live; the page that presents the site is for the others.
  for (const route of router.getRoutes()) if (route.name === 'landing') route.meta.access = 'visitor';
  const go = (path: string) => {
    // What started the app comes before its first page is there, which would take its place.
    const follow = () => router.push(path);
    void router.isReady().then(follow, follow);
  };
  platform.app?.onLink(go);
  platform.app?.push.onTap((told) => go(pathOf(told as unknown as Told)));
  installAppPush();
  platform.app?.onBack(() => {
    if (closeTopmost()) return true;
    // Home is where one leaves from: before it lies only the way in.
    if (!canGoBack() || router.currentRoute.value.path === homeOf(session.me.value)) return false;
    router.back();
    return true;
  });
}
