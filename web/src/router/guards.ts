import type { NavigationGuardReturn, RouteLocationNormalized, Router } from 'vue-router';
import { loadMessages, translate } from '../i18n';
import { isNetworkError } from '../api';
import { session } from '../session';
import { showToast } from '../ui/toast';
import { homeOf } from './home';

/** Who may enter where. The server decides what is answered; this only spares people pages that would refuse them. */
export async function mayEnter(to: RouteLocationNormalized): Promise<NavigationGuardReturn> {
  const access = to.meta.access;
  if (access === undefined) return true;
  try {
    await session.restore();
  } catch (error) {
    if (!isNetworkError(error)) throw error;
    return access === 'visitor' ? true : { name: 'unreachable', query: { suite: to.fullPath }, replace: true };
  }
  const me = session.me.value;
  if (access === 'visitor') return me ? homeOf(me) : true;
  if (!me) return { name: 'sign-in', query: { suite: to.fullPath } };
  if (access === 'signed-in' || access.includes(me.role)) return true;
  const home = homeOf(me);
  return home === to.path ? { name: 'not-found', params: { rest: to.path.split('/').slice(1) } } : home;
}

/** What comes before everything else, by the refusal that says so. */
const FIRST: Partial<Record<string, string>> = { ACCOUNT_SUSPENDED: 'decisions', TERMS_CHANGED: 'new-terms' };

export function setTitle(to: RouteLocationNormalized): void {
  const brand = translate('brand');
  const unread = session.me.value?.unreadConversations ?? 0;
  document.title = (unread > 0 ? `(${unread}) ` : '') + (to.meta.title ? `${translate(to.meta.title)} · ${brand}` : brand);
}

export function installGuards(router: Router): void {
  router.beforeEach(mayEnter);
  router.beforeResolve(async (to) => {
    await loadMessages(...(to.meta.messages ?? []));
  });
  router.afterEach((to, from, failure) => {
    if (failure) return;
    setTitle(to);
    // After a real change of page, one starts at its one field, or a screen reader at the new title.
    if (from.matched.length > 0 && to.path !== from.path) requestAnimationFrame(focusStart);
  });
  // A released version removes old files: the page that asks for one needs the new index.
  router.onError((error: unknown, to) => {
    if (error instanceof TypeError && /import|module/i.test(error.message)) location.assign(to.fullPath);
    else throw error;
  });
  // Whatever page that was: what is left to read is why, and how to contest it; or what changed, and the way on.
  session.onRefusal((code) => {
    const name = FIRST[code];
    if (name && router.currentRoute.value.name !== name) router.push({ name }).catch(() => undefined);
  });
  session.onEnd((reason) => {
    const current = router.currentRoute.value;
    if (current.meta.access === undefined || current.meta.access === 'visitor') return;
    showToast(translate({ 'signed-out': 'shell.signedOut', expired: 'shell.sessionExpired' }[reason]));
    const target = reason === 'expired' ? { name: 'sign-in', query: { suite: current.fullPath } } : { name: 'landing' };
    router.push(target).catch(() => undefined);
  });
}

function focusStart(): void {
  const start = document.querySelector<HTMLElement>('[autofocus]') ?? document.querySelector<HTMLElement>('[data-page-title]');
  start?.focus({ preventScroll: true });
}
