import { onScopeDispose, ref, type Ref, watchEffect } from 'vue';

/** Longer than this nobody has to wait; a clock that goes wrong must not say otherwise. */
const LONGEST = 30;
const SECOND_MS = 1_000;

/** How many seconds are left until an instant. */
export function useCountdown(until: () => number | undefined): Ref<number> {
  const left = ref(0);
  const look = () => {
    const seconds = Math.ceil(((until() ?? 0) - Date.now()) / SECOND_MS);
    left.value = Math.min(LONGEST, Math.max(0, seconds));
  };
  watchEffect(look);
  const timer = setInterval(look, SECOND_MS);
  onScopeDispose(() => clearInterval(timer));
  return left;
}
