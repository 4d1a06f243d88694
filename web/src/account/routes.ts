import type { RouteRecordRaw } from 'vue-router';

export const accountSettingsRoutes: RouteRecordRaw[] = [
  {
    path: '/compte',
    name: 'account',
    component: () => import('./AccountPage.vue'),
    meta: { title: 'account.title', access: 'signed-in', shell: 'member', messages: ['account', 'billing', 'privacy'] },
  },
];
