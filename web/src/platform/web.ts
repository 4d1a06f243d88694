import { readonly, ref } from 'vue';
import type { KeyValueStore, Platform } from './platform';

const PREFIX = 'pp.';

// Storage throws in private windows and when full: what cannot be kept is then kept in memory only.
function keyValueStore(open: () => Storage): KeyValueStore {
  const memory = new Map<string, string>();
  const attempt = <T>(act: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return act(open());
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) =>
      memory.get(key) ??
      attempt(
        (s) => s.getItem(PREFIX + key),
        () => null,
      ),
    set: (key, value) =>
      attempt(
        (s) => {
          s.setItem(PREFIX + key, value);
          memory.delete(key);
        },
        () => void memory.set(key, value),
      ),
    remove: (key) => {
      memory.delete(key);
      attempt(
        (s) => s.removeItem(PREFIX + key),
        () => undefined,
      );
    },
    keys: () => {
      const stored = attempt(
        (s) => Object.keys(s),
        () => [],
      );
      const ours = stored.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
      return [...new Set([...ours, ...memory.keys()])];
    },
  };
}

export function webPlatform(): Platform {
  const online = ref(navigator.onLine);
  addEventListener('online', () => (online.value = true));
  addEventListener('offline', () => (online.value = false));

  const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;
  const prefersDark = ref(dark?.matches ?? false);
  dark?.addEventListener('change', (event) => (prefersDark.value = event.matches));

  return {
    online: readonly(online),
    prefersDark: readonly(prefersDark),
    lasting: keyValueStore(() => localStorage),
    passing: keyValueStore(() => sessionStorage),
    leaveFor: (url) => location.assign(url),
    onResume(listener) {
      const onVisible = () => {
        if (document.visibilityState === 'visible') listener();
      };
      document.addEventListener('visibilitychange', onVisible);
      return () => document.removeEventListener('visibilitychange', onVisible);
    },
    languages: () => navigator.languages,
  };
}
