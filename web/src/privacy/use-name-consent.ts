import { type Ref, ref } from 'vue';
import { toUserMessage } from '../api';
import { client } from '../graphql';
import { UpdateNotificationSettingsDocument } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { showToast } from '../ui/toast';

/** Whether his notifications may name her: the same setting as among her notifications. */
export function useNameConsent(changed: () => Promise<void>): { saving: Ref<boolean>; set(shows: boolean): Promise<void> } {
  const saving = ref(false);
  async function set(shows: boolean): Promise<void> {
    if (saving.value) return;
    saving.value = true;
    try {
      await client.mutate({ mutation: UpdateNotificationSettingsDocument, variables: { input: { showsMyName: shows } } });
      await changed();
      showToast(translate('privacy.consents.saved'));
    } catch (cause) {
      showToast(toUserMessage(cause), { tone: 'problem', action: { label: translate('ui.retry'), run: () => void set(shows) } });
    } finally {
      saving.value = false;
    }
  }
  return { saving, set };
}
