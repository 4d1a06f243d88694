import { currentLocale, loadMessages, translate } from '../i18n';
import type { Held } from './held';

const MINUTE = 60_000;
const UNITS = [
  ['day', 1_440 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

/** Why it waits and when it may go on, in the reader's language. */
export async function sayHeld({ reason, until }: Held): Promise<string> {
  await loadMessages('limits');
  const left = Math.max(until - Date.now(), MINUTE);
  // « dans 36 heures » rather than « dans 2 jours ».
  const [unit, length] = UNITS.find(([, each]) => left >= 1.5 * each) ?? UNITS[2];
  return translate(`limits.${reason}`, { when: new Intl.RelativeTimeFormat(currentLocale()).format(Math.ceil(left / length), unit) });
}
