export { default as FirstStepSheet } from './FirstStepSheet.vue';
export type { QuotedAd } from './use-first-step';
