import { computed, ref } from 'vue';
import { codeOf, toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { MyPreviewDocument } from '../graphql/generated/graphql';
import type { ManAdsOf } from '../men';

/** My profile as others see it: his page, or what she shows in a conversation. */
export function usePreview() {
  const { result, error, loading, loadingMore, refetch, fetchMore } = useQuery(MyPreviewDocument, {}, { fetchPolicy: 'cache-and-network' });
  const moreFailed = ref(false);
  const person = computed(() => result.value?.myPreview);
  const man = computed(() => (person.value?.__typename === 'Man' ? person.value : undefined));
  const woman = computed(() => (person.value?.__typename === 'Woman' ? person.value : undefined));

  async function moreAds(): Promise<void> {
    const after = man.value?.posts.pageInfo.endCursor;
    if (!after) return;
    moreFailed.value = false;
    await fetchMore({ after });
    moreFailed.value = error.value !== undefined;
  }

  const ads: ManAdsOf = {
    man,
    ads: computed(() => man.value?.posts.edges.map((edge) => edge.node) ?? []),
    hasMoreAds: computed(() => man.value?.posts.pageInfo.hasNextPage ?? false),
    loadingMore,
    adsProblem: computed(() => (moreFailed.value && error.value ? toUserMessage(error.value) : undefined)),
    moreAds,
  };
  return {
    man,
    woman,
    ads,
    loading,
    /** Nobody could see it yet. */
    missing: computed(() => codeOf(error.value) === 'CONFLICT'),
    problem: computed(() => (error.value && !person.value ? toUserMessage(error.value) : undefined)),
    refetch,
  };
}
