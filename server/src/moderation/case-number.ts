import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that a number read aloud or copied by hand stays the same. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const four = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');

/** `PP-7K3M-Q2XD`: 40 random bits, so that nobody counts our reports or meets another's by guessing. */
export const newCaseNumber = (): string => `PP-${four()}-${four()}`;
