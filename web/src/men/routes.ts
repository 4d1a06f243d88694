import type { RouteRecordRaw } from 'vue-router';

export const menRoutes: RouteRecordRaw[] = [
  {
    path: '/hommes/:id',
    name: 'man',
    component: () => import('./ManPage.vue'),
    props: true,
    meta: {
      title: 'men.title',
      access: ['WOMAN'],
      shell: 'member',
      immersive: true,
      messages: ['men', 'matches', 'safety', 'billing', 'media'],
    },
  },
];
