import { platform } from '../platform';

/** What was read here needs no telling any more. */
export async function dismiss(conversationId: string): Promise<void> {
  if (__APP__) return platform.app?.push.dismiss(conversationId);
  const registration = await navigator.serviceWorker?.getRegistration('/');
  const shown = await registration?.getNotifications({ tag: conversationId });
  for (const notification of shown ?? []) notification.close();
}
