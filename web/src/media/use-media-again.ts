import { ref, type Ref, watch } from 'vue';
import { client } from '../graphql';
import { MediaAgainDocument } from '../graphql/generated/graphql';

/** What no longer loads is asked for again, once. What does not load even then may not be seen any more, and is `lost`. */
export function useMediaAgain(
  id: string,
  address: () => string | null | undefined,
): { lost: Ref<boolean>; onFailed(): void; onLoaded(): void } {
  const lost = ref(false);
  let asked = false;

  watch(address, () => (lost.value = false));

  async function onFailed(): Promise<void> {
    lost.value = asked;
    if (asked) return;
    asked = true;
    const known = address();
    await client.query({ query: MediaAgainDocument, variables: { id }, fetchPolicy: 'network-only' }).catch(() => undefined);
    // Nothing new to try: refused, or the same address again.
    lost.value = address() === known;
  }
  return { lost, onFailed: () => void onFailed(), onLoaded: () => (asked = false) };
}
