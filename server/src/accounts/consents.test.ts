import { as, ask, refusal, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { inboxOf } from '../../test/inbox.js';
import { aMan, aMatch, aModerator, aSubscribedWoman, aWoman, PASSWORD, type Person } from '../../test/people.js';
import { say } from '../../test/talking.js';
import { clock, days } from '../platform/clock.js';
import type { Consent } from './consent.types.js';
import type { Logger } from '../platform/logger.js';
import { LEGAL_VERSIONS, sayWhatIsUnsaid } from './legal.js';

useHouse({ OPERATOR_NAME: 'Un Pas' });

const CONSENTS = '{ consents { purpose given history { given version at } } }';
const ACCEPT = 'mutation ($input: AcceptTermsInput!) { acceptTerms(input: $input) }';
const WITHDRAW = 'mutation { withdrawConsent { eraseAt } }';
const KEEP = 'mutation ($input: SignInInput!) { keepAccount(input: $input) { accessToken } }';
const NAME = 'mutation ($shows: Boolean!) { updateNotificationSettings(input: { showsMyName: $shows }) { showsMyName } }';
const MEN = '{ men(filter: { interestsMatch: ANY }) { edges { node { id } } } }';
const NOW = { termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy };

const consentsOf = async (person: Person) => (await as(person).ask<{ consents: Consent[] }>(CONSENTS)).consents;
const timesOf = async (person: Person, purpose: string) =>
  (await consentsOf(person)).find((each) => each.purpose === purpose)?.history.map(({ given, version }) => `${given} ${version}`);
const accept = (person: Person) => as(person).ask(ACCEPT, { input: NOW });

const codeSentTo = (email: string) =>
  theHouse()
    .mailbox.messages(email)
    .flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? [])[0];

/** As if they had signed up before the terms had their new version. */
async function termsChangedFor({ id }: Person): Promise<void> {
  await theHouse().app.db.transaction(async (tx) => {
    await tx.query(`UPDATE users SET terms_version = '2020-01-01' WHERE id = $1`, [id]);
    await tx.emit('account.changed', { userId: id });
  });
}

describe('what somebody agreed to', () => {
  it('is one row for each time, with the version they read, and nobody can rewrite it', async () => {
    const lea = await aWoman();
    await as(lea).ask(NAME, { shows: true });
    await as(lea).ask(NAME, { shows: true });
    await as(lea).ask(NAME, { shows: false });
    expect(await consentsOf(lea)).toMatchObject([
      { purpose: 'TERMS', given: true, history: [{ given: true, version: LEGAL_VERSIONS.terms }] },
      { purpose: 'SENSITIVE_DATA', given: true, history: [{ given: true, version: LEGAL_VERSIONS.privacy }] },
      { purpose: 'NAME_IN_NOTIFICATIONS', given: false, history: [{ given: false }, { given: true }] },
    ]);
    const { db } = theHouse().app;
    for (const act of ['UPDATE consents SET given = true', 'DELETE FROM consents'])
      await expect(db.query(`${act} WHERE user_id = $1`, [lea.id])).rejects.toThrow('append-only');
  });

  it('is read by its owner only, and asks a man for nothing that is hers', async () => {
    expect((await consentsOf(await aMan())).map(({ purpose }) => purpose)).toEqual(['TERMS', 'SENSITIVE_DATA']);
    expect(await refusal(CONSENTS)).toBe('UNAUTHENTICATED');
  });

  it('begins with the versions that sign-up named', async () => {
    const input = { role: 'WOMAN', email: 'accord@test.premierpas.example', password: PASSWORD, birthDate: '1990-02-28', ...NOW };
    const { signUp } = await ask<{ signUp: { signUpId: string } }>(
      'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }',
      { input },
    );
    await drain();
    const { verifyEmail } = await ask<{ verifyEmail: Person }>(
      'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { accessToken } }',
      { input: { signUpId: signUp.signUpId, code: codeSentTo(input.email) } },
    );
    expect(await timesOf(verifyEmail, 'TERMS')).toEqual([`true ${LEGAL_VERSIONS.terms}`]);
  });
});

describe('new terms', () => {
  it('leave whoever has not accepted them their data, their way out and the reasons of decisions, and nothing else', async () => {
    const lea = await aSubscribedWoman();
    await termsChangedFor(lea);
    expect(await refusal(MEN, {}, lea)).toBe('TERMS_CHANGED');
    expect(await refusal('{ me { id } }', {}, lea)).toBe('TERMS_CHANGED');
    for (const open of ['{ dataExport { status } }', '{ mySanctions { id } }', 'mutation { requestDataExport { status } }', CONSENTS])
      expect((await send(open, {}, lea)).errors).toBeUndefined();
    expect(await refusal('mutation { deleteAccount(password: "pas le bon") { eraseAt } }', {}, lea)).toBe('BAD_USER_INPUT');
    await accept(lea);
    expect((await as(lea).send(MEN)).errors).toBeUndefined();
  });

  it('bind moderators as everybody', async () => {
    const moderator = await aModerator();
    await termsChangedFor(moderator);
    expect(await refusal('{ reports { edges { cursor } } }', {}, moderator)).toBe('TERMS_CHANGED');
  });

  it('end what is live at its next word, which waits for whoever accepts', async () => {
    const { woman, man, conversationId } = await aMatch();
    const live = inboxOf(man);
    const { number } = await live.next();
    await termsChangedFor(man);
    await say(woman, conversationId, 'Vous êtes là ?');
    await expect(live.next()).rejects.toMatchObject([{ extensions: { code: 'TERMS_CHANGED' } }]);
    await live.close();
    await accept(man);
    const again = inboxOf(man, number);
    expect((await again.next()).message?.text).toBe('Vous êtes là ?');
    await again.close();
  });

  it('are accepted in the version in force, once however often', async () => {
    const hugo = await aMan();
    await termsChangedFor(hugo);
    for (const wrong of [{ termsVersion: '2020-01-01' }, { privacyVersion: '2020-01-01' }])
      expect(await refusal(ACCEPT, { input: { ...NOW, ...wrong } }, hugo)).toBe('BAD_USER_INPUT');
    await Promise.all([accept(hugo), accept(hugo), accept(hugo)]);
    expect((await timesOf(hugo, 'TERMS'))?.slice(0, 1)).toEqual([`true ${LEGAL_VERSIONS.terms}`]);
    expect(await timesOf(hugo, 'SENSITIVE_DATA')).toHaveLength(1);
  });
});

describe('taking back the consent to sensitive data', () => {
  it('hides at once and leads to erasure, by one act', async () => {
    const { woman, man } = await aMatch();
    await as(man).ask(WITHDRAW);
    const { men } = await as(woman).ask<{ men: { edges: { node: { id: string } }[] } }>(MEN);
    expect(men.edges.map(({ node }) => node.id)).not.toContain(man.id);
    expect(await refusal(CONSENTS, {}, man)).toBe('UNAUTHENTICATED');
    await drain();
    expect(
      theHouse()
        .mailbox.messages(man.email)
        .map(({ subject }) => subject),
    ).toContain('Votre compte sera effacé');
    clock.travel(days(15));
    await theHouse().app.privacy.erasures.eraseDue();
    await drain();
    expect(await theHouse().app.db.query('SELECT 1 FROM consents WHERE user_id = $1', [man.id])).toEqual([]);
  });

  it('is taken back itself by staying, which gives it again, and not by a new password alone', async () => {
    const hugo = await aMan();
    await as(hugo).ask(WITHDRAW);
    const RESET = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
    const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(RESET, { email: hugo.email });
    await drain();
    const input = { resetId: requestPasswordReset.resetId, code: codeSentTo(hugo.email), password: 'une autre, assez longue' };
    expect(await refusal('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }', { input })).toBe(
      'ACCOUNT_LEAVING',
    );
    const { keepAccount } = await ask<{ keepAccount: Person }>(KEEP, { input: { email: hugo.email, password: input.password } });
    const version = LEGAL_VERSIONS.privacy;
    expect(await timesOf(keepAccount, 'SENSITIVE_DATA')).toEqual([`true ${version}`, `false ${version}`, `true ${version}`]);
  });
});

describe('who runs the site', () => {
  it('is said to anybody as the operator configured it, and what is not is null', async () => {
    const { publisher } = await ask<{ publisher: object }>('{ publisher { name siren director } }');
    expect(publisher).toEqual({ name: 'Un Pas', siren: null, director: null });
  });

  it('is missed aloud where it is not said', () => {
    const lines: object[] = [];
    const log = { warn: (more: object) => void lines.push(more) } as unknown as Logger;
    const all = theHouse().app.config.operator;
    sayWhatIsUnsaid(all, log);
    expect(lines).toMatchObject([{ missing: expect.arrayContaining(['OPERATOR_SIREN', 'OPERATOR_MEDIATOR']) as string[] }]);
    expect(JSON.stringify(lines)).not.toContain('OPERATOR_NAME');
    sayWhatIsUnsaid(Object.fromEntries(Object.keys(all).map((what) => [what, 'dit'])) as unknown as typeof all, log);
    expect(lines).toHaveLength(1);
  });
});
