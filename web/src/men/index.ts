export { useInterestLabel } from './interest-label';
export { default as ManCard } from './ManCard.vue';
export { default as ManCardSkeleton } from './ManCardSkeleton.vue';
export { default as ManAds } from './ManAds.vue';
export { default as ManFrame } from './ManFrame.vue';
export { default as ManIntro } from './ManIntro.vue';
export type { ManAdsOf } from './use-man';
export { type MenCount, useMenCount } from './use-men-count';
