import type { RouteRecordRaw } from 'vue-router';

const meta = (title: string) => ({ title, access: ['WOMAN'] as const, shell: 'member' as const, messages: ['billing', 'men'] });

export const billingRoutes: RouteRecordRaw[] = [
  { path: '/abonnement', name: 'plans', component: () => import('./PlansPage.vue'), meta: meta('billing.title') },
  { path: '/abonnement/retour', name: 'checkout-return', component: () => import('./CheckoutReturnPage.vue'), meta: meta('billing.title') },
];
