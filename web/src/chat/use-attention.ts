import { onScopeDispose, readonly, type Ref, ref } from 'vue';

/** Whether the page is in sight, and whether it has the person's attention: only then is a message read. */
export function useAttention(): { visible: Readonly<Ref<boolean>>; attentive: Readonly<Ref<boolean>> } {
  const visible = ref(true);
  const attentive = ref(true);
  const look = () => {
    visible.value = document.visibilityState === 'visible';
    attentive.value = visible.value && document.hasFocus();
  };
  look();
  const listening = new AbortController();
  for (const target of [window, document]) {
    for (const type of ['focus', 'blur', 'visibilitychange']) target.addEventListener(type, look, { signal: listening.signal });
  }
  onScopeDispose(() => listening.abort());
  return { visible: readonly(visible), attentive: readonly(attentive) };
}
