import { getCountryCallingCode, type CountryCode } from 'libphonenumber-js/mobile';

/** Where an SMS may go: France with all that belongs to it, and its neighbours. Far and dear ones are what pumping is made of. */
const CODES: readonly CountryCode[] = [
  ...(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF'] as const),
  ...(['BE', 'CH', 'LU', 'MC', 'AD', 'DE', 'ES', 'IT', 'PT', 'NL', 'GB', 'IE', 'AT'] as const),
];

export const COUNTRIES = CODES.map((code) => ({ code, callingCode: getCountryCallingCode(code) as string }));
