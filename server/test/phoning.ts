import { as } from './client.js';
import { drain, theHouse } from './harness.js';
import type { Person } from './people.js';

export const REQUEST = 'mutation ($input: PhoneNumberInput!) { requestPhoneCode(input: $input) { codeId resendAt } }';
export const CONFIRM = 'mutation ($input: ConfirmPhoneInput!) { confirmPhone(input: $input) { id phone { endsWith verifiedAt } } }';
export const MY_PHONE = '{ me { phone { endsWith } } }';

let numbers = 0;

/** A French mobile number nobody used before, as the world writes it. */
export const aNumber = (): string => `+336${String(10_000_000 + (numbers += 1))}`;

/** Asks for a code; its id. */
export async function askCode(person: Person, number: string): Promise<string> {
  const { requestPhoneCode } = await as(person).ask<{ requestPhoneCode: { codeId: string } }>(REQUEST, {
    input: { country: 'FR', number },
  });
  return requestPhoneCode.codeId;
}

/** The code of the last SMS to a number, once everything that is due went out. */
export async function codeOn(number: string): Promise<string> {
  await drain();
  const [sms] = theHouse().mailbox.messages(number);
  return /^\d{6}/.exec(sms?.text ?? '')?.[0] ?? 'none';
}

/** Proves a number, as a person with that telephone does. */
export async function prove(person: Person, number = aNumber()): Promise<string> {
  const codeId = await askCode(person, number);
  await as(person).ask(CONFIRM, { input: { codeId, code: await codeOn(number) } });
  return number;
}
