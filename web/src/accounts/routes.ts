import type { RouteRecordRaw } from 'vue-router';

const meta = (title: string) => ({ title, access: 'visitor' as const, messages: ['accounts'] });

export const accountRoutes: RouteRecordRaw[] = [
  { path: '/connexion', name: 'sign-in', component: () => import('./SignInPage.vue'), meta: meta('accounts.signIn.title') },
  { path: '/inscription', name: 'sign-up', component: () => import('./SignUpPage.vue'), meta: meta('accounts.signUp.title') },
  {
    path: '/inscription/code',
    name: 'verify-email',
    component: () => import('./VerifyEmailPage.vue'),
    meta: meta('accounts.verify.title'),
  },
  {
    path: '/mot-de-passe',
    name: 'forgotten-password',
    component: () => import('./ForgottenPasswordPage.vue'),
    meta: meta('accounts.forgotten.title'),
  },
  {
    path: '/mot-de-passe/nouveau',
    name: 'new-password',
    component: () => import('./NewPasswordPage.vue'),
    meta: meta('accounts.newPassword.title'),
  },
  // Also for whoever is signed in: it is their account that somebody moved.
  {
    path: '/adresse',
    name: 'take-back',
    component: () => import('../email/TakeBackPage.vue'),
    meta: { title: 'email.back.title', messages: ['accounts', 'email'] },
  },
];
