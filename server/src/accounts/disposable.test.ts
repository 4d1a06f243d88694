import { send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { Disposable } from './disposable.js';
import { LEGAL_VERSIONS } from './legal.js';

useHouse({ EMAIL_DOMAINS_REFUSED: 'jetable.example, Poubelle.example', EMAIL_DOMAINS_ALLOWED: 'bon.poubelle.example' });

const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const signUp = (email: string) =>
  send(SIGN_UP, {
    input: {
      role: 'WOMAN',
      email,
      password: 'assez longue',
      birthDate: '1990-01-01',
      termsVersion: LEGAL_VERSIONS.terms,
      privacyVersion: LEGAL_VERSIONS.privacy,
    },
  });

describe('addresses that are thrown away', () => {
  it.each([
    'lea@mailinator.com',
    'lea@MAILINATOR.com',
    'lea@boite.de.mailinator.com',
    'lea@ⓜailinator.com',
    'lea@jetable.example',
    'lea@poubelle.example',
  ])('%s does not sign up, and hears why', async (email) => {
    const { errors } = await signUp(email);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'DISPOSABLE_EMAIL',
      fields: { email: expect.stringContaining('throw-away') as string },
    });
    await drain();
    expect(await theHouse().app.db.query('SELECT 1 FROM pending_sign_ups WHERE email = $1', [email.trim()])).toEqual([]);
  });

  it.each(['lea@premierpas.example', 'lea@bon.poubelle.example', 'lea@mailinator.com.example', 'lea@notmailinator.example'])(
    '%s does',
    async (email) => expect((await signUp(email)).errors).toBeUndefined(),
  );

  it('no mailbox of many people is among them', () => {
    const kept = new Disposable({ refused: [], allowed: [] });
    const known = [
      'gmail.com',
      'orange.fr',
      'free.fr',
      'laposte.net',
      'sfr.fr',
      'outlook.com',
      'hotmail.fr',
      'yahoo.fr',
      'icloud.com',
      'proton.me',
      'gmx.fr',
    ];
    expect(known.filter((domain) => kept.has(`lea@${domain}`))).toEqual([]);
  });
});
