import type { RouteRecordRaw } from 'vue-router';

export const spaceRoutes: RouteRecordRaw[] = [
  {
    path: '/espace',
    name: 'my-space',
    component: () => import('./SpacePage.vue'),
    meta: {
      title: 'space.title',
      access: ['MAN', 'WOMAN'],
      shell: 'member',
      messages: ['space', 'posts', 'media', 'billing'],
    },
  },
];
