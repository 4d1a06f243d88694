export const locales = ['fr', 'en'] as const;
export type LocaleCode = (typeof locales)[number];
export interface Messages {
  [key: string]: string | Messages;
}
export type Named = Readonly<Record<string, unknown>>;

export function resolve(messages: Messages | undefined, key: string): string | undefined {
  let found: string | Messages | undefined = messages;
  for (const part of key.split('.')) {
    if (typeof found !== 'object') return undefined;
    found = found[part];
  }
  return typeof found === 'string' ? found : undefined;
}

/** `one | many`, or `none | one | many`. French says « 0 homme », « 1,5 homme »: below two is singular. */
export function choose(message: string, count: number, locale: LocaleCode): string {
  const forms = message.split(' | ');
  const many = forms.at(-1) ?? message;
  if (forms.length === 3 && count === 0) return forms[0] ?? many;
  const singular = locale === 'fr' ? Math.abs(count) < 2 : count === 1;
  return singular ? (forms.at(-2) ?? many) : many;
}

export const interpolate = (message: string, named: Named): string =>
  message.replace(/\{(\w+)\}/g, (hole, name: string) => (name in named ? String(named[name]) : hole));

/** The message cut at its holes: texts at even places, names of holes at odd ones. */
export const pieces = (message: string): string[] => message.split(/\{(\w+)\}/);

/** Deep: two folders may add to the same group. */
export function merged(into: Messages, more: Messages): Messages {
  const result = { ...into };
  for (const [key, value] of Object.entries(more)) {
    const present = result[key];
    result[key] = typeof present === 'object' && typeof value === 'object' ? merged(present, value) : value;
  }
  return result;
}
