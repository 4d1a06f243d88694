import { computed, ref } from 'vue';
import { useAction } from '../api';
import { useMutation } from '../graphql';
import { type MyPostFragment, UpdatePostDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { useDraft } from '../platform';
import { showToast } from '../ui/toast';
import { type Expiry, expiresOn } from './expiry';
import { textProblem } from './limits';
import { MediaRefused, usePostMedia } from './use-post-media';

/** Changes an ad in its place. The words show at once, and all of it is back in the fields if the server refuses it. */
export function useEditPost(post: () => MyPostFragment) {
  const { t } = useI18n();
  const draft = useDraft(`ad:${post().id}`);
  const media = usePostMedia(post().id, () => post().media);
  const editing = ref(draft.text.value !== '');
  const expiry = ref<Expiry>('KEPT');
  const likesAllowed = ref(post().likesAllowed);
  const { mutate } = useMutation(UpdatePostDocument);
  const tried = ref(false);

  const action = useAction(async () => {
    const mediaIds = await media.ids();
    const present = post();
    const text = draft.text.value.trim();
    const until = expiresOn(expiry.value);
    const pictures = mediaIds.join() !== present.media.map(({ id }) => id).join();
    if (text !== present.text || pictures || until !== undefined || likesAllowed.value !== present.likesAllowed) {
      await mutate(
        {
          id: present.id,
          input: {
            text,
            likesAllowed: likesAllowed.value,
            ...(pictures && { mediaIds }),
            ...(until !== undefined && { expiresOn: until }),
          },
        },
        {
          optimisticResponse: {
            updatePost: {
              __typename: 'PostPayload',
              post: {
                ...present,
                text,
                likesAllowed: likesAllowed.value,
                expiresOn: until === undefined ? present.expiresOn : until,
                updatedAt: text !== present.text || pictures ? new Date().toISOString() : present.updatedAt,
              },
            },
          },
        },
      );
      showToast(t('posts.saved'));
    }
    draft.clear();
    media.leave(true);
  });

  const problem = computed(() => {
    const own = tried.value ? textProblem(draft.text.value) : undefined;
    if (own) return t(own);
    if (action.fields.value['mediaIds'] || action.error.value instanceof MediaRefused) return t('posts.media.refused');
    return Object.keys(action.fields.value).length > 0 ? t('posts.refused') : action.problem.value;
  });

  return {
    editing,
    text: draft.text,
    media,
    expiry,
    likesAllowed,
    problem,
    running: action.running,
    start(): void {
      draft.text.value = post().text;
      media.begin();
      expiry.value = 'KEPT';
      likesAllowed.value = post().likesAllowed;
      tried.value = false;
      editing.value = true;
    },
    cancel(): void {
      draft.clear();
      media.leave(false);
      editing.value = false;
    },
    async save(): Promise<void> {
      tried.value = true;
      if (textProblem(draft.text.value)) return;
      // With files still on their way it stays open, and shows them.
      const waits = media.tiles.value.some(({ upload }) => upload && upload.state !== 'sent');
      if (!waits) editing.value = false;
      editing.value = !(await action.run());
    },
  };
}
