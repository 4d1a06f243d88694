import type { ActivityBucket } from '../graphql/generated/graphql';

/** Seen today: the only thing worth a green dot. */
export const isActive = (bucket: ActivityBucket): boolean => bucket === 'TODAY';
