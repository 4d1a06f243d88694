import type { RouteRecordRaw } from 'vue-router';

const meta = { shell: 'member', access: ['MODERATOR', 'ADMIN'], title: 'moderation.title', messages: ['moderation', 'safety'] } as const;
const pages = () => import('./pages');

export const moderationRoutes: RouteRecordRaw[] = [
  { path: '/moderation', name: 'moderation', component: () => pages().then(({ ModerationPage }) => ModerationPage), meta },
  { path: '/moderation/dossiers/:id', name: 'case', component: () => pages().then(({ CasePage }) => CasePage), props: true, meta },
];
