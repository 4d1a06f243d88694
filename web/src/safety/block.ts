import { codeOf, toUserMessage } from '../api';
import { client } from '../graphql';
import { BlockDocument, UnblockDocument } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { showToast } from '../ui/toast';
import { forgetPerson } from './forget-person';

/** Blocks, says so and offers the way back; `left` is for whoever still shows that person. */
export async function block(userId: string, name: string, left: () => void): Promise<void> {
  await client.mutate({ mutation: BlockDocument, variables: { userId } });
  left();
  let bringBack: (() => void) | undefined;
  // After the page has left: taking away what it still shows would flash an error.
  queueMicrotask(() => (bringBack = forgetPerson(client.cache, userId)));

  async function takeBack(): Promise<void> {
    try {
      await client.mutate({ mutation: UnblockDocument, variables: { userId } });
    } catch (error) {
      // In another tab she may have done it before.
      if (codeOf(error) !== 'NOT_FOUND') {
        showToast(toUserMessage(error), { tone: 'problem', action: { label: translate('ui.retry'), run: () => void takeBack() } });
        return;
      }
    }
    bringBack?.();
    showToast(translate('safety.block.undone', { name }));
  }
  showToast(translate('safety.block.done', { name }), { action: { label: translate('safety.block.undo'), run: () => void takeBack() } });
}
