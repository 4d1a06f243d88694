import type { RouteRecordRaw } from 'vue-router';

export const privacyRoutes: RouteRecordRaw[] = [
  {
    path: '/compte/consentements',
    name: 'consents',
    component: () => import('./ConsentsPage.vue'),
    meta: { shell: 'member', access: 'signed-in', title: 'privacy.consents.title', messages: ['privacy'] },
  },
  // Outside the frame of members: whoever has not accepted them reads this page, and takes their data or leave.
  {
    path: '/nouvelles-conditions',
    name: 'new-terms',
    component: () => import('./NewTermsPage.vue'),
    meta: { access: 'signed-in', title: 'privacy.newTerms.title', messages: ['accounts', 'billing', 'privacy'] },
  },
];
