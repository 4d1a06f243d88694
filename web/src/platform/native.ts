import { App } from '@capacitor/app';
import { registerPlugin, SystemBars, SystemBarsStyle } from '@capacitor/core';
import { Haptics, ImpactStyle } from '@capacitor/haptics';
import { Network } from '@capacitor/network';
import { Share } from '@capacitor/share';
import { readonly, ref } from 'vue';
import { server } from './build';
import { nativePush } from './native-push';
import type { Platform } from './platform';
import { webPlatform } from './web';

/** Our own, in mobile/android: values under a key of the device's Keystore. */
const SecureStore = registerPlugin<{
  get(options: { key: string }): Promise<{ value: string | null }>;
  set(options: { key: string; value: string }): Promise<void>;
  remove(options: { key: string }): Promise<void>;
}>('SecureStore');
const PrivateScreen = registerPlugin<{ set(options: { hidden: boolean }): Promise<void> }>('PrivateScreen');

/** A look at the mailbox and back costs no new connection; longer absences cost the battery none. */
const AWAY_AFTER_MS = 15_000;

/** The Android app: the browser it is made of, and what the device has beyond that. */
export function nativePlatform(): Platform {
  const web = webPlatform();
  const online = ref(true);
  const watchNetwork = ({ connected }: { connected: boolean }) => void (online.value = connected);
  void Network.getStatus().then(watchNetwork);
  void Network.addListener('networkStatusChange', watchNetwork);

  const away = ref(false);
  const resumed = new Set<() => void>();
  let leaving: ReturnType<typeof setTimeout> | undefined;
  void App.addListener('appStateChange', ({ isActive }) => {
    clearTimeout(leaving);
    if (!isActive) leaving = setTimeout(() => (away.value = true), AWAY_AFTER_MS);
    else {
      away.value = false;
      for (const listener of resumed) listener();
    }
  });

  return {
    ...web,
    online: readonly(online),
    // The system may end the app at any moment: nothing it should find again passes with a tab.
    passing: web.lasting,
    onResume(listener) {
      resumed.add(listener);
      return () => resumed.delete(listener);
    },
    app: {
      away: readonly(away),
      secrets: {
        get: async (key) => (await SecureStore.get({ key })).value,
        set: (key, value) => SecureStore.set({ key, value }),
        remove: (key) => SecureStore.remove({ key }),
      },
      onBack(goBack) {
        void App.addListener('backButton', () => {
          if (!goBack()) void App.minimizeApp();
        });
      },
      onLink(follow) {
        // Without a link Android answers with nothing in it.
        const open = (link: { url?: string } = {}) => {
          // Any app may ask to open any address: only those of the site lead somewhere.
          if (link.url?.startsWith(`${server}/`)) follow(link.url.slice(server.length));
        };
        void App.addListener('appUrlOpen', open);
        void App.getLaunchUrl().then(open);
      },
      // Closing the list of apps is an answer too.
      share: (title, path) =>
        Share.share({ title, url: server + path }).then(
          () => undefined,
          () => undefined,
        ),
      feel: () => void Haptics.impact({ style: ImpactStyle.Light }).catch(() => undefined),
      keepFromScreenshots: (hidden) => void PrivateScreen.set({ hidden }),
      goWith: (theme) => void SystemBars.setStyle({ style: theme === 'dark' ? SystemBarsStyle.Dark : SystemBarsStyle.Light }),
      push: nativePush(),
    },
  };
}
