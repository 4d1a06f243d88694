import { computed, readonly, type Ref, shallowRef, type WritableComputedRef } from 'vue';
import { platform } from '../platform';
import { choose, interpolate, type LocaleCode, locales, merged, type Messages, type Named, resolve } from './message';

type Catalogues = Record<string, () => Promise<Messages>>;

const STORED = 'locale';
const COMMON = 'i18n';

const locale = shallowRef<LocaleCode>('fr');
const messages = shallowRef<Record<LocaleCode, Messages>>({ fr: {}, en: {} });
const wanted = new Set([COMMON]);
const loaded = new Set<string>();
let catalogues: Catalogues = {};

const isLocale = (value: string | null | undefined): value is LocaleCode => locales.some((known) => known === value);

/** The stored choice first, then what the browser asks for, then French. */
export function preferredLocale(): LocaleCode {
  const stored = platform.lasting.get(STORED);
  if (isLocale(stored)) return stored;
  const asked = platform.languages().map((tag) => tag.slice(0, 2).toLowerCase());
  return asked.find(isLocale) ?? 'fr';
}

/** `paths` look like `./discovery/messages.fr.json`. */
export function provideCatalogues(found: Catalogues): void {
  catalogues = found;
}

export function addMessages(code: LocaleCode, more: Messages): void {
  messages.value = { ...messages.value, [code]: merged(messages.value[code], more) };
}

/** The texts of these feature folders, in the language in use; already there = nothing to wait for. */
export async function loadMessages(...features: string[]): Promise<void> {
  for (const feature of features) wanted.add(feature);
  await loadFor(locale.value);
}

async function loadFor(code: LocaleCode): Promise<void> {
  await Promise.all(
    [...wanted].map(async (feature) => {
      const path = `./${feature}/messages.${code}.json`;
      const load = catalogues[path];
      if (loaded.has(path) || !load) return;
      addMessages(code, await load());
      loaded.add(path);
    }),
  );
}

async function show(code: LocaleCode): Promise<void> {
  await loadFor(code);
  locale.value = code;
  document.documentElement.lang = code;
}

export const startI18n = (): Promise<void> => show(preferredLocale());

export async function setLocale(code: LocaleCode): Promise<void> {
  await show(code);
  platform.lasting.set(STORED, code);
}

export const currentLocale = (): LocaleCode => locale.value;

export function useLocale(): WritableComputedRef<LocaleCode> {
  return computed({
    get: () => locale.value,
    set: (code) => void setLocale(code),
  });
}

/** The text of `key`, its `{holes}` filled; with a count, the right one of its ` | ` forms. A missing key shows itself. */
export function translate(key: string, named: Named = {}, count?: number): string {
  const message = resolve(messages.value[locale.value], key);
  if (message === undefined) return key;
  return interpolate(count === undefined ? message : choose(message, count, locale.value), named);
}

export const rawMessage = (key: string): string => resolve(messages.value[locale.value], key) ?? key;

export interface I18n {
  t: typeof translate;
  /** A number as the reader writes it: « 1 234,5 ». */
  n(value: number): string;
  locale: Readonly<Ref<LocaleCode>>;
}

/** For templates: texts follow the language by themselves. */
export function useI18n(): I18n {
  return { t: translate, n: (value) => new Intl.NumberFormat(locale.value).format(value), locale: readonly(locale) };
}
