import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue';
import { codeOf, isNetworkError, useAction } from '../api';
import { client, editConnection, useMutation } from '../graphql';
import { CreatePostDocument, MyPostsDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { useDraft } from '../platform';
import { session } from '../session';
import { showToast } from '../ui/toast';
import { MOST_POSTS, textProblem } from './limits';

const knownIds = () =>
  client.readQuery({ query: MyPostsDocument, variables: { first: MOST_POSTS } })?.myPosts.edges.map(({ node }) => node.id) ?? [];

/** Writes a new ad: its words stay on this device until it is published. */
export function usePublish(count: MaybeRefOrGetter<number>) {
  const { t } = useI18n();
  const { text, clear } = useDraft(`ad:${session.me.value?.id ?? ''}`, { lasting: true });
  const tried = ref(false);
  const { mutate } = useMutation(CreatePostDocument);

  const action = useAction(async () => {
    const words = text.value.trim();
    const before = knownIds();
    try {
      await mutate(
        { input: { text: words } },
        {
          update(cache, { data }) {
            if (!data) return;
            const node = { __ref: cache.identify(data.createPost.post) ?? '' };
            editConnection(cache, 'myPosts', (edges) => [{ __typename: 'MyPostEdge', node }, ...edges]);
          },
        },
      );
    } catch (error) {
      if (!isNetworkError(error) || !(await arrived(words, before))) throw error;
    }
    clear();
    tried.value = false;
    showToast(t('posts.published'));
  });

  const problem = computed(() => {
    const own = tried.value ? textProblem(text.value) : undefined;
    if (own) return t(own);
    if (codeOf(action.error.value) === 'CONFLICT') return t('posts.full');
    return Object.keys(action.fields.value).length > 0 ? t('posts.refused') : action.problem.value;
  });
  return {
    text,
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
    const { data } = await client.query({ query: MyPostsDocument, variables: { first: MOST_POSTS }, fetchPolicy: 'network-only' });
    return data?.myPosts.edges.some(({ node }) => node.text === words && !before.includes(node.id)) ?? false;
  } catch {
    return false;
  }
}
