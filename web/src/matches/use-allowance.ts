import { computed, type ComputedRef } from 'vue';
import { useQuery } from '../graphql';
import { FirstStepAllowanceDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';

/** Said early enough that nobody runs into the limit, and not before. */
const NEAR = 0.75;

/** What to know of the first steps that wait for an answer, once they are many; undefined before. */
export function useAllowance(): ComputedRef<string | undefined> {
  const { t } = useI18n();
  const { result } = useQuery(FirstStepAllowanceDocument, {}, { fetchPolicy: 'network-only' });
  return computed(() => {
    if (!result.value) return undefined;
    const { unanswered, most } = result.value.firstStepAllowance;
    if (unanswered < NEAR * most) return undefined;
    return unanswered < most ? t('matches.waiting', { count: unanswered, most }) : t('matches.waitingMost', { count: unanswered });
  });
}
