import { computed, type ComputedRef, readonly, ref, type Ref, watch } from 'vue';
import { platform } from './device';

export type NetworkState = 'online' | 'offline' | 'unreachable';

// The device may think it is online while nothing answers, or offline behind an adapter it does not know:
// what the transport really saw since the device last changed its mind has the last word.
const reached = ref<boolean>();
watch(platform.online, () => (reached.value = undefined), { flush: 'sync' });

export function reportReachable(): void {
  reached.value = true;
}

export function reportUnreachable(): void {
  reached.value = false;
}

export function useNetwork(): { state: ComputedRef<NetworkState>; online: Readonly<Ref<boolean>> } {
  const state = computed<NetworkState>(() => {
    if (reached.value) return 'online';
    if (!platform.online.value) return 'offline';
    return reached.value === false ? 'unreachable' : 'online';
  });
  return { state, online: readonly(computed(() => state.value === 'online')) };
}
