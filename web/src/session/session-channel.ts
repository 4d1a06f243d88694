import type { SessionEnd } from './session';

export type SessionMessage =
  | { type: 'signed-in'; userId: string }
  // Somebody signs out here (or that failed): what the other tabs lose now is not lost, but left.
  | { type: 'leaving'; leaving: boolean }
  | { type: 'ended'; reason: SessionEnd };

/** Tells the other tabs of this browser. No token ever travels here. */
export function sessionChannel(listener: (message: SessionMessage) => void): { post(message: SessionMessage): void } {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined };
  const channel = new BroadcastChannel('pp.session');
  channel.addEventListener('message', (event: MessageEvent<SessionMessage>) => listener(event.data));
  return { post: (message) => channel.postMessage(message) };
}
