import type { RouteRecordRaw } from 'vue-router';

const meta = (title: string, ...messages: string[]) =>
  ({ title, access: ['MAN', 'WOMAN'], shell: 'member', messages: ['profiles', ...messages] }) as const;

export const profileRoutes: RouteRecordRaw[] = [
  {
    path: '/bienvenue/:step(portrait|gouts)?',
    name: 'welcome',
    component: () => import('./WelcomePage.vue'),
    meta: { ...meta('profiles.welcome.title', 'media'), immersive: true },
  },
  { path: '/espace/profil', name: 'my-profile', component: () => import('./ProfilePage.vue'), meta: meta('profiles.edit.title', 'media') },
  {
    path: '/espace/apercu',
    name: 'my-preview',
    component: () => import('./PreviewPage.vue'),
    meta: meta('profiles.preview.title', 'men', 'safety', 'chat', 'media'),
  },
];
