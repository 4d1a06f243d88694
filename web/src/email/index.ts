import { defineAsyncComponent } from 'vue';
import { loadMessages } from '../i18n';

/** Further down on its page: it comes with its words when the page is there. */
export const EmailSection = defineAsyncComponent(async () => {
  const [section] = await Promise.all([import('./EmailSection.vue'), loadMessages('email', 'accounts', 'privacy')]);
  return section;
});
