import { randomInt, randomUUID } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export function token(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** `sub_1…`: Stripe's prefix and length, so that nobody relies on shorter ones. */
export function newId(prefix: string): string {
  return prefix === 'cus' || prefix === 'prod' || prefix === 'req' ? `${prefix}_${token(14)}` : `${prefix}_1${token(23)}`;
}

export const newSessionId = (): string => `cs_test_a1${token(56)}`;
export const newPortalToken = (): string => `test_${token(40)}`;
export const newKey = (): string => randomUUID();
