import { computed } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { MyPostsDocument, type MyPostFragment } from '../graphql/generated/graphql';
import { MOST_POSTS } from './limits';
import { useDeletePost } from './use-delete-post';

type Deletion = ReturnType<typeof useDeletePost>;

/** My ads online, the pinned one first, without those on their way out. One page holds all that one may have. */
export const useMyPosts = () => useList(false, useDeletePost());

/** Those that only I see. */
export const useMyArchive = (deletion: Deletion) => useList(true, deletion);

function useList(archived: boolean, deletion: Deletion) {
  const { result, loading, loadingMore, error, refetch, fetchMore } = useQuery(
    MyPostsDocument,
    { archived, first: MOST_POSTS },
    { fetchPolicy: 'cache-and-network' },
  );
  const connection = computed(() => result.value?.myPosts);
  const posts = computed<MyPostFragment[]>(
    () => connection.value?.edges.map(({ node }) => node).filter(({ id }) => !deletion.leaving.value.includes(id)) ?? [],
  );
  return {
    posts,
    /** With those on their way out: the server still counts them. */
    total: computed(() => connection.value?.edges.length ?? 0),
    loading: computed(() => loading.value && !connection.value),
    loadingMore,
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    problem: computed(() => (error.value && !connection.value ? toUserMessage(error.value) : undefined)),
    moreProblem: computed(() => (error.value && connection.value ? toUserMessage(error.value) : undefined)),
    more: () => void fetchMore({ after: connection.value?.pageInfo.endCursor ?? null }),
    deletion,
    remove: deletion.remove,
    refetch,
  };
}

export type MyPosts = ReturnType<typeof useMyPosts>;
