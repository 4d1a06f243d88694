import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { FcmMessage } from '../../../server/test/push/fcm-receiver';

const RES = fileURLToPath(new URL('../../android/app/src/main/res', import.meta.url));

/** What stands in Android's tray. */
export interface Notice {
  id: number;
  tag: string;
  title: string;
  body: string;
  data: Record<string, string>;
}

type Tell = (pluginId: string, event: string, data: object) => Promise<void>;

/** Notifications of a phone, as Google's library and the plugin behave: also while the app is killed. */
export class Tray {
  notices: Notice[] = [];
  /** The address of this phone at Google, once it was asked for. */
  address: string | null = null;
  /** Whether the app was built with an account at Google. */
  offered = true;
  permission: 'prompt' | 'granted' | 'denied' = 'prompt';
  /** What the person says when Android asks. */
  agrees = true;

  constructor(
    private readonly language: 'fr' | 'en',
    private readonly tell: Tell,
  ) {}

  /** A message that names its words: Android shows those of the app, in the language of the phone. */
  arrive({ token, data, android: { notification } }: FcmMessage): void {
    if (token !== this.address || this.permission !== 'granted') throw new Error('This message is for nobody here');
    const words = readFileSync(`${RES}/${this.language === 'fr' ? 'values' : 'values-en'}/strings.xml`, 'utf8');
    const word = (name: string) => new RegExp(`<string name="${name}">(.+)</string>`).exec(words)?.[1] ?? '';
    const [title, body] = [word(notification.title_loc_key), word(notification.body_loc_key)];
    const others = this.notices.filter(({ tag }) => tag !== notification.tag);
    this.notices = [...others, { id: 0, tag: notification.tag, title, body, data }];
  }

  /** The finger on one of them takes it away; what it holds, as the app hears of it. */
  take(tag: string): object {
    const notice = this.notices.find((shown) => shown.tag === tag);
    if (!notice) throw new Error(`Nothing is shown of ${tag}`);
    this.notices = this.notices.filter((shown) => shown !== notice);
    return { actionId: 'tap', notification: { id: '0:1%1', data: { ...notice.data, from: '1', collapse_key: tag } } };
  }

  /** Google gives a phone another address when it likes. */
  async renew(): Promise<void> {
    this.address = `phone:${randomUUID()}`;
    await this.tell('PushNotifications', 'registration', { value: this.address });
  }

  readonly native: Record<string, (options: Record<string, unknown>) => object | undefined> = {
    'Notices.state': () => ({ offered: this.offered, enabled: this.permission === 'granted' }),
    'Notices.openSettings': () => undefined,
    'PushNotifications.checkPermissions': () => ({ receive: this.permission }),
    'PushNotifications.requestPermissions': () => {
      if (this.permission === 'prompt') this.permission = this.agrees ? 'granted' : 'denied';
      return { receive: this.permission };
    },
    'PushNotifications.register': () => {
      this.account();
      this.address ??= `phone:${randomUUID()}`;
      void this.tell('PushNotifications', 'registration', { value: this.address });
      return undefined;
    },
    'PushNotifications.unregister': () => {
      this.account();
      this.address = null;
      return undefined;
    },
    'PushNotifications.getDeliveredNotifications': () => ({
      notifications: this.notices.map(({ id, tag, title, body }) => ({ id, tag, title, body })),
    }),
    'PushNotifications.removeDeliveredNotifications': ({ notifications }) => {
      const gone = (notifications as { tag: string }[]).map(({ tag }) => tag);
      this.notices = this.notices.filter(({ tag }) => !gone.includes(tag));
      return undefined;
    },
    'PushNotifications.removeAllDeliveredNotifications': () => {
      this.notices = [];
      return undefined;
    },
  };

  /** Google's library ends an app that has none. */
  private account(): void {
    if (!this.offered) throw new Error('Default FirebaseApp is not initialized in this process');
  }
}
