import { onScopeDispose, type WritableComputedRef, computed, ref } from 'vue';
import { platform } from './device';

const KEY = 'private-screen';

/** Whether this person wants what they read kept out of screenshots, on this device. */
export function wantsPrivateScreen(): WritableComputedRef<boolean> {
  const wanted = ref(platform.lasting.get(KEY) !== null);
  return computed({
    get: () => wanted.value,
    set(on) {
      wanted.value = on;
      if (on) platform.lasting.set(KEY, '1');
      else platform.lasting.remove(KEY);
    },
  });
}

/** For as long as a page is there that holds what others wrote. */
export function usePrivateScreen(): void {
  if (!__APP__ || platform.lasting.get(KEY) === null) return;
  platform.app?.keepFromScreenshots(true);
  onScopeDispose(() => platform.app?.keepFromScreenshots(false));
}
