import { watch } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import { useLocale } from '../i18n';
import { session } from '../session';
import { installGuards, setTitle } from './guards';
import './route-meta';
import { routes } from './routes';

export { homeOf, safeNext } from './home';

export const router = createRouter({
  history: createWebHistory(),
  routes,
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is still experimental
  scrollBehavior(to, from, saved) {
    if (saved) return saved;
    if (to.hash) return { el: to.hash, top: 80 };
    return to.path === from.path ? false : { top: 0 };
  },
});

installGuards(router);
watch([useLocale(), () => session.me.value?.unreadConversations], () => setTitle(router.currentRoute.value));
