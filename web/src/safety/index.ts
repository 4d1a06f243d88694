import { defineAsyncComponent } from 'vue';

// Two dialogs that most visits never open: they load with the first one.
export const BlockAction = defineAsyncComponent(() => import('./BlockAction.vue'));
export const ReportDialog = defineAsyncComponent(() => import('./ReportDialog.vue'));
export { default as SafetyMenu } from './SafetyMenu.vue';
export type { ReportTarget } from './report-target';
