import { toUserMessage } from '../api';
import { client } from '../graphql';
import { type ConversationRowFragment, SetMediaAllowedDocument } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { showToast } from '../ui/toast';

type Where = Pick<ConversationRowFragment, 'id' | 'with'>;

/** Hers to say, and to take back: at once on her screen, with the way back beside it. */
export function useMediaConsent(): { set(where: Where, allowed: boolean): Promise<void> } {
  async function set(where: Where, allowed: boolean): Promise<void> {
    const { id } = where;
    const again = (wish: boolean) => () => void set(where, wish);
    try {
      await client.mutate({
        mutation: SetMediaAllowedDocument,
        variables: { conversationId: id, allowed },
        optimisticResponse: { setMediaAllowed: { __typename: 'Conversation', id, mediaAllowed: allowed } },
      });
      const name = where.with?.username ?? translate('chat.somebody');
      showToast(translate(allowed ? 'chat.consent.on' : 'chat.consent.off', { name }), {
        action: { label: translate('chat.consent.undo'), run: again(!allowed) },
      });
    } catch (error) {
      showToast(toUserMessage(error), { tone: 'problem', action: { label: translate('ui.retry'), run: again(allowed) } });
    }
  }
  return { set };
}
