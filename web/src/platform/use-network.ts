import { computed, type ComputedRef, readonly, ref, type Ref } from 'vue';
import { platform } from './device';

export type NetworkState = 'online' | 'offline' | 'unreachable';

// The device may think it is online while nothing answers: the transport reports what it really saw.
const reachable = ref(true);

export function reportReachable(): void {
  reachable.value = true;
}

export function reportUnreachable(): void {
  reachable.value = false;
}

export function useNetwork(): { state: ComputedRef<NetworkState>; online: Readonly<Ref<boolean>> } {
  const state = computed<NetworkState>(() => {
    if (!platform.online.value) return 'offline';
    return reachable.value ? 'online' : 'unreachable';
  });
  return { state, online: readonly(computed(() => state.value === 'online')) };
}
