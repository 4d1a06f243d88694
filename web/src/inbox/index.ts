export { knownRows } from './inbox-cache';
export { type Messenger, provideMessenger, useMessenger } from './messenger';
export type { OutboxItem } from './outbox-store';
