import { computed, onScopeDispose, ref, watch } from 'vue';
import { client } from '../graphql';
import { backoff, type Pause, pauseBeforeRetry } from '../platform';
import { checkoutOutcome } from './checkout-outcome';
import { useMembership } from './use-membership';

/** Back from the payment page: looks until the webhook has opened her access. A hint of the inbox ends the wait at once. */
export function useCheckoutReturn() {
  const { membership, refetch } = useMembership();
  const tries = ref(0);
  const outcome = computed(() => checkoutOutcome(membership.value, tries.value));
  let pause: Pause | undefined;
  let left = false;

  async function wait(): Promise<void> {
    const over = () => left || outcome.value === 'done';
    while (!over()) {
      pause = pauseBeforeRetry(backoff(tries.value));
      await pause.over;
      if (over()) return;
      await refetch();
      tries.value++;
    }
  }
  watch(outcome, (now) => {
    // Counts and lists refused until now are asked anew.
    if (now === 'done') client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'men' });
  });
  onScopeDispose(() => {
    left = true;
    pause?.cut();
  });
  void wait();
  return { outcome, membership };
}
