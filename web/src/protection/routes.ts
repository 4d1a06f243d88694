import type { RouteRecordRaw } from 'vue-router';

const messages = ['protection', 'safety'] as const;
const pages = () => import('./pages');

/** What people do and read about their own safety. Few words here: every visitor loads them. */
export const protectionRoutes: RouteRecordRaw[] = [
  {
    path: '/compte/:page(signalements|bloques|eviter|mots|visibilite|journal)',
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
];
