import { defineAsyncComponent } from 'vue';

export const FirstStepSheet = defineAsyncComponent(() => import('./FirstStepSheet.vue'));
export type { QuotedAd } from './use-first-step';
