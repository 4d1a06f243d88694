import { type Ref, ref, watch } from 'vue';
import { platform } from './device';

const PREFIX = 'draft:';

export interface Draft {
  text: Ref<string>;
  /** The words were sent or thrown away on purpose. */
  clear(): void;
}

/**
 * Words that survive a reload, a lost network and an expired session: stored at each keystroke, on this device,
 * until they are sent. The key names what is being written (`message:<conversation id>`), and whose words they are.
 */
export function useDraft(key: string, options: { initial?: string; lasting?: boolean } = {}): Draft {
  const store = options.lasting ? platform.lasting : platform.passing;
  const initial = options.initial ?? '';
  const text = ref(store.get(PREFIX + key) ?? initial);
  watch(
    text,
    (value) => {
      if (value === initial) store.remove(PREFIX + key);
      else store.set(PREFIX + key, value);
    },
    { flush: 'sync' },
  );
  return {
    text,
    clear() {
      text.value = initial;
      store.remove(PREFIX + key);
    },
  };
}

/** At sign-out nothing of hers or his stays on a shared computer. */
export function forgetDrafts(): void {
  for (const store of [platform.lasting, platform.passing]) {
    for (const key of store.keys()) if (key.startsWith(PREFIX)) store.remove(key);
  }
}
