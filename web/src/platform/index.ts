export { platform } from './device';
export { newId } from './new-id';
export type { KeyValueStore, Platform } from './platform';
export { backoff, type Pause, pauseBeforeRetry } from './retry';
export { forgetDrafts, useDraft } from './use-draft';
export { reportReachable, reportUnreachable, useNetwork } from './use-network';
