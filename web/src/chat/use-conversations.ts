import { computed, type ComputedRef, type Ref } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { ConversationsDocument, type ConversationRowFragment } from '../graphql/generated/graphql';
import { PAGE, useMessenger } from '../inbox';

export interface Conversations {
  rows: ComputedRef<readonly ConversationRowFragment[]>;
  loading: ComputedRef<boolean>;
  problem: ComputedRef<string | undefined>;
  hasMore: ComputedRef<boolean>;
  loadingMore: Ref<boolean>;
  more(): void;
  retry(): void;
}

/** My conversations, the last activity first. The inbox keeps them true; here they are only read and paged. */
export function useConversations(): Conversations {
  const messenger = useMessenger();
  const ready = computed(() => messenger.value?.inbox.ready ?? false);
  const query = useQuery(ConversationsDocument, { first: PAGE }, { enabled: ready, fetchPolicy: 'cache-first' });
  const connection = computed(() => query.result.value?.conversations);
  const failure = computed(() => query.error.value ?? (ready.value ? undefined : messenger.value?.inbox.failed));
  return {
    rows: computed(() => {
      const unique = new Map(connection.value?.edges.map(({ node }) => [node.id, node]));
      return [...unique.values()].sort((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1));
    }),
    loading: computed(() => !connection.value && failure.value === undefined),
    problem: computed(() => (failure.value === undefined ? undefined : toUserMessage(failure.value))),
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    loadingMore: query.loadingMore,
    more: () => void query.fetchMore({ after: connection.value?.pageInfo.endCursor ?? null }),
    retry: () => void (ready.value ? query.refetch() : messenger.value?.inbox.retry()),
  };
}
