export { platform } from './device';
export type { KeyValueStore, Platform } from './platform';
export { forgetDrafts, useDraft } from './use-draft';
export { reportReachable, reportUnreachable, useNetwork } from './use-network';
