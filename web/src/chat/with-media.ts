/** What only conversations with photos need: it comes as one. */
export { default as ComposerAttachments } from './ComposerAttachments.vue';
export { default as MessageMedia } from './MessageMedia.vue';
export { default as PendingMedia } from './PendingMedia.vue';
export { shrink } from '../media/shrink';
export { problemOf, weightProblem } from '../media/upload-rules';
