import type { Ref } from 'vue';

/** What the product needs from the device. `web.ts` is the browser; an app brings its own. */
export interface Platform {
  kind: 'web' | 'app';
  /** False while the device knows that it has no network. */
  online: Readonly<Ref<boolean>>;
  /** Kept on this device; survives a closed tab. Never for secrets. */
  lasting: KeyValueStore;
  /** Kept for this tab; survives a reload. */
  passing: KeyValueStore;
  /** Leaves for another site in the same tab (payment pages). */
  leaveFor(url: string): void;
  /** Calls back when the person comes back to the page or the app. Returns the way to stop. */
  onResume(listener: () => void): () => void;
  languages(): readonly string[];
  prefersDark: Readonly<Ref<boolean>>;
}

export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}
