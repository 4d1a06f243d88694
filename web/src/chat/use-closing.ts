import { useRouter } from 'vue-router';
import { codeOf, toUserMessage } from '../api';
import { client } from '../graphql';
import { CloseConversationDocument, ReopenConversationDocument } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { dropHistory } from '../inbox';
import { plansPath } from '../platform';
import { showToast } from '../ui/toast';

/** Closes at once and offers the way back; reopening says plainly when it cannot be done. */
export function useClosing(): { close(id: string): Promise<void>; reopen(id: string): Promise<void> } {
  const router = useRouter();

  async function close(id: string): Promise<void> {
    try {
      await client.mutate({ mutation: CloseConversationDocument, variables: { id }, update: (cache) => dropHistory(cache, id) });
      showToast(translate('chat.closed.toast'), { action: { label: translate('chat.closed.reopen'), run: () => void reopen(id) } });
    } catch (error) {
      showToast(toUserMessage(error), { tone: 'problem', action: { label: translate('ui.retry'), run: () => void close(id) } });
    }
  }

  async function reopen(id: string): Promise<void> {
    try {
      await client.mutate({ mutation: ReopenConversationDocument, variables: { id } });
    } catch (error) {
      const code = codeOf(error);
      if (code === 'SUBSCRIPTION_REQUIRED') {
        const [text, path] = [translate('chat.closed.reopenNeedsPlan'), plansPath];
        showToast(text, { ...(path && { action: { label: translate('chat.plans'), run: () => void router.push(path) } }) });
      } else {
        const text = code === 'CONFLICT' || code === 'NOT_FOUND' ? translate('chat.closed.cannotReopen') : toUserMessage(error);
        showToast(text, { tone: 'problem' });
      }
    }
  }
  return { close, reopen };
}
