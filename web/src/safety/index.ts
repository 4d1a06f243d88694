export { default as BlockAction } from './BlockAction.vue';
export { default as ReportDialog } from './ReportDialog.vue';
export { default as SafetyMenu } from './SafetyMenu.vue';
export type { ReportTarget } from './report-target';
