export { plansPath, server } from './build';
export { platform } from './device';
export { newId } from './new-id';
export type { KeyValueStore, Platform, PushPermission, SecretStore } from './platform';
export { backoff, type Pause, pauseBeforeRetry } from './retry';
export { forgetDrafts, useDraft } from './use-draft';
export { MediaLoader, useShown } from './use-shown';
export { usePrivateScreen, wantsPrivateScreen } from './use-private-screen';
export { reportReachable, reportUnreachable, useNetwork } from './use-network';
