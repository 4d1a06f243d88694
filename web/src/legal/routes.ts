import type { RouteRecordRaw } from 'vue-router';

export const legalRoutes: RouteRecordRaw[] = [
  {
    path: '/cgu',
    name: 'terms',
    component: () => import('./LegalPage.vue'),
    props: { page: 'terms' },
    meta: { title: 'legal.terms.title', messages: ['legal'] },
  },
  {
    path: '/confidentialite',
    name: 'privacy',
    component: () => import('./LegalPage.vue'),
    props: { page: 'privacy' },
    meta: { title: 'legal.privacy.title', messages: ['legal'] },
  },
];
