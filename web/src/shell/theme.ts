import { computed, ref, watchEffect, type WritableComputedRef } from 'vue';
import { platform } from '../platform';

export type Theme = 'light' | 'dark';
const STORED = 'theme';
const PAPER: Record<Theme, string> = { light: '#fbf8f4', dark: '#16141c' };

const read = (): Theme | null => {
  const stored = platform.lasting.get(STORED);
  return stored === 'light' || stored === 'dark' ? stored : null;
};
const chosen = ref(read());

/** Follows the system until somebody chooses; choosing what the system says follows it again. */
export function useTheme(): WritableComputedRef<Theme> {
  const system = computed<Theme>(() => (platform.prefersDark.value ? 'dark' : 'light'));
  const theme = computed<Theme>({
    get: () => chosen.value ?? system.value,
    set(value) {
      chosen.value = value === system.value ? null : value;
      if (chosen.value) platform.lasting.set(STORED, chosen.value);
      else platform.lasting.remove(STORED);
    },
  });
  watchEffect(() => {
    document.documentElement.dataset['theme'] = theme.value;
    if (__APP__) platform.app?.goWith(theme.value);
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', PAPER[theme.value]);
  });
  return theme;
}
