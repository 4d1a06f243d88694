import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/mobile';
import { COUNTRIES } from './countries.js';

export interface MobileNumber {
  /** As the world writes it: `+33612345678`. */
  e164: string;
  callingCode: string;
}

/** Whether we write to numbers of this country. */
export const isOffered = (country: string): country is CountryCode => COUNTRIES.some(({ code }) => code === country);

/** A mobile number, of this country unless it says another that we write to; null for any other. */
export function mobileNumber(typed: string, country: CountryCode): MobileNumber | null {
  const number = parsePhoneNumberFromString(typed, country);
  if (!number?.isValid() || number.ext || !number.country || !isOffered(number.country)) return null;
  return { e164: number.number, callingCode: number.countryCallingCode };
}
