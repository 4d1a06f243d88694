import type { RouteRecordRaw } from 'vue-router';

const ConversationPage = () => import('./ConversationPage.vue');

export const chatRoutes: RouteRecordRaw[] = [
  // Short, for what leads here from outside.
  { path: '/m/:id', redirect: ({ params }) => ({ name: 'conversation', params: { id: params['id'] } }) },
  {
    path: '/conversations',
    component: () => import('./ConversationsPage.vue'),
    meta: { shell: 'member', access: ['MAN', 'WOMAN'], title: 'chat.title', messages: ['chat', 'safety', 'media'] },
    children: [
      { path: '', name: 'conversations', component: () => import('./NoConversationChosen.vue') },
      { path: ':id', name: 'conversation', component: ConversationPage, props: true, meta: { immersive: true } },
      { path: ':id/profil', name: 'conversation-person', component: ConversationPage, props: true, meta: { immersive: true } },
    ],
  },
];
