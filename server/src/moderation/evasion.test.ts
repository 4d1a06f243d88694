import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { decide, fileOf, MEASURE, report, sanctionsOf } from '../../test/judging.js';
import { aMan, aMatch, aModerator, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { aNumber, prove } from '../../test/phoning.js';
import { stripeIsHeard } from '../../test/stripe.js';
import { clock, days } from '../platform/clock.js';

useHouse();

const OTHER_CARD = '5555 5555 5555 4444';

let lea: Person;
let moderator: Person;
beforeAll(async () => ([lea, moderator] = [await aSubscribedWoman(), await aModerator()]));
beforeEach(() => theHouse().app.db.query('DELETE FROM rate_limits'));

const withAddress = (email: string) => ({ account: { email, emailKey: email } });

/** A report about somebody by a person they know; the case. */
async function reported(person: Person): Promise<string> {
  if (person.role === 'MAN') return report(lea, { userId: person.id });
  const { man, conversationId } = await aMatch(person);
  return report(man, { conversationId });
}

/** Banned for good; the case. */
async function banned(person: Person): Promise<string> {
  const caseNumber = await reported(person);
  await decide(moderator, caseNumber, 'BAN');
  await drain();
  return caseNumber;
}

interface Line {
  id: string;
  caseNumber: string;
  reporter: object | null;
  reported: { id: string };
}

/** What the house itself filed about somebody. */
async function raised(person: Person, status = 'OPEN'): Promise<Line[]> {
  await drain();
  const { reports } = await as(moderator).ask<{ reports: { edges: { node: Line }[] } }>(
    `query ($status: ReportStatus) { reports(status: $status, reason: BAN_EVASION, first: 50) { edges { node { id caseNumber reporter { id } reported { id } } } } }`,
    { status },
  );
  return reports.edges.map(({ node }) => node).filter(({ reported }) => reported.id === person.id);
}

const EVASION =
  'query ($id: ID!) { caseFile(id: $id) { evasion { kind bannedAt caseNumber reportId person { id } } reporterHistory { strikes } } }';
interface Evasion {
  caseFile: { evasion: { kind: string; caseNumber: string; person: { id: string } }[]; reporterHistory: object | null };
}
async function evasionOf(person: Person): Promise<[string, string][]> {
  const [line] = await raised(person);
  const { caseFile } = await as(moderator).ask<Evasion>(EVASION, { id: line?.id });
  expect(caseFile.reporterHistory).toBeNull();
  return caseFile.evasion.map(({ kind, caseNumber }) => [kind, caseNumber]);
}

/** Pays by the page of Stripe, whose webhooks tell us of the card. */
async function paysWith(woman: Person, card: string): Promise<void> {
  const { stripe } = theHouse();
  const { createCheckoutSession } = await as(woman).ask<{ createCheckoutSession: { url: string } }>(
    'mutation { createCheckoutSession(planId: "MONTH") { url } }',
  );
  await stripe.completeCheckout(new URL(createCheckoutSession.url).pathname.split('/').at(-1) ?? '', { card });
  await stripeIsHeard();
}

describe('who was banned and comes back', () => {
  it('with the same mailbox, written otherwise, is put before a person, who reads what it is and not which', async () => {
    const hugo = await aMan(withAddress('hugo.revient@gmail.com'));
    const former = await banned(hugo);
    const again = await aMan(withAddress('hugorevient+2@googlemail.com'));
    expect(await evasionOf(again)).toEqual([['EMAIL', former]]);
    const [line] = await raised(again);
    expect(line).toMatchObject({ reporter: null });
    const whole = await as(moderator).send(EVASION, { id: line?.id });
    expect(JSON.stringify(whole)).not.toMatch(/gmail|revient/i);
    expect((await fileOf(moderator, line?.caseNumber ?? '')).evidence.profile).toMatchObject({ username: expect.any(String) });
  });

  it('with the same number', async () => {
    const paul = await aMan();
    const number = await prove(paul);
    const former = await banned(paul);
    const again = await aMan();
    expect(await raised(again)).toEqual([]);
    await prove(again, number);
    expect(await evasionOf(again)).toEqual([['PHONE', former]]);
  });

  it('with the same card, by what Stripe tells of it', async () => {
    const ines = await aWoman();
    await paysWith(ines, OTHER_CARD);
    const former = await banned(ines);
    const [stranger, again] = [await aWoman(), await aWoman()];
    await paysWith(stranger, '4242 4242 4242 4242');
    await paysWith(again, OTHER_CARD);
    expect(await raised(stranger)).toEqual([]);
    expect(await evasionOf(again)).toEqual([['CARD', former]]);
  });

  it('is told nothing, and nothing is done to them', async () => {
    const man = await aMan();
    const number = await prove(man);
    await banned(man);
    const again = await aMan();
    await prove(again, number);
    expect(await raised(again)).toHaveLength(1);
    expect(theHouse().mailbox.messages(again.email)).toEqual([]);
    expect(await sanctionsOf(again)).toEqual([]);
    const { myAudit } = await as(again).ask<{ myAudit: { edges: { node: { kind: string } }[] } }>(
      '{ myAudit { edges { node { kind } } } }',
    );
    expect(myAudit.edges.map(({ node }) => node.kind)).toEqual(['PHONE_VERIFIED', 'SESSION_OPENED']);
    const { privacy } = theHouse().app;
    expect(JSON.stringify(await privacy.personalData['moderation']?.gather(again.id))).not.toContain('BAN_EVASION');
    expect(await as(again).ask('{ me { id } }')).toEqual({ me: { id: again.id } });
  });

  it('is recognised although the former account was erased, for three years and no longer', async () => {
    const { db, privacy } = theHouse().app;
    const leaver = await aMan();
    const number = await prove(leaver);
    const former = await banned(leaver);
    await db.transaction(async (tx) => {
      await tx.query(`UPDATE users SET status = 'DELETED' WHERE id = $1`, [leaver.id]);
      for (const data of Object.values(privacy.personalData).toReversed()) await data.erase(tx, leaver.id);
    });
    const again = await aMan();
    await prove(again, number);
    expect(await evasionOf(again)).toEqual([['PHONE', former]]);

    clock.travel(days(3 * 365 + 1));
    const later = await aMan();
    await prove(later, number);
    moderator = await signedInAgain(moderator);
    expect(await raised(later)).toEqual([]);
    const marks = () =>
      db.query(`SELECT 1 FROM banned_marks m JOIN decisions d ON d.id = m.decision_id WHERE d.subject_id = $1`, [leaver.id]);
    expect(await marks()).toHaveLength(2);
    await db.transaction((tx) => tx.enqueue('moderation.forget-bans', {}));
    await drain();
    expect(await marks()).toEqual([]);
    clock.reset();
    [lea, moderator] = [await signedInAgain(lea), await signedInAgain(moderator)];
  });
});

describe('such a report', () => {
  it('is one, whatever they have in common and however often it is looked at', async () => {
    const man = await aMan(withAddress('deux.fois@gmail.com'));
    const number = await prove(man);
    const former = await banned(man);
    const again = await aMan(withAddress('deuxfois@gmail.com'));
    await prove(again, number);
    const { db } = theHouse().app;
    await db.transaction((tx) =>
      tx.enqueueAll(
        'moderation.look-for-evasion',
        Array.from({ length: 5 }, () => ({ userId: again.id })),
      ),
    );
    expect(await raised(again)).toHaveLength(1);
    expect(await evasionOf(again)).toEqual([
      ['EMAIL', former],
      ['PHONE', former],
    ]);
  });

  it('that was dismissed is not filed again for the same two people, and is for another', async () => {
    const [one, two] = [await aMan(), await aMan()];
    const [ofOne, ofTwo] = [await prove(one), await prove(two)];
    await banned(one);
    const secondCase = await banned(two);
    const sister = await aMan();
    await prove(sister, ofOne);
    const [line] = await raised(sister);
    await decide(moderator, line?.caseNumber ?? '', 'DISMISS');
    await as(sister).ask('mutation { removePhone { id } }');
    clock.travel(60_000);
    await prove(await signedInAgain(sister), ofOne);
    expect(await raised(sister)).toEqual([]);
    clock.travel(60_000);
    await prove(await signedInAgain(sister), ofTwo);
    expect(await evasionOf(sister)).toEqual([['PHONE', secondCase]]);
  });

  it('is not filed when the ban has fallen', async () => {
    const man = await aMan();
    const number = await prove(man);
    await banned(man);
    await theHouse().app.db.query('UPDATE decisions SET overturned_at = $2 WHERE subject_id = $1', [man.id, clock.now()]);
    const again = await aMan();
    await prove(again, number);
    expect(await raised(again)).toEqual([]);
  });

  it('is decided by a person, who names the rule; the statement says that a machine had pointed there', async () => {
    const man = await aMan();
    const number = await prove(man);
    await banned(man);
    const again = await aMan();
    await prove(again, number);
    const [line] = await raised(again);
    await decide(moderator, line?.caseNumber ?? '', 'BAN', { ...MEASURE, rule: 'RETURN', facts: 'Un compte exclu avait le même numéro.' });
    await drain();
    const [mail] = theHouse().mailbox.messages(again.email);
    expect(mail?.text).toContain('Un moyen automatisé avait attiré notre attention sur ce compte.');
    expect(mail?.text).toContain('point 2 des conditions d’utilisation, pas de compte après une exclusion définitive');
    expect(mail?.text).not.toContain('sans moyen automatisé');
  });

  it('is filed by nobody but the house', async () => {
    const hugo = await aMan();
    const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
    expect(await as(lea).refusal(REPORT, { input: { userId: hugo.id, reason: 'BAN_EVASION' } })).toBe('BAD_USER_INPUT');
    const number = aNumber();
    await prove(hugo, number);
    expect(await raised(hugo)).toEqual([]);
  });
});
