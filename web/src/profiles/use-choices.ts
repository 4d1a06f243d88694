import { computed } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { ProfileChoicesDocument } from '../graphql/generated/graphql';
import { useInterestLabel } from '../men/interest-label';

/** What one may pick from: portraits, and tastes under their headings, in the reader's language. */
export function useChoices(role: 'MAN' | 'WOMAN') {
  const { result, loading, error, refetch } = useQuery(ProfileChoicesDocument, { role }, { fetchPolicy: 'cache-first' });
  const label = useInterestLabel();
  const groups = computed(() => {
    const byId = new Map<string, { id: string; label: string; options: { value: string; label: string }[] }>();
    for (const interest of result.value?.interests ?? []) {
      const { group } = interest;
      const present = byId.get(group.id) ?? { id: group.id, label: label(group), options: [] };
      byId.set(group.id, present);
      present.options.push({ value: interest.id, label: label(interest) });
    }
    return [...byId.values()];
  });
  return {
    portraits: computed(() => result.value?.illustrations ?? []),
    groups,
    loading,
    problem: computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined)),
    refetch,
  };
}
