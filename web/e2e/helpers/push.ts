import { createECDH, randomBytes } from 'node:crypto';
import { expect, type Page } from './visitor';

export interface Notice {
  title: string;
  body: string;
  tag: string;
}

/**
 * No push service is reached from here: subscribing, the one step that asks it, answers as it would. Everything else is
 * the browser's own.
 */
export async function withPushService(page: Page): Promise<void> {
  await page.context().grantPermissions(['notifications'], { origin: process.env.SITE_URL ?? '' });
  const keys = {
    p256dh: createECDH('prime256v1').generateKeys('base64url', 'uncompressed'),
    auth: randomBytes(16).toString('base64url'),
  };
  await page.addInitScript(
    ({ endpoint, keys: both }) => {
      const KEPT = 'test.subscription';
      const made = (key: string) => ({
        options: {
          applicationServerKey: Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)).buffer,
        },
        toJSON: () => ({ endpoint, keys: both }),
        unsubscribe: async () => {
          localStorage.removeItem(KEPT);
          return true;
        },
      });
      Object.assign(PushManager.prototype, {
        getSubscription: async () => {
          const key = localStorage.getItem(KEPT);
          return key === null ? null : made(key);
        },
        subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
          localStorage.setItem(KEPT, key);
          return made(key);
        },
      });
    },
    { endpoint: `https://push.example/${randomBytes(12).toString('base64url')}`, keys },
  );
}

/** Hands the worker of the page what a push service would hand it. */
export async function push(page: Page, content: object): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ isDeleted }) => !isDeleted);
      if (ours) resolve(ours.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const origin = process.env.SITE_URL ?? '';
  await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data: JSON.stringify(content) });
  await cdp.detach();
}

/** What the browser shows now. */
export const notices = (page: Page): Promise<Notice[]> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

/** Taps the only notification, as the worker hears of it. */
export async function tap(page: Page): Promise<void> {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('No worker runs.');
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration;
      NotificationEvent: new (type: string, init: { notification: Notification }) => Event;
      dispatchEvent(event: Event): boolean;
    };
    const [notification] = await scope.registration.getNotifications();
    if (!notification) throw new Error('Nothing to tap.');
    const event = new scope.NotificationEvent('notificationclick', { notification });
    // Only an event of the browser itself may be waited for.
    await new Promise<void>((resolve, reject) => {
      Object.assign(event, { waitUntil: (work: Promise<void>) => void work.then(resolve, reject) });
      scope.dispatchEvent(event);
    });
  });
}

export const expectNotices = (page: Page, expected: Notice[]) => expect.poll(() => notices(page)).toEqual(expected);
