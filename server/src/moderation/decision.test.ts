import { randomUUID } from 'node:crypto';
import { as, send, socket } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { decide, DECIDE, fileOf, idOf, MEASURE, report, sanctionsOf } from '../../test/judging.js';
import { aPicture } from '../../test/media-files.js';
import { aMan, aModerator, aPost, aSubscribedWoman, aWoman, PASSWORD, signedInAgain, type Person } from '../../test/people.js';
import { replay } from '../../test/proof/whole-answers.js';
import { say, step } from '../../test/talking.js';
import { fetchAs, MY_MEDIA, sent } from '../../test/uploading.js';
import { clock, days, hours, minutes } from '../platform/clock.js';

useHouse();

const CLAIM = 'mutation ($id: ID!) { claimReport(id: $id) { claimedByMe claimedBy { id } } }';
const RELEASE = 'mutation ($id: ID!) { releaseReport(id: $id) { claimedByMe claimedBy { id } } }';
const MINE = '{ myReports { edges { node { caseNumber state measureTaken handledAt target reason } } } }';

interface Mine {
  myReports: { edges: { node: { caseNumber: string; state: string; measureTaken: boolean | null } }[] };
}

async function aCase(more: object = {}): Promise<{ lea: Person; hugo: Person; moderator: Person; caseNumber: string }> {
  const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
  return { lea, hugo, moderator, caseNumber: await report(lea, { userId: hugo.id, ...more }) };
}

describe('working on a report', () => {
  it('is for one at a time: a claim keeps the others out for an hour, and can be given back', async () => {
    const { moderator, caseNumber } = await aCase();
    const other = await aModerator();
    const id = await idOf(moderator, caseNumber);
    expect(await as(moderator).ask(CLAIM, { id })).toEqual({ claimReport: { claimedByMe: true, claimedBy: { id: moderator.id } } });
    for (const call of [CLAIM, RELEASE]) expect(await as(other).refusal(call, { id })).toBe('CONFLICT');
    expect(await as(other).refusal(DECIDE, { input: { reportId: id, outcome: 'DISMISS', facts: 'Rien.' } })).toBe('CONFLICT');
    await as(moderator).ask(RELEASE, { id });
    await as(other).ask(CLAIM, { id });
    clock.travel(minutes(61));
    expect(await as(await signedInAgain(moderator)).ask(CLAIM, { id })).toMatchObject({ claimReport: { claimedByMe: true } });
  });

  it('is one decision, of two moderators at once', async () => {
    const { moderator, caseNumber } = await aCase();
    const reportId = await idOf(moderator, caseNumber);
    const input = { reportId, outcome: 'WARN', ...MEASURE };
    const answers = await Promise.all([moderator, await aModerator()].map((each) => as(each).send(DECIDE, { input })));
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'decided').sort()).toEqual(['CONFLICT', 'decided']);
    expect(await theHouse().app.db.query('SELECT 1 FROM decisions WHERE report_id = $1', [reportId])).toHaveLength(1);
  });

  it('begins with what is most serious, and then with what waits longest', async () => {
    const [lea, moderator] = [await aSubscribedWoman(), await aModerator()];
    const men = [await aMan(), await aMan(), await aMan()];
    const cases: Record<string, string> = {};
    for (const [n, reason] of ['OTHER', 'THREAT', 'SCAM'].entries()) cases[reason] = await report(lea, { userId: men[n]!.id, reason });
    const { reports } = await as(moderator).ask<{ reports: { edges: { node: { caseNumber: string; severity: number } }[] } }>(
      '{ reports(first: 50) { edges { node { caseNumber severity } } } }',
    );
    const severities = reports.edges.map(({ node }) => node.severity);
    expect(severities).toEqual([...severities].sort((one, other) => other - one));
    const order = reports.edges.map(({ node }) => node.caseNumber).filter((each) => Object.values(cases).includes(each));
    expect(order).toEqual([cases.THREAT, cases.SCAM, cases.OTHER]);
  });
});

describe('a measure', () => {
  it('needs a rule, facts and a text', async () => {
    const { moderator, caseNumber } = await aCase();
    const reportId = await idOf(moderator, caseNumber);
    const bare = await as(moderator).send(DECIDE, { input: { reportId, outcome: 'WARN', facts: 'Vu' } });
    expect(Object.keys(bare.errors?.[0]?.extensions.fields ?? {}).sort()).toEqual(['rule', 'text']);
    const removal = await as(moderator).send(DECIDE, { input: { reportId, outcome: 'REMOVE_CONTENT', ...MEASURE } });
    expect(Object.keys(removal.errors?.[0]?.extensions.fields ?? {})).toEqual(['outcome']);
  });

  it('comes with its reasons, by mail and in the account: what, why, which rule, by whom, how long, how to contest', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    await decide(moderator, caseNumber, 'SUSPEND_7_DAYS');
    const [sanction] = await sanctionsOf(hugo);
    expect(sanction).toMatchObject({ outcome: 'SUSPEND_7_DAYS', rule: 'HARASSMENT', state: 'IN_FORCE', automated: false, appeal: null });
    for (const part of [
      /Votre compte est suspendu pendant une semaine, jusqu’au /,
      /Trois messages insultants le même soir\./,
      /point 5 des conditions d’utilisation, le harcèlement/,
      /par une personne de notre équipe, sans moyen automatisé/,
      /contestez-la gratuitement jusqu’au /,
      /organe de règlement extrajudiciaire/,
    ])
      expect(sanction?.statement).toMatch(part);
    await drain();
    const [mail] = theHouse().mailbox.messages(hugo.email);
    expect(mail?.subject).toBe('Votre compte est suspendu pendant une semaine\u202f: voici pourquoi');
    expect(mail?.text.replaceAll(/\s+/g, ' ')).toContain(sanction?.statement.replaceAll(/\s+/g, ' '));
  });

  it('never tells who reported, nor lets a moderator tell it by mistake', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman({ username: 'Éléonore' }), await aMan(), await aModerator()];
    const caseNumber = await report(lea, { userId: hugo.id });
    const reportId = await idOf(moderator, caseNumber);
    for (const facts of ['Vous insultez Eleonore.', `Dossier ${caseNumber}.`, `Plainte de ${lea.id}`]) {
      const { errors } = await as(moderator).send(DECIDE, { input: { reportId, outcome: 'WARN', ...MEASURE, facts } });
      expect(errors?.[0]?.extensions.fields).toEqual({ facts: 'It must not tell who reported.' });
    }
    await decide(moderator, caseNumber, 'BAN', { facts: 'Des éléonores en pierre.' });
    await drain();
    const told = JSON.stringify([await sanctionsOf(hugo), theHouse().mailbox.messages(hugo.email)]);
    expect(told).not.toMatch(new RegExp(`${lea.id}|${lea.email}|Éléonore\\b|${caseNumber}|signal`, 'u'));
  });

  it('is told beforehand, word for word, to whoever decides it', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    const input = { reportId: await idOf(moderator, caseNumber), outcome: 'WARN', ...MEASURE };
    const { previewStatement } = await as(moderator).ask<{ previewStatement: string }>(
      'query ($input: DecisionInput!) { previewStatement(input: $input) }',
      { input },
    );
    await as(moderator).ask(DECIDE, { input });
    expect((await sanctionsOf(hugo))[0]?.statement).toBe(previewStatement);
  });

  it('is a strike for twelve months', async () => {
    const { lea, hugo, moderator, caseNumber } = await aCase();
    await decide(moderator, caseNumber, 'WARN');
    const strikes = async (): Promise<number> => {
      const again = await report(await signedInAgain(lea), { userId: hugo.id });
      return (await fileOf(await signedInAgain(moderator), again)).history.strikes;
    };
    clock.travel(days(364));
    expect(await strikes()).toBe(1);
    clock.travel(days(2));
    expect(await strikes()).toBe(0);
  });
});

describe('a suspension', () => {
  it('binds at once, sockets included, and lets one read why and contest it, and nothing else', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    const { app } = theHouse();
    await decide(moderator, caseNumber, 'SUSPEND_1_DAY');
    expect(await as(hugo).refusal('{ me { id } }')).toBe('ACCOUNT_SUSPENDED');
    expect(await app.db.query(`SELECT status FROM users WHERE id = $1`, [hugo.id])).toEqual([{ status: 'SUSPENDED' }]);
    const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const { data } = await send<{ signIn: { accessToken: string } }>(
      SIGN_IN,
      { input: { email: hugo.email, password: PASSWORD } },
      { headers: { 'x-client': 'app' } },
    );
    const again = { ...hugo, accessToken: data?.signIn.accessToken ?? '' };
    expect(await sanctionsOf(again)).toHaveLength(1);
    for (const call of [
      '{ me { id } }',
      '{ conversations { inboxVersion } }',
      '{ myPosts { edges { cursor } } }',
      '{ myAudit { edges { cursor } } }',
    ])
      expect(await as(again).refusal(call)).toBe('ACCOUNT_SUSPENDED');
    // One's data stays one's own.
    await as(again).ask('mutation { requestDataExport { status } }');
    await drain();
    const { dataExport } = await as(again).ask<{ dataExport: { url: string } }>('{ dataExport { url } }');
    expect((await fetchAs(again, dataExport.url)).status).toBe(200);
  });

  it('ends what is live in the same instant', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    const { db } = theHouse().app;
    await db.transaction((tx) => tx.emit('membership.changed', { userId: hugo.id }));
    const client = socket(hugo);
    const closed = new Promise<number>((resolve) => client.on('closed', (event) => resolve((event as CloseEvent).code)));
    const events = client.iterate({ query: 'subscription { inbox(after: 0) { number } }' });
    await events.next();
    await decide(moderator, caseNumber, 'BAN');
    expect(await closed).toBe(4403);
    await client.dispose();
  });

  it('hides the person from everybody while it lasts', async () => {
    const { lea, hugo, moderator, caseNumber } = await aCase();
    const seen = () => as(lea).send('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id });
    expect((await seen()).errors).toBeUndefined();
    await decide(moderator, caseNumber, 'SUSPEND_3_DAYS');
    expect((await seen()).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('does not bind a second longer, also when the job is late', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    await decide(moderator, caseNumber, 'SUSPEND_1_DAY');
    clock.travel(hours(23));
    expect(await as(await signedInAgain(hugo)).refusal('{ me { id } }')).toBe('ACCOUNT_SUSPENDED');
    clock.travel(hours(1) + minutes(1));
    const back = await signedInAgain(hugo);
    expect(await as(back).ask('{ me { id } }')).toEqual({ me: { id: hugo.id } });
    expect(await sanctionsOf(back)).toMatchObject([{ state: 'ENDED' }]);
  });

  it('is lifted by the job for those who do not call, and only when the last of several has ended', async () => {
    const { lea, hugo, moderator, caseNumber } = await aCase();
    const second = await report(await aSubscribedWoman(), { userId: hugo.id });
    await decide(moderator, caseNumber, 'SUSPEND_1_DAY');
    await decide(moderator, second, 'SUSPEND_3_DAYS');
    const { app } = theHouse();
    const seen = async () => (await as(await signedInAgain(lea)).send('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id })).errors;
    clock.travel(days(2));
    await app.moderation.sanctions.liftEnded();
    expect(await seen()).toBeDefined();
    clock.travel(days(1) + minutes(1));
    await app.moderation.sanctions.liftEnded();
    expect(await seen()).toBeUndefined();
  });

  it('of somebody who leaves at the same instant leaves them gone', async () => {
    const { db } = theHouse().app;
    for (let round = 0; round < 5; round += 1) {
      const { hugo, moderator, caseNumber } = await aCase();
      await Promise.all([
        decide(moderator, caseNumber, 'SUSPEND_1_DAY'),
        db.query(`UPDATE users SET status = 'DELETED' WHERE id = $1`, [hugo.id]),
      ]);
      expect(await db.query('SELECT status FROM users WHERE id = $1', [hugo.id])).toEqual([{ status: 'DELETED' }]);
      await drain();
      expect(theHouse().mailbox.messages(hugo.email)).toEqual([]);
    }
  });
});

describe('removing content', () => {
  it('takes a message from the sight of both at once, in the inbox and in the history, and keeps its place', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id: conversationId } = (await step(lea, hugo)).conversation;
    const messageId = await say(hugo, conversationId, 'Une insulte');
    await say(hugo, conversationId, 'Pardon');
    await decide(moderator, await report(lea, { messageId }), 'REMOVE_CONTENT');
    const HISTORY = 'query ($id: ID!) { conversation(id: $id) { messages { edges { node { text removed } } } } }';
    for (const person of [lea, hugo]) {
      expect(await as(person).ask(HISTORY, { id: conversationId })).toEqual({
        conversation: { messages: { edges: [{ node: { text: null, removed: true } }, { node: { text: 'Pardon', removed: false } }] } },
      });
      const events = await replay(person);
      expect(events.at(-1)).toMatchObject({ __typename: 'MessageSent', message: { id: messageId, removed: true, text: null } });
      expect(JSON.stringify(events)).not.toContain('Une insulte');
    }
  });

  it('takes an ad and a photo from sight', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const [postId, { id: mediaId }] = [await aPost(hugo, 'Vends montre'), await sent(hugo, await aPicture())];
    await decide(moderator, await report(lea, { postId }), 'REMOVE_CONTENT');
    await decide(moderator, await report(lea, { mediaId }), 'REMOVE_CONTENT');
    const { man } = await as(lea).ask<{ man: object }>(
      'query ($id: ID!) { man(id: $id) { photos { id } portrait { id } posts { edges { node { id } } } } }',
      { id: hugo.id },
    );
    expect(man).toEqual({ photos: [], portrait: null, posts: { edges: [] } });
    expect(await as(hugo).ask(MY_MEDIA)).toEqual({ myMedia: [] });
  });
});

describe('who reports', () => {
  it('follows the case in the app, and is told the outcome by mail, never the measure', async () => {
    const { lea, moderator, caseNumber } = await aCase();
    const mine = async () => (await as(lea).ask<Mine>(MINE)).myReports.edges.map(({ node }) => node);
    expect(await mine()).toMatchObject([{ caseNumber, state: 'RECEIVED', measureTaken: null, target: 'PERSON', reason: 'HARASSMENT' }]);
    await as(moderator).ask(CLAIM, { id: await idOf(moderator, caseNumber) });
    expect(await mine()).toMatchObject([{ state: 'IN_REVIEW' }]);
    await decide(moderator, caseNumber, 'SUSPEND_30_DAYS');
    expect(await mine()).toMatchObject([{ state: 'CLOSED', measureTaken: true, handledAt: expect.any(String) }]);
    await drain();
    const told = theHouse().mailbox.messages(lea.email);
    expect(told).toHaveLength(2);
    expect(told.map(({ text }) => text).join()).toContain('nous avons agi');
    expect(JSON.stringify(told)).not.toMatch(/suspend|insultants/);
  });

  it('may file fewer after reports filed to harm, which moderators see, and never none', async () => {
    const [lea, moderator] = [await aSubscribedWoman(), await aModerator()];
    const men = [await aMan(), await aMan(), await aMan(), await aMan()];
    for (const man of men.slice(0, 2)) await decide(moderator, await report(lea, { userId: man.id }), 'DISMISS', { abusive: true });
    const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
    clock.travel(hours(5));
    const { errors } = await as(await signedInAgain(lea)).send(REPORT, { input: { reason: 'OTHER', userId: men[3]!.id } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', reason: 'DAILY' });
    // Until a day after the first of the two.
    const wait = errors?.[0]?.extensions.retryAfter as number;
    expect(wait).toBeGreaterThan(18 * 3_600);
    expect(wait).toBeLessThanOrEqual(19 * 3_600);
    clock.travel(hours(19) + minutes(1));
    const caseNumber = await report(await signedInAgain(lea), { userId: men[3]!.id });
    expect(await fileOf(await signedInAgain(moderator), caseNumber)).toMatchObject({
      reporterHistory: { falseReports: 2, decidedReports: 2, dismissedReports: 2 },
    });
    expect(await report(await signedInAgain(lea), { userId: men[2]!.id })).toMatch(/^PP-/);
    expect(await as(await signedInAgain(lea)).refusal(REPORT, { input: { reason: 'OTHER', userId: men[0]!.id } })).toBe('RATE_LIMITED');
  });

  it('is read a step later after a report filed to harm, and what nothing came of is counted', async () => {
    const [lea, moderator] = [await aSubscribedWoman(), await aModerator()];
    const [hugo, paul, karim, igor] = [await aMan(), await aMan(), await aMan(), await aMan()];
    await decide(moderator, await report(lea, { userId: hugo.id }), 'WARN');
    await decide(moderator, await report(lea, { userId: paul.id }), 'DISMISS');
    const before = await report(lea, { userId: igor.id, reason: 'THREAT' });
    await decide(moderator, await report(lea, { userId: karim.id }), 'DISMISS', { abusive: true });
    await theHouse().app.db.query(`UPDATE reports SET created_at = created_at - interval '1 day' WHERE reporter_id = $1`, [lea.id]);
    const after = await report(lea, { userId: paul.id, reason: 'THREAT' });
    const file = await fileOf(moderator, after);
    expect(file).toMatchObject({ reporterHistory: { falseReports: 1, decidedReports: 3, dismissedReports: 2 } });
    const severities = await theHouse().app.db.query<{ severity: number }>(
      'SELECT severity FROM reports WHERE case_number = ANY ($1) ORDER BY created_at',
      [[before, after]],
    );
    expect(severities.map(({ severity }) => severity)).toEqual([3, 2]);
  });

  it('reads nothing of the reports of others', async () => {
    const { caseNumber } = await aCase();
    for (const person of [await aWoman(), await aMan()]) expect(JSON.stringify(await as(person).ask(MINE))).not.toContain(caseNumber);
  });
});

describe('who is reported', () => {
  it('is told nothing of a dismissal', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    await decide(moderator, caseNumber, 'DISMISS');
    await drain();
    expect(await sanctionsOf(hugo)).toEqual([]);
    expect(theHouse().mailbox.messages(hugo.email)).toEqual([]);
    expect(
      await as(hugo).refusal('mutation ($input: AppealInput!) { appeal(input: $input) { id } }', {
        input: { decisionId: randomUUID(), words: 'Non' },
      }),
    ).toBe('NOT_FOUND');
  });
});

describe('a decision that takes nobody’s access', () => {
  const UNREAD = '{ me { unreadDecision } }';
  const READ = 'mutation ($id: ID!) { acknowledgeDecision(id: $id) }';
  const unread = async (person: Person) => (await as(person).ask<{ me: { unreadDecision: string | null } }>(UNREAD)).me.unreadDecision;

  it('is named to whom it is about until they say they read it, and to nobody else', async () => {
    const { lea, hugo, moderator, caseNumber } = await aCase();
    await decide(moderator, caseNumber, 'WARN');
    const [{ id } = { id: '' }] = await sanctionsOf(hugo);
    expect([await unread(hugo), await unread(lea)]).toEqual([id, null]);
    expect(await as(lea).refusal(READ, { id })).toBe('NOT_FOUND');
    expect(await unread(hugo)).toBe(id);
    await Promise.all([as(hugo).ask(READ, { id }), as(hugo).ask(READ, { id })]);
    expect(await unread(hugo)).toBeNull();
  });

  it('is not named when nothing was decided against somebody, or it fell', async () => {
    const { hugo, moderator, caseNumber } = await aCase();
    await decide(moderator, caseNumber, 'DISMISS');
    expect(await unread(hugo)).toBeNull();
  });
});

describe('a case', () => {
  it('is kept for a year, a ban for as long as it is in force', async () => {
    const { lea, moderator, caseNumber } = await aCase();
    const other = await aMan();
    const banned = await report(lea, { userId: other.id });
    const warning = await decide(moderator, caseNumber, 'WARN');
    const ban = await decide(moderator, banned, 'BAN');
    const { app } = theHouse();
    const kept = async (id: string) => (await app.db.query('SELECT 1 FROM reports WHERE id = $1', [id])).length === 1;
    clock.travel(days(364));
    await app.moderation.purge();
    expect([await kept(warning), await kept(ban)]).toEqual([true, true]);
    clock.travel(days(2));
    await app.moderation.purge();
    expect([await kept(warning), await kept(ban)]).toEqual([false, true]);
  });
});
