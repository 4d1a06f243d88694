import { computed, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import { useQuery } from '../graphql';
import { MenCountDocument, type MenCountQuery, type MenCountQueryVariables } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';

export type MenCount = MenCountQuery['menCount'];

/** How many men match, in words: « environ 430 hommes », « moins de 10 hommes ». Undefined until known. */
export function useMenCount(
  where: MaybeRefOrGetter<MenCountQueryVariables>,
  enabled: MaybeRefOrGetter<boolean> = true,
): { words: ComputedRef<string | undefined>; count: ComputedRef<MenCount | undefined> } {
  const { t, n } = useI18n();
  const { result } = useQuery(MenCountDocument, where, { enabled, fetchPolicy: 'cache-first' });
  const count = computed(() => result.value?.menCount);
  const words = computed(() => count.value && t(`men.count.${count.value.kind}`, { count: n(count.value.value) }, count.value.value));
  return { words, count };
}
