import { loadMessages, translate } from '../i18n';
import { platform } from '../platform';
import { showToast } from '../ui/toast';

/**
 * For those who come back, the site opens without a network too. A new version is offered and never forced: a page goes on
 * with the files it was made for until its person says so.
 */
export async function keepTheSiteAtHand(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  const registration = await workers.register('/service-worker.js', { updateViaCache: 'none' });
  const controlled = workers.controller !== null;

  async function offer(worker: ServiceWorker): Promise<void> {
    await loadMessages('account');
    showToast(translate('account.newVersion'), {
      action: {
        label: translate('account.reload'),
        run() {
          workers.addEventListener('controllerchange', () => location.reload(), { once: true });
          worker.postMessage('take over');
        },
      },
    });
  }
  if (registration.waiting && controlled) void offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      // The very first one replaces nothing.
      if (installing.state === 'installed' && workers.controller) void offer(installing);
    });
  });
  platform.onResume(() => {
    // What was overlooked is said again.
    if (registration.waiting) void offer(registration.waiting);
    else void registration.update().catch(() => undefined);
  });
}
