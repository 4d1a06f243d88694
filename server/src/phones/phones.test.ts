import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { askCode, aNumber, codeOn, CONFIRM, MY_PHONE, prove, REQUEST } from '../../test/phoning.js';
import { idsOf, search } from '../../test/searching.js';
import { clock, days, minutes, seconds } from '../platform/clock.js';

useHouse();

const AJACCIO = '2A004';
const endsWith = async (person: Person) =>
  (await as(person).ask<{ me: { phone: { endsWith: string } | null } }>(MY_PHONE)).me.phone?.endsWith;
const sent = (number: string) => theHouse().mailbox.messages(number);
const confirm = (person: Person, codeId: string, code: string) => as(person).send(CONFIRM, { input: { codeId, code } });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

beforeEach(() => theHouse().app.db.query('DELETE FROM rate_limits'));

describe('a number', () => {
  it('is proven by the code of an SMS, shown as proven, and taken away again', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const number = await prove(hugo);
    expect(await endsWith(hugo)).toBe(number.slice(-2));
    const MAN = 'query ($id: ID!) { man(id: $id) { verified } }';
    expect(await as(lea).ask(MAN, { id: hugo.id })).toEqual({ man: { verified: true } });
    expect(await as(hugo).ask('mutation { removePhone { phone { endsWith } } }')).toEqual({ removePhone: { phone: null } });
    expect(await as(lea).ask(MAN, { id: hugo.id })).toEqual({ man: { verified: false } });
    const { myAudit } = await as(hugo).ask<{ myAudit: { edges: { node: { kind: string } }[] } }>('{ myAudit { edges { node { kind } } } }');
    expect(myAudit.edges.map(({ node }) => node.kind).slice(0, 2)).toEqual(['PHONE_REMOVED', 'PHONE_VERIFIED']);
  });

  it.each(['06 12 34 56 70', '+33 6 12 34 56 70', '0033612345670', '+33 (0)6.12.34.56.70'])('may be written %s', async (typed) => {
    const hugo = await aMan();
    await askCode(hugo, typed);
    await drain();
    expect(sent('+33612345670').length).toBeGreaterThan(0);
    await theHouse().app.db.query('DELETE FROM phone_codes');
  });

  it.each([
    ['a landline', 'FR', '01 42 68 53 00', 'number'],
    ['a premium number', 'FR', '0899 12 34 56', 'number'],
    ['one of a country we do not write to', 'FR', '+1 212 555 0123', 'number'],
    ['one with an extension', 'FR', '06 12 34 56 78 ext. 5', 'number'],
    ['nothing', 'FR', '', 'number'],
    ['a country we do not write to', 'US', '212 555 0123', 'country'],
  ])('that is %s is refused', async (_what, country, number, field) => {
    const { errors } = await as(await aMan()).send(REQUEST, { input: { country, number } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { [field]: expect.any(String) } });
  });

  it('of Réunion or Belgium is one like any other', async () => {
    const hugo = await aMan();
    for (const [country, number, e164] of [
      ['RE', '0692 12 34 56', '+262692123456'],
      ['BE', '0470 12 34 56', '+32470123456'],
    ] as const) {
      await as(hugo).ask(REQUEST, { input: { country, number } });
      await drain();
      expect(sent(e164)).toHaveLength(1);
    }
  });

  it('is kept nowhere once the SMS has gone out', async () => {
    const hugo = await aMan();
    const number = await prove(hugo);
    const { db } = theHouse().app;
    const tables = await db.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables)
      expect([name, await db.query(`SELECT 1 FROM ${name} t WHERE t::text LIKE $1`, [`%${number.slice(3)}%`])]).toEqual([name, []]);
    expect(await db.query('SELECT sealed_number FROM phone_codes WHERE user_id = $1', [hugo.id])).toEqual([{ sealed_number: null }]);
  });

  it('is exported by its last two digits, and erased', async () => {
    const hugo = await aMan();
    const number = await prove(hugo);
    const { db, privacy } = theHouse().app;
    expect(await privacy.personalData['phones']?.gather(hugo.id)).toEqual({
      verifiedNumber: { endsWith: number.slice(-2), verifiedAt: expect.any(Date) },
    });
    await db.transaction((tx) => privacy.personalData['phones']!.erase(tx, hugo.id));
    expect(await endsWith(hugo)).toBeUndefined();
  });
});

describe('an SMS', () => {
  it('is one SMS: 160 signs of its own alphabet, bound to our site', async () => {
    const [hugo, number] = [await aMan(), aNumber()];
    await theHouse().app.db.query(`UPDATE users SET locale = 'EN' WHERE id = $1`, [hugo.id]);
    const [lea, other] = [await aWoman(), aNumber()];
    await Promise.all([askCode(hugo, number), askCode(lea, other)]);
    await drain();
    for (const [{ text } = { text: '' }] of [sent(number), sent(other)]) {
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).toMatch(/^[A-Za-z0-9 .,:@#\nàéèù-]+$/);
      expect(text).toMatch(/\n@127\.0\.0\.1 #\d{6}$/);
    }
  });

  it('goes out once for a double click, and again after half a minute, when the former code ends', async () => {
    const [hugo, number] = [await aMan(), aNumber()];
    const [first, twice] = await Promise.all([askCode(hugo, number), askCode(hugo, number)]);
    expect(twice).toBe(first);
    const code = await codeOn(number);
    expect(sent(number)).toHaveLength(1);
    clock.travel(seconds(31));
    const second = await askCode(await signedInAgain(hugo), number);
    expect(second).not.toBe(first);
    expect((await confirm(hugo, first, code)).errors?.[0]?.extensions).toMatchObject({ fields: { code: expect.any(String) } });
    expect((await confirm(hugo, second, await codeOn(number))).errors).toBeUndefined();
  });

  it('reaches one number five times a day, whoever asks; nobody is told', async () => {
    const number = aNumber();
    for (let n = 0; n < 7; n += 1) {
      await askCode(await aMan(), number);
      await drain();
    }
    expect(sent(number)).toHaveLength(5);
    clock.travel(days(1) + minutes(1));
    await askCode(await aMan(), number);
    await drain();
    expect(sent(number)).toHaveLength(6);
  });

  it('is not sent to whoever is suspended meanwhile, nor when it would come late', async () => {
    const { db } = theHouse().app;
    const [paul, hugo, first, second] = [await aMan(), await aMan(), aNumber(), aNumber()];
    await askCode(paul, first);
    await db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [paul.id]);
    await askCode(hugo, second);
    clock.travel(minutes(11));
    await drain();
    expect([...sent(first), ...sent(second)]).toEqual([]);
    expect(await db.query('SELECT 1 FROM phone_codes WHERE sealed_number IS NOT NULL')).toEqual([]);
  });
});

describe('a code', () => {
  it('is tried five times, for ten minutes, by whom it was sent to', async () => {
    const [hugo, paul, number] = [await aMan(), await aMan(), aNumber()];
    const codeId = await askCode(hugo, number);
    const code = await codeOn(number);
    expect((await confirm(paul, codeId, code)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    for (let n = 0; n < 5; n += 1) await confirm(hugo, codeId, wrong(code));
    expect((await confirm(hugo, codeId, code)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');

    clock.travel(minutes(1));
    const next = await askCode(await signedInAgain(hugo), number);
    const late = await codeOn(number);
    clock.travel(minutes(10));
    expect((await confirm(await signedInAgain(hugo), next, late)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('sent again because the answer was lost, gives the same answer; after the number was taken away it opens nothing', async () => {
    const [hugo, number] = [await aMan(), aNumber()];
    const codeId = await askCode(hugo, number);
    const code = await codeOn(number);
    const answers = await Promise.all([confirm(hugo, codeId, code), confirm(hugo, codeId, code)]);
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
    const audited = await theHouse().app.db.query(`SELECT 1 FROM audit_log WHERE kind = 'phone.verified' AND actor_id = $1`, [hugo.id]);
    expect(audited).toHaveLength(1);
    await as(hugo).ask('mutation { removePhone { id } }');
    expect((await confirm(hugo, codeId, code)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('a number that somebody has already', () => {
  it('is asked for and confirmed as any other, moves to who proved it last, and its former owner hears of it', async () => {
    const [hugo, paul] = [await aMan(), await aMan()];
    const number = await prove(hugo);
    await prove(paul, number);
    await drain();
    expect([await endsWith(hugo), await endsWith(paul)]).toEqual([undefined, number.slice(-2)]);
    const [mail] = theHouse().mailbox.messages(hugo.email);
    expect(mail).toMatchObject({ subject: 'Votre numéro n’est plus vérifié', text: expect.stringContaining(`par ${number.slice(-2)} `) });
    expect(mail?.text).not.toMatch(new RegExp(`Hugo|${paul.id}|${number.slice(3)}`));
  });

  it('is one man’s when two prove it in the same instant', async () => {
    const [hugo, paul, number] = [await aMan(), await aMan(), aNumber()];
    const asked = await Promise.all([hugo, paul].map(async (man) => ({ man, codeId: await askCode(man, number) })));
    await drain();
    const codes = sent(number).map(({ text }) => text.slice(0, 6));
    const tries = asked.flatMap(({ man, codeId }) => codes.map((code) => confirm(man, codeId, code)));
    await Promise.all(tries);
    const owners = await theHouse().app.db.query('SELECT user_id FROM phones WHERE user_id = ANY ($1::uuid[])', [[hugo.id, paul.id]]);
    expect(owners).toHaveLength(1);
  });

  it('tells a man nothing of a woman: his and hers stand side by side, and neither takes the other away', async () => {
    const [lea, hugo] = [await aWoman(), await aMan()];
    const number = await prove(lea);
    const before = theHouse().mailbox.messages(lea.email).length;
    await prove(hugo, number);
    await drain();
    expect([await endsWith(lea), await endsWith(hugo)]).toEqual([number.slice(-2), number.slice(-2)]);
    await as(lea).ask('mutation { removePhone { id } }');
    await prove(await signedInAgain(lea), aNumber());
    expect(await endsWith(hugo)).toBe(number.slice(-2));
    expect(theHouse().mailbox.messages(lea.email)).toHaveLength(before);
  });
});

describe('who sees that a number is proven', () => {
  it('a woman of a man; a man of a woman in their open conversation, and not beyond', async () => {
    const { woman, man, conversationId } = await aMatch();
    await prove(woman);
    await prove(man);
    const TALK = 'query ($id: ID!) { conversation(id: $id) { with { ... on Woman { verified } ... on Man { verified } } } }';
    for (const person of [woman, man])
      expect(await as(person).ask(TALK, { id: conversationId })).toEqual({ conversation: { with: { verified: true } } });
    await as(woman).ask('mutation ($id: ID!) { closeConversation(id: $id) { id } }', { id: conversationId });
    expect(await as(man).refusal(TALK, { id: conversationId })).toBe('NOT_FOUND');
    expect(await as(man).refusal('query ($id: ID!) { woman(id: $id) { verified } }', { id: woman.id })).toBe('NOT_FOUND');
  });

  it('she finds only such men when she asks for them, with or without a taste, and the man who takes his number away no more', async () => {
    const lea = await aSubscribedWoman();
    const [hugo] = [
      await aMan({ cityCode: AJACCIO, interests: ['velo', 'vin'] }),
      await aMan({ cityCode: AJACCIO, interests: ['velo', 'vin'] }),
    ];
    await prove(hugo);
    const searches = [{}, { interests: ['velo'] }, { interests: ['velo', 'vin'], interestsMatch: 'ALL' }, { ageMin: 18, ageMax: 60 }];
    for (const more of searches) expect(idsOf(await search(lea, { cityCode: AJACCIO, verified: true, ...more }))).toEqual([hugo.id]);
    await as(hugo).ask('mutation { removePhone { id } }');
    for (const more of searches) expect(idsOf(await search(lea, { cityCode: AJACCIO, verified: true, ...more }))).toEqual([]);
    expect(idsOf(await search(lea, { cityCode: AJACCIO, verified: false }))).toHaveLength(2);
  });
});
