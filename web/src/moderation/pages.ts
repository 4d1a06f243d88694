// One piece of the site, for the few who need it.
export { default as CasePage } from './CasePage.vue';
export { default as ModerationPage } from './ModerationPage.vue';
