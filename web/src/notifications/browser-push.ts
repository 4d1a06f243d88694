import { client } from '../graphql';
import { type DeviceFieldsFragment, WebKeyDocument } from '../graphql/generated/graphql';
import { platform } from '../platform';
import { session } from '../session';
import type { Asked } from './push-words';
import { registerDevice } from './register-device';
import type { PushOffer, Standing } from './this-device';

/** Whose notifications this browser asked for; and whether this tab has said so again. */
const OWNER = 'push.owner';
const SAID = 'push.said';

export async function standing(): Promise<Standing> {
  const ability = abilityOf();
  return ability === 'able' && Notification.permission === 'denied' ? 'denied' : ability;
}

export async function turnOn({ webKey }: PushOffer): Promise<DeviceFieldsFragment | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null;
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  return register(await subscribed(pushManager, webKey));
}

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
  if (!me || abilityOf() !== 'able' || Notification.permission !== 'granted' || platform.passing.get(SAID) === me) return;
  const subscription = await currentSubscription();
  if (!subscription) return;
  if (platform.lasting.get(OWNER) !== me) return turnOff();
  const { data } = await client.query({ query: WebKeyDocument, fetchPolicy: 'network-only' });
  const { pushManager } = await navigator.serviceWorker.ready;
  if (data) await register(await subscribed(pushManager, data.pushOffer.webKey));
}

async function register(subscription: PushSubscription): Promise<DeviceFieldsFragment> {
  const { endpoint, keys } = subscription.toJSON();
  const device = await registerDevice({ kind: 'WEB', address: endpoint ?? '', p256dh: keys?.['p256dh'], auth: keys?.['auth'] });
  const me = session.me.value?.id ?? '';
  platform.lasting.set(OWNER, me);
  platform.passing.set(SAID, me);
  return device;
}

/** Under the server's key of today: one that was made under another is of no use to it any more. */
async function subscribed(pushManager: PushManager, webKey: string): Promise<PushSubscription> {
  const known = await pushManager.getSubscription();
  if (known && base64Url(known.options.applicationServerKey) === webKey) return known;
  await known?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: webKey });
}

function abilityOf(): 'able' | 'install' | 'unable' {
  if ('PushManager' in window && 'Notification' in window && 'serviceWorker' in navigator) return 'able';
  return /iPhone|iPad/.test(navigator.userAgent) ? 'install' : 'unable';
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
