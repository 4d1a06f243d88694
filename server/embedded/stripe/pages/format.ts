import type Stripe from 'stripe';
import { en } from './words.en.js';
import { fr, type Words } from './words.fr.js';

export type Language = 'fr' | 'en';
export const wordsOf = (language: Language): Words => (language === 'en' ? en : fr);

/** The session's language when it names one of ours, else the browser's, else French. */
export function languageOf(locale: string | null, accepted: string | undefined): Language {
  const wanted = locale === null || locale === 'auto' ? (accepted ?? 'fr') : locale;
  return wanted.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

export function money(language: Language, cents: number, currency: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-IE' : 'fr-FR', { style: 'currency', currency }).format(cents / 100);
}

export function date(language: Language, seconds: number): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(
    seconds * 1000,
  );
}

export function moment(language: Language, seconds: number): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Paris',
  }).format(seconds * 1000);
}

export function interval(words: Words, price: Stripe.Price): string {
  const { interval: unit = 'month', interval_count: count = 1 } = price.recurring ?? {};
  return words.plans[unit as keyof Words['plans']](count);
}

export const spaced = (number: string): string => number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
