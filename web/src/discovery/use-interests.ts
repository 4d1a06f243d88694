import { computed } from 'vue';
import { useQuery } from '../graphql';
import { InterestsDocument } from '../graphql/generated/graphql';
import { useInterestLabel } from '../men';

/** Every taste one may ask for, in the reader's language and the order of the list. */
export function useInterests() {
  const { result } = useQuery(InterestsDocument, {}, { fetchPolicy: 'cache-first' });
  const label = useInterestLabel();
  const options = computed(() => (result.value?.interests ?? []).map((interest) => ({ value: interest.id, label: label(interest) })));
  const labelOf = (id: string) => options.value.find(({ value }) => value === id)?.label ?? id;
  return { options, labelOf };
}
