import { defineAsyncComponent } from 'vue';

// Further down on their pages, or asked for: their code comes then.
export const DataExportPanel = defineAsyncComponent(() => import('./DataExportPanel.vue'));
export const DeleteAccountDialog = defineAsyncComponent(() => import('./DeleteAccountDialog.vue'));
