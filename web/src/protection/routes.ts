import type { RouteRecordRaw } from 'vue-router';

const meta = { shell: 'member', access: ['MAN', 'WOMAN'] } as const;
const messages = ['protection', 'safety'] as const;

/** What people do and read about their own safety. */
export const protectionRoutes: RouteRecordRaw[] = [
  {
    path: '/compte/signalements',
    name: 'my-reports',
    component: () => import('./MyReportsPage.vue'),
    meta: { ...meta, title: 'protection.reports.title', messages },
  },
  {
    path: '/compte/bloques',
    name: 'blocked',
    component: () => import('./BlockedPage.vue'),
    meta: { ...meta, title: 'protection.blocked.title', messages },
  },
  {
    path: '/compte/visibilite',
    name: 'visibility',
    component: () => import('./VisibilityPage.vue'),
    meta: { ...meta, access: ['WOMAN'], title: 'protection.visibility.title', messages },
  },
  {
    path: '/compte/journal',
    name: 'journal',
    component: () => import('./JournalPage.vue'),
    meta: { ...meta, access: 'signed-in', title: 'protection.journal.title', messages },
  },
  // Outside the frame of members: whoever is suspended reads this page and no other.
  {
    path: '/decisions',
    name: 'decisions',
    component: () => import('./DecisionsPage.vue'),
    meta: { access: ['MAN', 'WOMAN'], title: 'protection.decisions.title', messages },
  },
];
