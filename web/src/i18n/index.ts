export { formatDate, formatMoney, formatNumber, formatRelativeDay } from './format';
export { currentLocale, i18n, type LocaleCode, locales, loadMessages, type Messages, provideCatalogues, setLocale, startI18n, translate, useLocale } from './i18n';
