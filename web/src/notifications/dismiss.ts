/** What was read here needs no telling any more. */
export async function dismiss(conversationId: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/');
  const shown = await registration?.getNotifications({ tag: conversationId });
  for (const notification of shown ?? []) notification.close();
}
