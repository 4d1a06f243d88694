import { computed, type MaybeRefOrGetter, ref, toValue } from 'vue';
import { codeOf, toUserMessage } from '../api';
import { useFragment, useQuery } from '../graphql';
import { type ManCardFragment, ManCardFragmentDoc, ManDocument, type ManQuery } from '../graphql/generated/graphql';

export type Man = ManQuery['man'];
export type Ad = Man['posts']['edges'][number]['node'];

/** One man, at once from the card she came by, then whole; his ads page after page. */
export function useMan(id: MaybeRefOrGetter<string>) {
  const { result, error, loadingMore, refetch, fetchMore } = useQuery(ManDocument, () => ({ id: toValue(id) }));
  const card = useFragment<ManCardFragment>(ManCardFragmentDoc, {
    fragmentName: 'ManCard',
    from: () => ({ __typename: 'Man', id: toValue(id) }),
  });
  const man = computed(() => (result.value?.man.id === toValue(id) ? result.value.man : undefined));
  const moreFailed = ref(false);
  const code = computed(() => (moreFailed.value ? undefined : codeOf(error.value)));

  async function moreAds(): Promise<void> {
    const after = man.value?.posts.pageInfo.endCursor;
    if (!after) return;
    moreFailed.value = false;
    await fetchMore({ after });
    moreFailed.value = error.value !== undefined;
  }

  return {
    man,
    card: computed(() => man.value ?? card.value),
    gone: computed(() => code.value === 'NOT_FOUND'),
    locked: computed(() => code.value === 'SUBSCRIPTION_REQUIRED'),
    problem: computed(() => (error.value && !moreFailed.value && !man.value ? toUserMessage(error.value) : undefined)),
    ads: computed(() => man.value?.posts.edges.map((edge) => edge.node) ?? []),
    hasMoreAds: computed(() => man.value?.posts.pageInfo.hasNextPage ?? false),
    loadingMore,
    adsProblem: computed(() => (moreFailed.value && error.value ? toUserMessage(error.value) : undefined)),
    moreAds,
    refetch,
  };
}

/** What the list of his ads needs to know. */
export type ManAdsOf = Pick<ReturnType<typeof useMan>, 'man' | 'ads' | 'hasMoreAds' | 'loadingMore' | 'adsProblem' | 'moreAds'>;
