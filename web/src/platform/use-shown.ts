import { computed, type ComputedRef, inject, type InjectionKey, onScopeDispose, shallowRef, watch } from 'vue';

/** Fetches what an address of a photo leads to, where the address alone opens nothing. */
export const MediaLoader: InjectionKey<(address: string) => Promise<Blob>> = Symbol('media loader');

type Address = () => string | null | undefined;
type Shown = ComputedRef<{ src: string | undefined; srcset?: string | undefined }>;

// No picture: whoever shows it learns that it failed, as from any other.
const BROKEN = 'data:,';

/**
 * What to give an image for an address, and a sharper one for dense screens: both as they are in a browser, which has a
 * cookie for them; in the app, whose screens are dense, the content of the sharper one, from memory.
 */
export function useShown(address: Address, sharp: Address = () => undefined): Shown {
  const load = __APP__ ? inject(MediaLoader, null) : null;
  if (load) return fromMemory(load, () => (address() ? (sharp() ?? address()) : undefined));
  return computed(() => {
    const [src, larger] = [address() ?? undefined, sharp()];
    return { src, srcset: src && larger ? `${src} 1x, ${larger} 2x` : undefined };
  });
}

function fromMemory(load: (address: string) => Promise<Blob>, address: Address): Shown {
  const shown = shallowRef<string>();
  let asked = 0;
  const show = (next: string | undefined) => {
    if (shown.value?.startsWith('blob:')) URL.revokeObjectURL(shown.value);
    shown.value = next;
  };
  watch(
    address,
    async (now) => {
      const mine = ++asked;
      if (!now?.startsWith('/media/')) {
        show(now ?? undefined);
        return;
      }
      const bytes = await load(now).catch(() => null);
      if (mine === asked) show(bytes ? URL.createObjectURL(bytes) : BROKEN);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked++;
    show(undefined);
  });
  return computed(() => ({ src: shown.value }));
}
