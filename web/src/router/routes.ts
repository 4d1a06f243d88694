import type { RouteRecordRaw } from 'vue-router';
import { accountSettingsRoutes } from '../account/routes';
import { accountRoutes } from '../accounts/routes';
import { billingRoutes } from '../billing/routes';
import { chatRoutes } from '../chat/routes';
import { discoveryRoutes } from '../discovery/routes';
import { legalRoutes } from '../legal/routes';
import { menRoutes } from '../men/routes';
import { moderationRoutes } from '../moderation/routes';
import { protectionRoutes } from '../protection/routes';
import { profileRoutes } from '../profiles/routes';
import { spaceRoutes } from '../space/routes';

/** Every feature keeps its own pages in `<feature>/routes.ts`; a page is always loaded on demand. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'landing',
    component: () => import('../landing/LandingPage.vue'),
    meta: { messages: ['landing'] },
  },
  ...accountRoutes,
  ...accountSettingsRoutes,
  ...discoveryRoutes,
  ...menRoutes,
  ...billingRoutes,
  ...chatRoutes,
  ...profileRoutes,
  ...spaceRoutes,
  ...moderationRoutes,
  ...protectionRoutes,
  ...legalRoutes,
  {
    path: '/injoignable',
    name: 'unreachable',
    component: () => import('../shell/UnreachablePage.vue'),
    meta: { title: 'shell.unreachableTitle' },
  },
  {
    path: '/:rest(.*)*',
    name: 'not-found',
    component: () => import('../shell/NotFoundPage.vue'),
    meta: { title: 'shell.notFoundTitle' },
  },
];
