import type { RouteRecordRaw } from 'vue-router';

const meta = (title: string) => ({ title, access: ['WOMAN'] as const, shell: 'member' as const, messages: ['billing', 'men'] });

const selling: RouteRecordRaw[] = [
  { path: '/abonnement', name: 'plans', component: () => import('./PlansPage.vue'), meta: meta('billing.title') },
  { path: '/abonnement/retour', name: 'checkout-return', component: () => import('./CheckoutReturnPage.vue'), meta: meta('billing.title') },
];

/** Whoever paid elsewhere and comes back by a link of the site reads in the account where the membership stands. */
export const billingRoutes: RouteRecordRaw[] = __SELLS__ ? selling : [{ path: '/abonnement/:back(retour)?', redirect: '/compte' }];
