export { default as MembershipNotice } from './MembershipNotice.vue';
export { default as MembershipPanel } from './MembershipPanel.vue';
export { default as PlanTeaser } from './PlanTeaser.vue';
export { useMembership } from './use-membership';
