import { registerPlugin } from '@capacitor/core';
import { PushNotifications } from '@capacitor/push-notifications';
import type { AppPush, PushPermission } from './platform';

/** Our own, in mobile/android: what the plugin does not know of the build and of the phone's settings. */
const Notices = registerPlugin<{
  state(): Promise<{ offered: boolean; enabled: boolean }>;
  openSettings(): Promise<void>;
}>('Notices');

interface Waiting {
  resolve(address: string): void;
  reject(reason: Error): void;
}

/** Notifications by Firebase. Its library ends an app that asks it without an account: so everything asks `Notices` first. */
export function nativePush(): AppPush {
  let waiting: Waiting | undefined;
  let known: string | undefined;
  const listeners = new Set<(address: string) => void>();
  void PushNotifications.addListener('registration', ({ value }) => {
    const isNew = value !== known;
    known = value;
    if (waiting) waiting.resolve(value);
    else if (isNew) for (const listener of listeners) listener(value);
    waiting = undefined;
  });
  void PushNotifications.addListener('registrationError', ({ error }) => {
    waiting?.reject(new Error(error));
    waiting = undefined;
  });

  async function standing(ask: () => Promise<{ receive: string }>): Promise<PushPermission> {
    const { offered, enabled } = await Notices.state();
    if (!offered) return 'absent';
    const { receive } = await ask();
    if (receive === 'granted') return enabled || (await Notices.state()).enabled ? 'granted' : 'denied';
    return receive === 'denied' ? 'denied' : 'prompt';
  }

  return {
    permission: () => standing(() => PushNotifications.checkPermissions()),
    ask: () => standing(() => PushNotifications.requestPermissions()),
    openSettings: () => void Notices.openSettings(),
    address: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        PushNotifications.register().catch(reject);
      }),
    onAddress: (listener) => void listeners.add(listener),
    async forget() {
      known = undefined;
      await PushNotifications.removeAllDeliveredNotifications();
      if ((await Notices.state()).offered) await PushNotifications.unregister();
    },
    async dismiss(subject) {
      const { notifications } = await PushNotifications.getDeliveredNotifications();
      const told = notifications.filter(({ tag }) => tag === subject);
      if (told.length > 0) await PushNotifications.removeDeliveredNotifications({ notifications: told });
    },
    onTap: (follow) =>
      void PushNotifications.addListener('pushNotificationActionPerformed', ({ notification }) =>
        follow(notification.data as Record<string, string>),
      ),
  };
}
