import type { RouteRecordRaw } from 'vue-router';

export const discoveryRoutes: RouteRecordRaw[] = [
  {
    path: '/decouvrir',
    name: 'discovery',
    component: () => import('./DiscoveryPage.vue'),
    meta: { title: 'discovery.title', access: ['WOMAN'], shell: 'member', messages: ['discovery', 'men', 'billing', 'safety'] },
  },
];
