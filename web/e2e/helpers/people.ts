import { randomInt, randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { ask } from './api';
import { codeFor, mailsTo } from './mailbox';
import { anAddress } from './visitor';

export interface Person {
  email: string;
  password: string;
  name: string;
}

export const PASSWORD = 'une phrase assez longue';
export const LYON = '69123';
const DEMO_PASSWORD = 'premier-pas-demo';

export const demo = (key: 'lea' | 'ines' | 'hugo' | 'samir' | 'moderation'): Person => ({
  email: `${key}@demo.premierpas.example`,
  password: DEMO_PASSWORD,
  name: { lea: 'Léa', ines: 'Inès', hugo: 'Hugo', samir: 'Samir', moderation: '' }[key],
});

/**
 * Somebody who is not there yet: the name is new on every run, since no two men may share one. It holds no digit: six of them in
 * a mail are a code.
 */
export function someoneNew(name: string): Person {
  const mark = Array.from({ length: 6 }, () => 'abcdefghijklmnop'[randomInt(16)]).join('');
  const plain = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  return { email: `${plain}-${mark}@stories.example`, password: PASSWORD, name: `${name}-${mark}` };
}

export interface Signed extends Person {
  id: string;
  token: string;
}

/** An account with a profile, made by the API as an integrator would make it. */
export async function anAccount(
  role: 'MAN' | 'WOMAN',
  name: string,
  profile: { bio?: string; cityCode?: string; tags?: string[] } = {},
): Promise<Signed> {
  const person = someoneNew(name);
  const from = anAddress();
  const { legalVersions: versions } = await ask<{ legalVersions: { terms: string; privacy: string } }>(
    '{ legalVersions { terms privacy } }',
  );
  const { signUp } = await ask<{ signUp: { signUpId: string } }>(
    'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }',
    {
      input: {
        role,
        email: person.email,
        password: person.password,
        birthDate: '1990-05-17',
        termsVersion: versions.terms,
        privacyVersion: versions.privacy,
      },
    },
    { from },
  );
  const { verifyEmail } = await ask<{ verifyEmail: { accessToken: string; me: { id: string } } }>(
    'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { accessToken me { id } } }',
    { input: { signUpId: signUp.signUpId, code: await codeFor(person.email) } },
    { from },
  );
  const token = verifyEmail.accessToken;
  const input = { username: person.name, cityCode: LYON, ...profile };
  await ask('mutation ($input: UpdateProfileInput!) { updateMyProfile(input: $input) { id } }', { input }, { token });
  return { ...person, id: verifyEmail.me.id, token };
}

export const aMan = (name = 'Basile', bio?: string): Promise<Signed> => anAccount('MAN', name, bio ? { bio } : {});

/** With an access that was paid at the simulator, and told to us by its webhooks. */
export async function aSubscribedWoman(name = 'Noémie'): Promise<Signed> {
  const woman = await anAccount('WOMAN', name);
  const { createCheckoutSession } = await ask<{ createCheckoutSession: { url: string } }>(
    'mutation { createCheckoutSession(planId: "MONTH") { url } }',
    {},
    woman,
  );
  const session = new URL(createCheckoutSession.url).pathname.split('/').at(-1);
  await fetch(`${process.env.STRIPE_URL}/_sim/completeCheckout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session }),
  });
  await expect(async () => {
    const { me } = await ask<{ me: { membership: { hasAccess: boolean } } }>('{ me { membership { hasAccess } } }', {}, woman);
    expect(me.membership.hasAccess, 'access after the payment').toBe(true);
  }).toPass({ intervals: [50] });
  return woman;
}

export async function aPost(man: Signed, text: string): Promise<void> {
  await ask('mutation ($input: PostInput!) { createPost(input: $input) { post { id } } }', { input: { text } }, man);
}

/** Her first step towards him; answers with the conversation. */
export async function aFirstStep(woman: Signed, man: Signed, opening: string): Promise<string> {
  const { createMatch } = await ask<{ createMatch: { conversation: { id: string } } }>(
    'mutation ($input: CreateMatchInput!) { createMatch(input: $input) { conversation { id } } }',
    { input: { manId: man.id, clientId: randomUUID(), opening } },
    woman,
  );
  return createMatch.conversation.id;
}

export async function aMessage(by: Signed, conversationId: string, text: string): Promise<void> {
  await ask(
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
    { input: { conversationId, clientId: randomUUID(), text } },
    by,
  );
}

/** As somebody does who holds that telephone. */
export async function provesNumber(person: Signed, number: string): Promise<void> {
  const before = (await mailsTo(number)).length;
  const { requestPhoneCode } = await ask<{ requestPhoneCode: { codeId: string } }>(
    'mutation ($input: PhoneNumberInput!) { requestPhoneCode(input: $input) { codeId } }',
    { input: { country: 'FR', number } },
    person,
  );
  await expect.poll(async () => (await mailsTo(number)).length).toBeGreaterThan(before);
  const input = { codeId: requestPhoneCode.codeId, code: await codeFor(number) };
  await ask('mutation ($input: ConfirmPhoneInput!) { confirmPhone(input: $input) { id } }', { input }, person);
}
