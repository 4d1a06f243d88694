import { ref, watch, type Ref } from 'vue';
import type { Where } from './renew';

/**
 * Addresses of media live for minutes: what no longer loads is asked for again, once. What does not load even then may
 * not be seen any more, and is `lost`.
 */
export function useRenewal(
  of: () => { __typename?: string; id: string } | null | undefined,
  address: () => string | null | undefined,
  /** What to ask for anew: what stands on the page itself or in the ads of somebody, or one photo or film of a message. */
  where: Where = 'profile',
): { lost: Ref<boolean>; renewing: Ref<boolean>; onFailed(): void; onLoaded(): void } {
  const lost = ref(false);
  const renewing = ref(false);
  let renewed = false;

  watch(address, (now, before) => {
    lost.value = false;
    // Another picture, and not only another address of this one.
    if (now?.split('?')[0] !== before?.split('?')[0]) renewed = false;
  });

  async function renewOnce(): Promise<void> {
    const what = of();
    if (!what || !address()) return;
    lost.value = renewed;
    if (renewed) return;
    renewed = true;
    renewing.value = true;
    const asked = await import('./renew').then(({ renew }) => renew(what, where)).catch(() => false);
    renewing.value = false;
    if (!asked) lost.value = true;
  }

  return {
    lost,
    renewing,
    onFailed: () => void renewOnce(),
    onLoaded: () => (renewed = false),
  };
}
