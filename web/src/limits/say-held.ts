import { currentLocale, loadMessages, translate } from '../i18n';
import { detailOf } from '../api';
import { type Held, heldBack } from './held';

const MINUTE = 60_000;
const UNITS = [
  ['day', 1_440 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

/** Undefined where the words that everybody has say enough. */
export async function explain(error: unknown): Promise<string | undefined> {
  await loadMessages('limits');
  const held = heldBack(error);
  if (held) return sayHeld(held);
  return detailOf(error, 'reason') === 'DISPOSABLE_EMAIL' ? translate('limits.DISPOSABLE_EMAIL') : undefined;
}

/** Why it waits and when it may go on, in the reader's language. */
export async function sayHeld({ reason, until }: Held): Promise<string> {
  await loadMessages('limits');
  const left = Math.max(until - Date.now(), MINUTE);
  // « dans 36 heures » rather than « dans 2 jours ».
  const [unit, length] = UNITS.find(([, each]) => left >= 1.5 * each) ?? UNITS[2];
  return translate(`limits.${reason}`, { when: new Intl.RelativeTimeFormat(currentLocale()).format(Math.ceil(left / length), unit) });
}
