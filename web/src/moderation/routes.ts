import type { RouteRecordRaw } from 'vue-router';

const meta = { shell: 'member', access: ['MODERATOR', 'ADMIN'], title: 'moderation.title', messages: ['moderation', 'safety'] } as const;

export const moderationRoutes: RouteRecordRaw[] = [
  { path: '/moderation', name: 'moderation', component: () => import('./ModerationPage.vue'), meta },
  { path: '/moderation/dossiers/:id', name: 'case', component: () => import('./CasePage.vue'), props: true, meta },
];
