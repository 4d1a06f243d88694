import { as, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import {
  addressOf,
  aNewAddress,
  codeOf,
  codeSentTo,
  confirmChange,
  moved,
  requestChange,
  subjectsTo,
  tokenSentTo,
} from '../../test/moving.js';
import { aPerson, aWoman, PASSWORD } from '../../test/people.js';
import { everythingStored } from '../../test/stored.js';
import { clock, days, minutes } from '../platform/clock.js';

useHouse();

const TAKE_BACK = 'mutation ($input: TakeEmailBackInput!) { takeEmailBack(input: $input) { accessToken me { id email } } }';
const ME = '{ me { email } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const LEAVE = 'mutation ($password: String!) { deleteAccount(password: $password) { eraseAt } }';

const NEW_PASSWORD = 'un tout nouveau mot de passe';

const takeBack = (token: string, password = NEW_PASSWORD) => send(TAKE_BACK, { input: { token, password } });
const signIn = async (email: string, password: string) => codeOf(await send(SIGN_IN, { input: { email, password } }));

describe('taking the account back', () => {
  it('gives it back to the former address: new password, every device signed out, both told, once', async () => {
    const lea = await aPerson('WOMAN');
    const email = await moved(lea);
    const token = tokenSentTo(lea.email);
    const { data } = await takeBack(token);
    expect(data).toMatchObject({ takeEmailBack: { me: { id: lea.id, email: lea.email } } });
    expect(await as(lea).refusal(ME)).toBe('UNAUTHENTICATED');
    expect([await signIn(lea.email, PASSWORD), await signIn(email, PASSWORD), await signIn(lea.email, NEW_PASSWORD)]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
      'ok',
    ]);
    await drain();
    expect(subjectsTo(email)[0]).toBe('Cette adresse n’est plus celle d’un compte Premier Pas');
    expect(subjectsTo(lea.email)[0]).toBe('Votre mot de passe a été changé');
    expect(codeOf(await takeBack(token))).toBe('BAD_USER_INPUT');
  });

  it('undoes also what came after: an address that was changed twice, and a change that waits', async () => {
    const lea = await aPerson('WOMAN');
    const second = await moved(lea);
    const third = await moved(lea);
    const fourth = aNewAddress();
    const changeId = await requestChange(lea, fourth);
    const [first, later] = [tokenSentTo(lea.email), tokenSentTo(second)];
    const { data } = await takeBack(first);
    expect(await addressOf(lea)).toBe(lea.email);
    expect(codeOf(await takeBack(later))).toBe('BAD_USER_INPUT');
    const back = { ...lea, accessToken: (data?.takeEmailBack as { accessToken: string }).accessToken };
    expect(codeOf(await confirmChange(back, changeId, codeSentTo(fourth)))).toBe('BAD_USER_INPUT');
    await drain();
    expect(subjectsTo(third)[0]).toBe('Cette adresse n’est plus celle d’un compte Premier Pas');
  });

  it('by the later link leaves the earlier one: it is the first address that counts', async () => {
    const lea = await aPerson('WOMAN');
    const second = await moved(lea);
    await moved(lea);
    expect(codeOf(await takeBack(tokenSentTo(second)))).toBe('ok');
    expect(await addressOf(lea)).toBe(second);
    expect(codeOf(await takeBack(tokenSentTo(lea.email)))).toBe('ok');
    expect(await addressOf(lea)).toBe(lea.email);
  });

  it('works for seven days', async () => {
    const [lea, ana] = [await aPerson('WOMAN'), await aPerson('WOMAN')];
    for (const person of [lea, ana]) await moved(person);
    clock.travel(days(7) - minutes(5));
    expect(codeOf(await takeBack(tokenSentTo(lea.email)))).toBe('ok');
    clock.travel(minutes(10));
    expect(codeOf(await takeBack(tokenSentTo(ana.email)))).toBe('BAD_USER_INPUT');
    const { app } = theHouse();
    await app.db.transaction((tx) => tx.enqueue('accounts.forget-abandoned', {}));
    await drain();
    expect(await app.db.query('SELECT 1 FROM email_changes WHERE user_id = $1', [ana.id])).toEqual([]);
  });

  it('ten times at once is once', async () => {
    const lea = await aPerson('WOMAN');
    await moved(lea);
    const token = tokenSentTo(lea.email);
    const answers = await Promise.all(Array.from({ length: 10 }, () => takeBack(token)));
    expect(answers.map(codeOf).filter((each) => each === 'ok')).toHaveLength(1);
  });

  it('brings back who was made to leave by whoever took it, and nobody who was erased', async () => {
    const lea = await aPerson('WOMAN');
    await moved(lea);
    await as(lea).ask(LEAVE, { password: PASSWORD });
    expect(codeOf(await takeBack(tokenSentTo(lea.email)))).toBe('ok');
    const ana = await aPerson('WOMAN');
    await moved(ana);
    await theHouse().app.db.query(`UPDATE users SET status = 'DELETED' WHERE id = $1`, [ana.id]);
    expect(codeOf(await takeBack(tokenSentTo(ana.email)))).toBe('BAD_USER_INPUT');
  });

  it('is not possible for an address that has another account meanwhile', async () => {
    const lea = await aPerson('WOMAN');
    await moved(lea);
    await aPerson('WOMAN', { email: lea.email, emailKey: lea.email });
    expect(codeOf(await takeBack(tokenSentTo(lea.email)))).toBe('CONFLICT');
    expect(await signIn((await addressOf(lea)) ?? '', PASSWORD)).toBe('ok');
  });

  it('is possible with no token but the one that was mailed, which is kept nowhere as it is', async () => {
    const lea = await aPerson('WOMAN');
    await moved(lea);
    expect(codeOf(await takeBack('x'.repeat(43)))).toBe('BAD_USER_INPUT');
    expect(await everythingStored()).not.toContain(tokenSentTo(lea.email));
  });
});

describe('of all these addresses', () => {
  it('she reads in the copy of her data, and none is left when she was erased', async () => {
    const lea = await aWoman();
    const email = await moved(lea);
    const waiting = aNewAddress();
    await requestChange(lea, waiting);
    const { app } = theHouse();
    expect(await app.accounts.personalData.gather(lea.id)).toMatchObject({
      emailChanges: [
        { email, formerEmail: lea.email },
        { email: waiting, formerEmail: null },
      ],
    });
    await as(lea).ask(LEAVE, { password: PASSWORD });
    await drain();
    clock.travel(days(15));
    await app.privacy.erasures.eraseDue();
    await drain();
    const stored = await everythingStored();
    expect([lea.email, email, waiting].filter((each) => stored.includes(each))).toEqual([]);
  });
});
