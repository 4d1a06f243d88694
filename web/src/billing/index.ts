import { defineAsyncComponent } from 'vue';

export { default as MembershipNotice } from './MembershipNotice.vue';
export { useMembership } from './use-membership';
export { usePortal } from './use-payment';

// Few visits of a page show these: they come when they are needed.
export const MembershipPanel = defineAsyncComponent(() => import('./MembershipPanel.vue'));
export const PlanTeaser = defineAsyncComponent(() => import('./PlanTeaser.vue'));
