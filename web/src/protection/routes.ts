import type { RouteRecordRaw } from 'vue-router';

const messages = ['protection', 'safety', 'privacy'] as const;
const pages = () => import('./pages');

/** What people do and read about their own safety. Few words here: every visitor loads them. */
export const protectionRoutes: RouteRecordRaw[] = [
  {
    path: '/compte/:page(signalements|bloques|eviter|mots|visibilite|consentements|journal)',
    name: 'protection',
    component: () => pages().then(({ ProtectionPage }) => ProtectionPage),
    props: true,
    meta: { shell: 'member', access: 'signed-in', title: 'protection.title', messages },
  },
  // Outside the frame of members: whoever is suspended reads this page and no other.
  {
    path: '/decisions',
    name: 'decisions',
    component: () => pages().then(({ DecisionsPage }) => DecisionsPage),
    meta: { access: ['MAN', 'WOMAN'], title: 'protection.decisions.title', messages },
  },
  // So does whoever has not accepted new terms, who may take their data and leave.
  {
    path: '/nouvelles-conditions',
    name: 'new-terms',
    component: () => pages().then(({ NewTermsPage }) => NewTermsPage),
    meta: { access: 'signed-in', title: 'privacy.newTerms.title', messages },
  },
];
