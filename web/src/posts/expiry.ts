const DAY_MS = 86_400_000;
const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/** For how many days an ad may be online before it goes to the archives by itself. */
export const EXPIRIES = ['7', '30', '90'] as const;

/** `KEPT`: as it is. Empty: never. */
export type Expiry = (typeof EXPIRIES)[number] | 'KEPT' | '';

/** The day on which it goes; undefined when nothing changes. */
export function expiresOn(choice: Expiry, now = new Date()): string | null | undefined {
  if (choice === 'KEPT') return undefined;
  // Days begin in Paris, wherever one is.
  return choice === ''
    ? null
    : new Date(Date.parse(`${parisDay.format(now)}T00:00:00Z`) + Number(choice) * DAY_MS).toISOString().slice(0, 10);
}
