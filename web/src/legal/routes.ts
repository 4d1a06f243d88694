import type { RouteRecordRaw } from 'vue-router';
import { legalPages } from './pages';

export const legalRoutes: RouteRecordRaw[] = Object.entries(legalPages).map(([page, path]) => ({
  path: `/${path}`,
  name: page,
  component: () => import('./LegalPage.vue'),
  props: { page },
  meta: { title: `legal.${page}.title`, messages: ['legal'] },
}));
