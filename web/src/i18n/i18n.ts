import { computed, type WritableComputedRef } from 'vue';
import { createI18n, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n';
import { platform } from '../platform';

export const locales = ['fr', 'en'] as const;
export type LocaleCode = (typeof locales)[number];
export type Messages = LocaleMessageDictionary<VueMessageType>;
type Catalogues = Record<string, () => Promise<Messages>>;

const STORED = 'locale';

export const i18n = createI18n<false>({
  legacy: false,
  locale: 'fr',
  fallbackLocale: 'fr',
  missingWarn: false,
  fallbackWarn: false,
  messages: { fr: {}, en: {} },
});

let catalogues: Catalogues = {};
const wanted = new Set<string>(['i18n']);
const loaded = new Set<string>();

export const currentLocale = (): LocaleCode => i18n.global.locale.value as LocaleCode;

const isLocale = (value: string | null | undefined): value is LocaleCode => locales.some((known) => known === value);

/** The stored choice first, then what the browser asks for, then French. */
export function preferredLocale(): LocaleCode {
  const stored = platform.lasting.get(STORED);
  if (isLocale(stored)) return stored;
  return platform.languages().map((tag) => tag.slice(0, 2).toLowerCase()).find(isLocale) ?? 'fr';
}

/** `paths` look like `./discovery/messages.fr.json`. */
export function provideCatalogues(found: Catalogues): void {
  catalogues = found;
}

/** The texts of these feature folders, in the language in use; already there = nothing to wait for. */
export async function loadMessages(...features: string[]): Promise<void> {
  for (const feature of features) wanted.add(feature);
  await loadFor(currentLocale());
}

async function loadFor(locale: LocaleCode): Promise<void> {
  await Promise.all(
    [...wanted].map(async (feature) => {
      const path = `./${feature}/messages.${locale}.json`;
      const load = catalogues[path];
      if (loaded.has(path) || !load) return;
      i18n.global.mergeLocaleMessage(locale, await load());
      loaded.add(path);
    }),
  );
}

async function show(locale: LocaleCode): Promise<void> {
  await loadFor(locale);
  i18n.global.locale.value = locale;
  document.documentElement.lang = locale;
}

export const startI18n = (): Promise<void> => show(preferredLocale());

export async function setLocale(locale: LocaleCode): Promise<void> {
  await show(locale);
  platform.lasting.set(STORED, locale);
}

export function useLocale(): WritableComputedRef<LocaleCode> {
  return computed({
    get: () => currentLocale(),
    set: (locale) => void setLocale(locale),
  });
}

export function translate(key: string, named: Record<string, unknown> = {}): string {
  return i18n.global.t(key, named);
}
