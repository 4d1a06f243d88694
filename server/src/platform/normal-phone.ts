import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A telephone number as the world writes it (+33612345678), read as people in France type it; null when it is none. */
export function normalPhone(typed: string): string | null {
  const number = parsePhoneNumberFromString(typed, 'FR');
  return number?.isValid() && !number.ext ? number.number : null;
}
