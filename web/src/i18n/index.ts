export { atPlace } from './at-place';
export { formatDate, formatMoney, formatNumber, formatRelativeDay } from './format';
export { I18nText } from './i18n-text';
export { addMessages, currentLocale, loadMessages, provideCatalogues, setLocale, startI18n, translate, useI18n, useLocale } from './i18n';
export { type LocaleCode, locales, type Messages } from './message';
