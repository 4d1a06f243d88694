export { dropHistory, knownRows, putMyMedia } from './inbox-cache';
export { PAGE } from './inbox-engine';
export { type Messenger, provideMessenger, useMessenger } from './messenger';
export { isBringing, type Outbox } from './outbox';
export type { Attachment, OutboxItem } from './outbox-store';
