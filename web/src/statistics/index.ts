import { defineAsyncComponent } from 'vue';

export const StatisticsPanel = defineAsyncComponent(() => import('./StatisticsPanel.vue'));
export { useMyStatistics } from './use-my-statistics';
