export { dropHistory, knownRows, putMyMedia } from './inbox-cache';
export { PAGE } from './inbox-engine';
export { type Messenger, provideMessenger, useMessenger } from './messenger';
export type { OutboxItem } from './outbox-store';
