import { defineAsyncComponent } from 'vue';

export { default as DataExportPanel } from './DataExportPanel.vue';
export const DeleteAccountDialog = defineAsyncComponent(() => import('./DeleteAccountDialog.vue'));
