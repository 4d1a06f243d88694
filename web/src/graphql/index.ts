export { client } from './client';
export { type CachedConnection, editConnection } from './edit-connection';
export { listen, type Listener } from './listen';
export { useFragment } from './use-fragment';
export { type MutationHandle, useMutation } from './use-mutation';
export { type QueryHandle, type QueryOptions, useQuery } from './use-query';
export { subscribe, type SubscriptionHandlers, useSubscription } from './use-subscription';
