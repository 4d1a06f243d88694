import type { Answer } from './client.js';
import { as } from './client.js';
import { drain, theHouse } from './harness.js';
import { PASSWORD, type Person } from './people.js';

export const REQUEST = 'mutation ($input: EmailChangeInput!) { requestEmailChange(input: $input) { changeId email } }';
const CONFIRM = 'mutation ($input: ConfirmEmailChangeInput!) { confirmEmailChange(input: $input) { id email } }';

let count = 0;
export const aNewAddress = (): string => `nouvelle${(count += 1)}@adresses.premierpas.example`;

export const mailsTo = (email: string) => theHouse().mailbox.messages(email);
export const subjectsTo = (email: string): string[] => mailsTo(email).map(({ subject }) => subject);
export const codeSentTo = (email: string): string => /\b\d{6}\b/.exec(mailsTo(email)[0]?.text ?? '')?.[0] ?? '000000';
/** Of the newest link that takes an account back. */
export const tokenSentTo = (email: string): string =>
  mailsTo(email).flatMap(({ text }) => /\/adresse#([\w-]+)/.exec(text)?.[1] ?? [])[0] ?? 'no link';

export const codeOf = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'ok';

export async function requestChange(person: Person, email: string): Promise<string> {
  const { requestEmailChange } = await as(person).ask<{ requestEmailChange: { changeId: string } }>(REQUEST, {
    input: { email, password: PASSWORD },
  });
  await drain();
  return requestEmailChange.changeId;
}

export const confirmChange = (person: Person, changeId: string, code: string) => as(person).send(CONFIRM, { input: { changeId, code } });

/** The whole way: asked for, proven, told to both. */
export async function moved(person: Person, email = aNewAddress()): Promise<string> {
  const changeId = await requestChange(person, email);
  expect(codeOf(await confirmChange(person, changeId, codeSentTo(email)))).toBe('ok');
  await drain();
  return email;
}

export const addressOf = async ({ id }: Person): Promise<string | undefined> =>
  (await theHouse().app.db.one<{ email: string }>('SELECT email FROM users WHERE id = $1', [id]))?.email;
