import { client } from '../graphql';
import { type DeviceFieldsFragment, RegisterDeviceDocument, WebKeyDocument } from '../graphql/generated/graphql';
import { currentLocale } from '../i18n';
import { platform } from '../platform';
import { session } from '../session';
import type { Asked } from './push-words';

/** What this browser can do: `install` is an iPhone, which tells only what stands on its home screen. */
export type Ability = 'able' | 'install' | 'unable';

/** Whose notifications this browser asked for; and whether this tab has said so again. */
const OWNER = 'push.owner';
const SAID = 'push.said';

export function abilityOf(browser: Window & typeof globalThis = window): Ability {
  if (platform.app) return 'unable';
  if ('PushManager' in browser && 'Notification' in browser && 'serviceWorker' in browser.navigator) return 'able';
  return /iPhone|iPad/.test(browser.navigator.userAgent) ? 'install' : 'unable';
}

export const permission = (): NotificationPermission => (abilityOf() === 'able' ? Notification.permission : 'default');

/** Asks the person, then the browser, then the server. Answers null when the person said no. */
export async function turnOn(webKey: string): Promise<DeviceFieldsFragment | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  return register(await subscribed(pushManager, webKey));
}

/** The server has forgotten this browser; now the browser forgets the server. */
export async function turnOff(): Promise<void> {
  platform.lasting.remove(OWNER);
  const subscription = await currentSubscription();
  await subscription?.unsubscribe();
}

/** Answers the worker where this page is, goes where a tapped notification leads, and keeps this browser known to the server. */
export function attend(go: (path: string) => void): void {
  navigator.serviceWorker.onmessage = ({ data, ports: [port] }: MessageEvent<Asked | null>) => {
    if (typeof data !== 'object' || data === null) return;
    if ('at' in data) port?.postMessage(location.pathname === data.at || location.pathname.startsWith(`${data.at}/`));
    else if ('open' in data) {
      port?.postMessage(true);
      go(data.open);
    }
  };
  // Another visit will do.
  void keepOn().catch(() => undefined);
}

/**
 * Once in each tab: tells the server again of a browser that wants to be told, for a new session has forgotten it. On a shared
 * computer, what somebody else asked for ends here.
 */
async function keepOn(): Promise<void> {
  const me = session.me.value?.id;
  if (!me || permission() !== 'granted' || platform.passing.get(SAID) === me) return;
  const subscription = await currentSubscription();
  if (!subscription) return;
  if (platform.lasting.get(OWNER) !== me) return turnOff();
  const { data } = await client.query({ query: WebKeyDocument, fetchPolicy: 'network-only' });
  const { pushManager } = await navigator.serviceWorker.ready;
  if (data) await register(await subscribed(pushManager, data.pushOffer.webKey));
}

async function register(subscription: PushSubscription): Promise<DeviceFieldsFragment> {
  const { endpoint, keys } = subscription.toJSON();
  const { data } = await client.mutate({
    mutation: RegisterDeviceDocument,
    variables: {
      input: {
        kind: 'WEB',
        address: endpoint ?? '',
        p256dh: keys?.['p256dh'],
        auth: keys?.['auth'],
        locale: currentLocale() === 'en' ? 'EN' : 'FR',
      },
    },
  });
  if (!data) throw new Error('The answer is empty');
  const me = session.me.value?.id ?? '';
  platform.lasting.set(OWNER, me);
  platform.passing.set(SAID, me);
  return data.registerDevice;
}

/** Under the server's key of today: one that was made under another is of no use to it any more. */
async function subscribed(pushManager: PushManager, webKey: string): Promise<PushSubscription> {
  const known = await pushManager.getSubscription();
  if (known && base64Url(known.options.applicationServerKey) === webKey) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: webKey });
}

async function currentSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

const base64Url = (bytes: ArrayBuffer | null): string =>
  bytes
    ? btoa(String.fromCharCode(...new Uint8Array(bytes)))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replaceAll('=', '')
    : '';
