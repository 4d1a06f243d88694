import { useI18n } from '../i18n';

/** The name of a taste in the reader's language. */
export function useInterestLabel(): (interest: { labelFr: string; labelEn: string }) => string {
  const { locale } = useI18n();
  return ({ labelFr, labelEn }) => (locale.value === 'fr' ? labelFr : labelEn);
}
