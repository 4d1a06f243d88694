import type { Ref } from 'vue';

/** What the product needs from the device. `web.ts` is the browser; an app brings its own. */
export interface Platform {
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
  /** What an app has to see to itself. */
  app?: AppWays;
  languages(): readonly string[];
  prefersDark: Readonly<Ref<boolean>>;
}

export interface AppWays {
  /** Out of sight for so long that no connection is worth its battery. */
  away: Readonly<Ref<boolean>>;
  /** What no other app can read, for what opens the account. A browser has none: there the server keeps it in a cookie. */
  secrets: SecretStore;
  /** The device's own back button; answers false when there is nothing left to go back from. */
  onBack(goBack: () => boolean): void;
  /** Somebody follows a link of the site into the app: its path, also that of the link which started it. */
  onLink(follow: (path: string) => void): void;
  /** Offers a page of the site to another app. */
  share(title: string, path: string): Promise<void>;
  /** A small tap in the hand: something was given away for good. */
  feel(): void;
  /** Keeps what is on the screen out of screenshots and of the list of recent apps. */
  keepFromScreenshots(hidden: boolean): void;
  /** What the device draws around the page goes with it: clocks are dark on a light page. */
  goWith(theme: 'light' | 'dark'): void;
  /** How the phone tells whoever is not here. */
  push: AppPush;
}

/** `absent`: this build has no account at the service that carries notifications. */
export type PushPermission = 'granted' | 'denied' | 'prompt' | 'absent';

export interface AppPush {
  permission(): Promise<PushPermission>;
  /** Lets the phone ask the person. After two refusals it asks no more, and only its settings help. */
  ask(): Promise<PushPermission>;
  openSettings(): void;
  /** Where the service reaches this phone; it has none before it is asked for the first time. */
  address(): Promise<string>;
  /** The service has given the phone another address. */
  onAddress(listener: (address: string) => void): void;
  /** The phone has no address any more, and shows nothing of what it told. */
  forget(): Promise<void>;
  /** Takes away what was told of this. */
  dismiss(subject: string): Promise<void>;
  /** Somebody touches a notification: what it holds, also that of the one which started the app. */
  onTap(follow: (data: Record<string, string>) => void): void;
}

export interface SecretStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}
