import type { RouteRecordRaw } from 'vue-router';

export const moderationRoutes: RouteRecordRaw[] = [
  {
    path: '/moderation',
    name: 'moderation',
    component: () => import('./ModerationPage.vue'),
    meta: { shell: 'member', access: ['MODERATOR', 'ADMIN'], title: 'moderation.title', messages: ['moderation', 'safety'] },
  },
];
