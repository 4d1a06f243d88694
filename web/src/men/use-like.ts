import { codeOf, toUserMessage } from '../api';
import { useMutation } from '../graphql';
import { LikePostDocument, UnlikePostDocument } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { showToast } from '../ui/toast';
import type { Ad } from './use-man';

/** Her heart on an ad: it shows at once, and goes back by the same button. */
export function useLike(ad: () => Ad) {
  const liking = useMutation(LikePostDocument);
  const unliking = useMutation(UnlikePostDocument);

  async function toggle(): Promise<void> {
    const { id, likesAllowed, likedByMe } = ad();
    const post = { __typename: 'Post', id, likesAllowed, likedByMe: !likedByMe } as const;
    try {
      if (likedByMe) await unliking.mutate({ id }, { optimisticResponse: { unlikePost: { __typename: 'LikePayload', post } } });
      else await liking.mutate({ id }, { optimisticResponse: { likePost: { __typename: 'LikePayload', post } } });
    } catch (error) {
      const code = codeOf(error);
      showToast(code === 'CONFLICT' || code === 'NOT_FOUND' ? translate('men.like.gone') : toUserMessage(error), {
        tone: 'problem',
        ...(code === 'NETWORK' && { action: { label: translate('ui.retry'), run: () => void toggle() } }),
      });
    }
  }
  return { toggle: () => void toggle() };
}
