import { shallowRef, type ShallowRef, watch } from 'vue';
import { type LocaleCode, useLocale } from '../i18n';

export interface Change {
  title: string;
  text: string;
}

const texts: Record<LocaleCode, () => Promise<readonly Change[]>> = {
  fr: () => import('./text/changes.fr').then((module) => module.changesFr),
  en: () => import('./text/changes.en').then((module) => module.changesEn),
};

/** What the version in force changes for people, in their words. */
export function useChanges(): { changes: ShallowRef<readonly Change[] | undefined> } {
  const locale = useLocale();
  const changes = shallowRef<readonly Change[]>();
  watch(locale, async (code) => (changes.value = await texts[code]()), { immediate: true });
  return { changes };
}
