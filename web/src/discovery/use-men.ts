import { computed, type MaybeRefOrGetter, ref, toValue, watch } from 'vue';
import { codeOf, toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { MenDocument, type MenFilter } from '../graphql/generated/graphql';
import { cameBack } from '../router/history';

const PAGE = 24;

/** The men who match, page after page, and what to say instead of them. */
export function useMen(filter: MaybeRefOrGetter<MenFilter>) {
  // Back from a profile the list is as she left it, so that its place on the page is found; any other way in asks anew.
  const returned = cameBack();
  const moreFailed = ref(false);
  const { result, error, loading, pending, loadingMore, refetch, fetchMore } = useQuery(
    MenDocument,
    () => ({ filter: toValue(filter), first: PAGE }),
    { fetchPolicy: returned ? 'cache-first' : 'cache-and-network' },
  );
  watch(
    () => JSON.stringify(toValue(filter)),
    () => (moreFailed.value = false),
  );

  const connection = computed(() => result.value?.men);
  const men = computed(() => connection.value?.edges.map((edge) => edge.node) ?? []);
  const locked = computed(() => codeOf(error.value) === 'SUBSCRIPTION_REQUIRED');
  const message = computed(() => (error.value ? toUserMessage(error.value) : undefined));

  async function more(): Promise<void> {
    const after = connection.value?.pageInfo.endCursor;
    if (!after) return;
    moreFailed.value = false;
    await fetchMore({ after });
    moreFailed.value = error.value !== undefined;
  }

  return {
    men,
    scope: computed(() => connection.value?.scope),
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    loading,
    /** Shown men are those of the former filter until the answer comes. */
    stale: computed(() => pending.value && men.value.length > 0),
    loadingMore,
    locked,
    problem: computed(() => (moreFailed.value ? undefined : message.value)),
    moreProblem: computed(() => (moreFailed.value ? message.value : undefined)),
    more,
    refetch,
  };
}
