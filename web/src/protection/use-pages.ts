import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { computed, type MaybeRefOrGetter, type Ref } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';

interface Page<TNode> {
  edges: ReadonlyArray<{ node: TNode }>;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** A list that grows, with its states. Asked anew each time it is opened: something may have happened since. */
export function usePages<TData, TVariables extends OperationVariables & { after?: string | null }, TNode>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: MaybeRefOrGetter<NoInfer<TVariables>>,
  pageOf: (data: TData) => Page<TNode>,
) {
  const query = useQuery(document, variables, { fetchPolicy: 'cache-and-network' });
  const page = computed(() => (query.result.value === undefined ? undefined : pageOf(query.result.value)));
  return {
    items: computed(() => page.value?.edges.map(({ node }) => node) ?? []) as Readonly<Ref<TNode[]>>,
    loading: query.loading,
    loadingMore: query.loadingMore,
    problem: computed(() => (query.error.value ? toUserMessage(query.error.value) : undefined)),
    hasMore: computed(() => page.value?.pageInfo.hasNextPage ?? false),
    more: () => void query.fetchMore({ after: page.value?.pageInfo.endCursor ?? null } as Partial<TVariables>),
    retry: () => void query.refetch(),
  };
}
