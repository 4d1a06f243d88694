// One piece of the site: they are small, and each alone would cost every visitor a line in the first file.
export { default as NewTermsPage } from '../privacy/NewTermsPage.vue';
export { default as DecisionsPage } from './DecisionsPage.vue';
export { default as ProtectionPage } from './ProtectionPage.vue';
