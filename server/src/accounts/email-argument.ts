import { isEmail, registerDecorator } from 'class-validator';
import { badInput } from '../platform/errors.js';

const MESSAGE = 'Not an e-mail address.';
const LONGEST = 254;

// Before the @ only what every mail server and Stripe take: an account that could never pay or be written to is no use.
const WRITABLE = { allow_utf8_local_part: false };

/** Within quotation marks anything may stand before the @, the end of a header and the beginning of the next among it. */
const HIDING = /["\p{Cc}]/u;

/** The library breaks down on half a character: that is asked first. */
const isAddress = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= LONGEST && value.isWellFormed() && !HIDING.test(value) && isEmail(value, WRITABLE);

/** An address in an input type. */
export function IsAddress(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isAddress',
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: isAddress, defaultMessage: () => MESSAGE },
    });
  };
}

/** An address that comes as an argument of its own. */
export function checkEmail(value: unknown): void {
  if (!isAddress(value)) throw badInput({ email: MESSAGE });
}
