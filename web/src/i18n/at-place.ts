import { currentLocale } from './i18n';

/** « à Lyon », « au Mans », « aux Abymes », « à La Rochelle »; “in Lyon”. */
export function atPlace(name: string): string {
  if (currentLocale() !== 'fr') return `in ${name}`;
  const contracted = /^(Le|Les) (.+)$/.exec(name);
  if (!contracted) return `à ${name}`;
  return `${contracted[1] === 'Le' ? 'au' : 'aux'} ${contracted[2]}`;
}
