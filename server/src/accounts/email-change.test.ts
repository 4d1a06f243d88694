import { as, ask, refusal, send, type Caller } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import {
  addressOf,
  aNewAddress,
  codeOf,
  codeSentTo,
  confirmChange,
  mailsTo,
  moved,
  REQUEST,
  requestChange,
  subjectsTo,
  tokenSentTo,
} from '../../test/moving.js';
import { aMan, aModerator, aPerson, aSubscribedWoman, aWoman, PASSWORD, signedInAgain, type Person } from '../../test/people.js';
import { keepStripesTime } from '../../test/stripe.js';
import { somebodyWaits } from '../../test/talking.js';
import { stripeClient } from '../billing/stripe-client.js';
import { clock, days, hours, minutes } from '../platform/clock.js';

useHouse();

const RESEND = 'mutation { resendEmailChangeCode }';
const CANCEL = 'mutation { cancelEmailChange }';
const WAITING = '{ emailChange { changeId email } }';
const ME = '{ me { email } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const REQUEST_RESET = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';
const LEAVE = 'mutation ($password: String!) { deleteAccount(password: $password) { eraseAt } }';
const JOURNAL = '{ myAudit { edges { node { kind } } } }';

const NEW_PASSWORD = 'un tout nouveau mot de passe';

const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');
const signIn = async (email: string, password: string, caller: Caller = {}) =>
  codeOf(await send(SIGN_IN, { input: { email, password } }, caller));
const lock = (tx: { query: (sql: string, params: unknown[]) => Promise<unknown[]> }, { id }: Person) =>
  tx.query('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [id]);

describe('another address', () => {
  it('is hers once she entered the code that went there, to sign in and for our mails; both are told, the journal too', async () => {
    const lea = await aWoman();
    const email = aNewAddress();
    const changeId = await requestChange(lea, email.toUpperCase());
    expect(await as(lea).ask(WAITING)).toEqual({ emailChange: { changeId, email: email.toUpperCase() } });
    expect(await as(lea).ask(ME)).toEqual({ me: { email: lea.email } });
    expect(mailsTo(lea.email)).toEqual([]);
    const { data } = await confirmChange(lea, changeId, codeSentTo(email));
    expect(data).toEqual({ confirmEmailChange: { id: lea.id, email: email.toUpperCase() } });
    expect(await as(lea).ask(WAITING)).toEqual({ emailChange: null });
    await drain();
    expect(subjectsTo(email)[0]).toBe('Votre nouvelle adresse est enregistrée');
    expect(subjectsTo(lea.email)).toEqual(['L’adresse de votre compte a été changée']);
    // Whoever reads the former mailbox is not told where she went.
    expect(mailsTo(lea.email)[0]?.text.toLowerCase()).not.toContain(email);
    expect([await signIn(email, PASSWORD), await signIn(lea.email, PASSWORD)]).toEqual(['ok', 'UNAUTHENTICATED']);
    const { myAudit } = await as(lea).ask<{ myAudit: { edges: { node: { kind: string } }[] } }>(JOURNAL);
    expect(myAudit.edges.map(({ node }) => node.kind)).toContain('EMAIL_CHANGED');
  });

  it('is anybody’s to ask for: a man’s, a moderator’s, and of who is suspended or has not accepted the new terms', async () => {
    const [suspended, outdated] = [await aMan(), await aWoman()];
    const { db } = theHouse().app;
    await db.query(`UPDATE users SET status = 'SUSPENDED', suspended_until = $2 WHERE id = $1`, [
      suspended.id,
      new Date(clock.now().getTime() + days(3)),
    ]);
    await db.query(`UPDATE users SET terms_version = '2020-01-01' WHERE id = $1`, [outdated.id]);
    for (const person of [await aMan(), await aModerator(), suspended, outdated]) expect(await moved(person)).toBe(await addressOf(person));
  });

  it('may be written to in her language', async () => {
    const mia = await aPerson('WOMAN', { locale: 'EN' });
    const email = await moved(mia);
    expect(subjectsTo(email)[0]).toBe('Your new address is set');
    expect(subjectsTo(mia.email)).toEqual(['The address of your account was changed']);
  });

  it('is followed by Stripe, whose bills go there', async () => {
    keepStripesTime();
    const lea = await aSubscribedWoman();
    const email = await moved(lea);
    const { customers } = stripeClient(theHouse().app.config.stripe);
    expect((await customers.list({ email })).data).toHaveLength(1);
    expect((await customers.list({ email: lea.email })).data).toEqual([]);
  });

  it('is what others recognise him by: her list of people to avoid, and who was banned', async () => {
    const [hugo, email] = [await aMan(), aNewAddress()];
    await moved(hugo, email);
    const { db, accounts } = theHouse().app;
    const hashes = await db.query('SELECT hash FROM contact_hashes WHERE user_id = $1 AND kind = $2', [hugo.id, 'EMAIL']);
    expect(hashes).toEqual([{ hash: accounts.contacts.hash('EMAIL', email) }]);
    const marks = await db.transaction((tx) => accounts.contacts.of(tx, hugo.id));
    // Also by the one he left, as long as it may take the account back.
    expect(marks.map(({ hash }) => hash).sort()).toEqual([email, hugo.email].map((each) => accounts.contacts.hash('EMAIL', each)).sort());
  });
});

describe('asking for one', () => {
  it('answers alike whether it is free, another’s, or her own in capitals; a mail tells whom it belongs to', async () => {
    const [lea, other] = [await aPerson('WOMAN'), await aPerson('WOMAN', { locale: 'EN' })];
    const answers = [];
    for (const email of [aNewAddress(), other.email, lea.email.toUpperCase()]) {
      const { status, data, errors } = await as(lea).send<{ requestEmailChange: { changeId: string } }>(REQUEST, {
        input: { email, password: PASSWORD },
      });
      await drain();
      const row = await theHouse().app.db.one(
        'SELECT attempts, code_hash IS NOT NULL AS "hasCode", codes_sent FROM email_changes WHERE id = $1',
        [data?.requestEmailChange.changeId],
      );
      const wrong = await confirmChange(lea, data?.requestEmailChange.changeId ?? '', otherThan(codeSentTo(email)));
      answers.push({ status, errors, row, wrong: [codeOf(wrong), wrong.errors?.[0]?.extensions.fields] });
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(subjectsTo(other.email)).toEqual(['This address already has a Premier Pas account']);
    expect(subjectsTo(lea.email.toUpperCase())).toEqual(['Cette adresse a déjà un compte Premier Pas']);
  });

  it('for a throw-away one, or what is no address, is refused plainly and costs no try of the password', async () => {
    const lea = await aPerson('WOMAN');
    const { errors } = await as(lea).send(REQUEST, { input: { email: 'lea@mailinator.com', password: 'faux' } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'DISPOSABLE_EMAIL' });
    expect(await as(lea).refusal(REQUEST, { input: { email: 'lea', password: PASSWORD } })).toBe('BAD_USER_INPUT');
  });

  it('with a wrong password is braked as signing in is: the fifth makes the right one wait, at the door too', async () => {
    const lea = await aPerson('WOMAN');
    const here = { ...lea, headers: { 'x-forwarded-for': '198.51.100.40' } };
    const ask = (password: string) => as(here).send(REQUEST, { input: { email: aNewAddress(), password } });
    for (let tries = 0; tries < 5; tries += 1) expect((await ask('faux')).errors?.[0]?.extensions.fields).toHaveProperty('password');
    // The limit by account is met as well: what is proven here are the brakes.
    await theHouse().app.db.query('DELETE FROM rate_limits');
    expect(codeOf(await ask(PASSWORD))).toBe('RATE_LIMITED');
    expect(await signIn(lea.email, PASSWORD, { headers: here.headers })).toBe('RATE_LIMITED');
    expect(codeOf(await as(here).send(LEAVE, { password: PASSWORD }))).toBe('RATE_LIMITED');
  });

  it('again ends the former request, and cancelling ends it for good', async () => {
    const lea = await aPerson('WOMAN');
    const [first, second] = [aNewAddress(), aNewAddress()];
    const former = await requestChange(lea, first);
    const newer = await requestChange(lea, second);
    expect(codeOf(await confirmChange(lea, former, codeSentTo(first)))).toBe('BAD_USER_INPUT');
    await as(lea).ask(CANCEL);
    expect(codeOf(await confirmChange(lea, newer, codeSentTo(second)))).toBe('BAD_USER_INPUT');
    expect(await as(lea).refusal(RESEND)).toBe('NOT_FOUND');
    expect(await addressOf(lea)).toBe(lea.email);
  });

  it('at the same instant five times leaves one that waits', async () => {
    const lea = await aPerson('WOMAN');
    await Promise.all(Array.from({ length: 5 }, () => as(lea).send(REQUEST, { input: { email: aNewAddress(), password: PASSWORD } })));
    expect(await theHouse().app.db.query('SELECT 1 FROM email_changes WHERE user_id = $1', [lea.id])).toHaveLength(1);
  });
});

describe('a code', () => {
  it('is good for ten minutes and five tries, and five of them go out in all', async () => {
    const lea = await aPerson('WOMAN');
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    for (let tries = 0; tries < 5; tries += 1) await confirmChange(lea, changeId, otherThan(codeSentTo(email)));
    expect(codeOf(await confirmChange(lea, changeId, codeSentTo(email)))).toBe('BAD_USER_INPUT');
    for (let times = 0; times < 7; times += 1) {
      await as(lea).ask(RESEND);
      await drain();
    }
    expect(mailsTo(email)).toHaveLength(5);
    clock.travel(minutes(10) + 1_000);
    expect(codeOf(await confirmChange(await signedInAgain(lea), changeId, codeSentTo(email)))).toBe('BAD_USER_INPUT');
  });

  it('is hers alone to enter', async () => {
    const [lea, eve] = [await aPerson('WOMAN'), await aPerson('WOMAN')];
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    expect(codeOf(await confirmChange(eve, changeId, codeSentTo(email)))).toBe('BAD_USER_INPUT');
    expect(codeOf(await confirmChange(lea, changeId, codeSentTo(email)))).toBe('ok');
  });

  it('entered again, because the answer was lost, says the same and does nothing twice', async () => {
    const lea = await aPerson('WOMAN');
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    const sixDigits = codeSentTo(email);
    const answers = await Promise.all(Array.from({ length: 4 }, () => confirmChange(lea, changeId, sixDigits)));
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok']);
    await drain();
    expect(subjectsTo(lea.email)).toHaveLength(1);
  });

  it('waits a day for its change, which is then forgotten', async () => {
    const lea = await aPerson('WOMAN');
    await requestChange(lea, aNewAddress());
    clock.travel(days(1) + hours(1));
    expect(await as(await signedInAgain(lea)).ask(WAITING)).toEqual({ emailChange: null });
    const { app } = theHouse();
    await app.db.transaction((tx) => tx.enqueue('accounts.forget-abandoned', {}));
    await drain();
    expect(await app.db.query('SELECT 1 FROM email_changes WHERE user_id = $1', [lea.id])).toEqual([]);
  });
});

describe('two at the same instant', () => {
  it('who prove one address: one has it, the other hears that the code is no longer good', async () => {
    const [lea, ana] = [await aPerson('WOMAN'), await aPerson('WOMAN')];
    const email = aNewAddress();
    const hers = { person: lea, changeId: await requestChange(lea, email), code: codeSentTo(email) };
    const others = { person: ana, changeId: await requestChange(ana, email), code: codeSentTo(email) };
    const answers = await Promise.all([hers, others].map(({ person, changeId, code: sent }) => confirmChange(person, changeId, sent)));
    expect(answers.map(codeOf).sort()).toEqual(['BAD_USER_INPUT', 'ok']);
  });

  it('one who changes to an address and one who signs up with it: one of them has it', async () => {
    const lea = await aPerson('WOMAN');
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    const sixDigits = codeSentTo(email);
    await aPerson('MAN', { email, emailKey: email });
    expect(codeOf(await confirmChange(lea, changeId, sixDigits))).toBe('BAD_USER_INPUT');
    expect(await addressOf(lea)).toBe(lea.email);
  });

  it.each([
    ['the account is banned', `UPDATE users SET status = 'BANNED' WHERE id = $1`, 'ACCOUNT_SUSPENDED'],
    ['the account leaves', `UPDATE users SET status = 'LEAVING' WHERE id = $1`, 'ACCOUNT_SUSPENDED'],
    ['the password is reset', 'DELETE FROM email_changes WHERE user_id = $1', 'BAD_USER_INPUT'],
  ])('the code, and %s: it comes too late', async (_what, sql, refused) => {
    const lea = await aPerson('WOMAN');
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    const { answer } = await theHouse().app.db.transaction(async (tx) => {
      await lock(tx, lea);
      const pending = confirmChange(lea, changeId, codeSentTo(email));
      await somebodyWaits();
      await tx.query(sql, [lea.id]);
      return { answer: pending };
    });
    expect(codeOf(await answer)).toBe(refused);
    expect(await addressOf(lea)).toBe(lea.email);
  });
});

describe('a password reset', () => {
  const requestReset = async (email: string): Promise<string> => {
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST_RESET, { email });
    await drain();
    return requestPasswordReset.resetId;
  };

  it('that the former address had asked for opens nothing after the change, and none can be asked for there', async () => {
    const lea = await aPerson('WOMAN');
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    const resetId = await requestReset(lea.email);
    const resetCode = codeSentTo(lea.email);
    await confirmChange(lea, changeId, codeSentTo(email));
    expect(await refusal(RESET, { input: { resetId, code: resetCode, password: NEW_PASSWORD } })).toBe('BAD_USER_INPUT');
    const mails = mailsTo(lea.email).length;
    await requestReset(lea.email);
    // The change itself was told meanwhile, and nothing else.
    expect(mailsTo(lea.email)).toHaveLength(mails + 1);
    expect(tokenSentTo(lea.email)).not.toBe('no link');
  });

  it('ends a change that waits: it was asked for with the former password', async () => {
    const lea = await aPerson('WOMAN');
    const email = aNewAddress();
    const changeId = await requestChange(lea, email);
    const resetId = await requestReset(lea.email);
    const { resetPassword } = await ask<{ resetPassword: { accessToken: string } }>(RESET, {
      input: { resetId, code: codeSentTo(lea.email), password: NEW_PASSWORD },
    });
    expect(codeOf(await confirmChange({ ...lea, ...resetPassword }, changeId, codeSentTo(email)))).toBe('BAD_USER_INPUT');
  });
});
