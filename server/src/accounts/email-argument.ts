import { isEmail } from 'class-validator';
import { badInput } from '../platform/errors.js';

/** An address that comes as an argument of its own. */
export function checkEmail(value: unknown): void {
  if (typeof value !== 'string' || value.length > 254 || !isEmail(value)) throw badInput({ email: 'Not an e-mail address.' });
}
