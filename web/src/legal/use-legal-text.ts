import { ref, shallowRef, watch } from 'vue';
import { toUserMessage } from '../api';
import { PublisherDocument } from '../graphql/generated/public/graphql';
import { type LocaleCode, useLocale } from '../i18n';
import { call } from '../session';
import type { LegalText, LegalWriter } from './legal-text';
import type { LegalPageName } from './pages';
import { named } from './publisher';

const writers: Record<LegalPageName, Record<LocaleCode, () => Promise<LegalWriter>>> = {
  terms: {
    fr: () => import('./text/terms.fr').then((module) => module.termsFr),
    en: () => import('./text/terms.en').then((module) => module.termsEn),
  },
  privacy: {
    fr: () => import('./text/privacy.fr').then((module) => module.privacyFr),
    en: () => import('./text/privacy.en').then((module) => module.privacyEn),
  },
  consent: {
    fr: () => import('./text/consent.fr').then((module) => module.consentFr),
    en: () => import('./text/consent.en').then((module) => module.consentEn),
  },
  deletion: {
    fr: () => import('./text/deletion.fr').then((module) => module.deletionFr),
    en: () => import('./text/deletion.en').then((module) => module.deletionEn),
  },
  accessibility: {
    fr: () => import('./text/accessibility.fr').then((module) => module.accessibilityFr),
    en: () => import('./text/accessibility.en').then((module) => module.accessibilityEn),
  },
  imprint: {
    fr: () => import('./text/imprint.fr').then((module) => module.imprintFr),
    en: () => import('./text/imprint.en').then((module) => module.imprintEn),
  },
};

/** A legal page as it is in force: its words are of the site, who runs it and the version are the server's to say. */
export function useLegalText(page: () => LegalPageName) {
  const locale = useLocale();
  const text = shallowRef<LegalText & { version: string }>();
  const problem = ref<string>();
  let asked: Promise<Awaited<ReturnType<typeof ask>>> | undefined;
  const ask = () => call(PublisherDocument);

  async function load(): Promise<void> {
    problem.value = undefined;
    const [name, code] = [page(), locale.value];
    asked ??= ask();
    try {
      const [writer, { publisher, legalVersions }] = await Promise.all([writers[name][code](), asked]);
      if (name !== page() || code !== locale.value) return;
      text.value = { ...writer(named(publisher, code)), version: name === 'terms' ? legalVersions.terms : legalVersions.privacy };
    } catch (cause) {
      asked = undefined;
      problem.value = toUserMessage(cause);
    }
  }
  watch([page, locale], () => void load(), { immediate: true });
  return { text, problem, load };
}
