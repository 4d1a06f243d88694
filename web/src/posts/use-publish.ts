import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue';
import { codeOf, isNetworkError, useAction } from '../api';
import { client, useMutation } from '../graphql';
import { CreatePostDocument, MyPostsDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { useDraft } from '../platform';
import { session } from '../session';
import { showToast } from '../ui/toast';
import { type Expiry, expiresOn } from './expiry';
import { MOST_POSTS, textProblem } from './limits';
import { placePost } from './place-post';
import { MediaRefused, usePostMedia } from './use-post-media';

const LIST = { archived: false, first: MOST_POSTS };
const knownIds = () => client.readQuery({ query: MyPostsDocument, variables: LIST })?.myPosts.edges.map(({ node }) => node.id) ?? [];

/** Writes a new ad: its words stay on this device until it is published. */
export function usePublish(count: MaybeRefOrGetter<number>) {
  const { t } = useI18n();
  const { text, clear } = useDraft(`ad:${session.me.value?.id ?? ''}`, { lasting: true });
  const media = usePostMedia('new');
  const expiry = ref<Expiry>('');
  const likesAllowed = ref(true);
  const tried = ref(false);
  const { mutate } = useMutation(CreatePostDocument);

  const action = useAction(async () => {
    // One may publish while they are still on their way: it waits for them.
    const mediaIds = await media.ids();
    const words = text.value.trim();
    const before = knownIds();
    try {
      await mutate(
        { input: { text: words, mediaIds, expiresOn: expiresOn(expiry.value), likesAllowed: likesAllowed.value } },
        { update: (cache, { data }) => data && placePost(cache, data.createPost.post) },
      );
    } catch (error) {
      if (!isNetworkError(error) || !(await arrived(words, before))) throw error;
    }
    clear();
    media.leave(true);
    expiry.value = '';
    likesAllowed.value = true;
    tried.value = false;
    showToast(t('posts.published'));
  });

  const problem = computed(() => {
    const own = tried.value ? textProblem(text.value) : undefined;
    if (own) return t(own);
    if (codeOf(action.error.value) === 'CONFLICT') return t('posts.full');
    if (action.fields.value['mediaIds'] || action.error.value instanceof MediaRefused) return t('posts.media.refused');
    return Object.keys(action.fields.value).length > 0 ? t('posts.refused') : action.problem.value;
  });
  return {
    text,
    media,
    expiry,
    likesAllowed,
    problem,
    running: action.running,
    full: computed(() => toValue(count) >= MOST_POSTS),
    async publish(): Promise<boolean> {
      tried.value = true;
      return textProblem(text.value) === undefined && (await action.run());
    },
  };
}

/** An answer that was lost says nothing about the ad: a look at the list does, and spares a second one. */
async function arrived(words: string, before: readonly string[]): Promise<boolean> {
  try {
    const { data } = await client.query({ query: MyPostsDocument, variables: LIST, fetchPolicy: 'network-only' });
    return data?.myPosts.edges.some(({ node }) => node.text === words && !before.includes(node.id)) ?? false;
  } catch {
    return false;
  }
}
