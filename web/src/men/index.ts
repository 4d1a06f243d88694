export { useInterestLabel } from './interest-label';
export { default as ManCard } from './ManCard.vue';
export { default as ManCardSkeleton } from './ManCardSkeleton.vue';
export { type MenCount, useMenCount } from './use-men-count';
