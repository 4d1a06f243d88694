import { currentLocale } from './i18n';

const tag = () => (currentLocale() === 'fr' ? 'fr-FR' : 'en-GB');

/** Cents to « 19,90 € ». */
export function formatMoney(cents: number, currency: string): string {
  const whole = cents % 100 === 0;
  return new Intl.NumberFormat(tag(), {
    style: 'currency',
    currency,
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: 2,
  }).format(cents / 100);
}

export const formatNumber = (value: number): string => new Intl.NumberFormat(tag()).format(value);

/** An ISO date or time, as a long date by default. */
export function formatDate(iso: string, options: Intl.DateTimeFormatOptions = { dateStyle: 'long' }): string {
  // A date without a time is a day, not midnight in Greenwich.
  const date = iso.length === 10 ? new Date(`${iso}T12:00:00`) : new Date(iso);
  // A day and its month stay on one line.
  return new Intl.DateTimeFormat(tag(), options).format(date).replace(/^(\d+) /, '$1\u00a0');
}

const DAY_MS = 86_400_000;

/** « aujourd’hui », « hier », « mardi », then the date. */
export function formatRelativeDay(iso: string, now = new Date()): string {
  const date = iso.length === 10 ? new Date(`${iso}T12:00:00`) : new Date(iso);
  const startOf = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  const days = Math.round((startOf(now) - startOf(date)) / DAY_MS);
  if (days >= 0 && days < 2) return new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' }).format(-days, 'day').replace("'", '’');
  if (days > 1 && days < 7) return formatDate(iso, { weekday: 'long' });
  const sameYear = date.getFullYear() === now.getFullYear();
  return formatDate(iso, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}
