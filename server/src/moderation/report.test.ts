import { randomUUID } from 'node:crypto';
import { as, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aMan, aModerator, aPost, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { BLOCK, step } from '../../test/talking.js';
import { clock, hours } from '../platform/clock.js';

useHouse();

const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
const HANDLE = 'mutation ($id: ID!, $note: String) { handleReport(id: $id, note: $note) { status note handledAt } }';
const REPORTS = `query ($status: ReportStatus, $first: Int, $after: String) {
  reports(status: $status, first: $first, after: $after) {
    edges { cursor node { id caseNumber reason words status note handledAt quoted reporter { id role username } reported { id role username } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Case {
  cursor: string;
  node: {
    id: string;
    caseNumber: string;
    reporter: { id: string };
    reported: { id: string; username: string | null };
    [field: string]: unknown;
  };
}

/** She took the first step: their conversation's id. */
const talking = async (woman: Person, man: Person, opening = 'Bonjour'): Promise<string> =>
  (await step(woman, man, { opening })).conversation.id;

async function openingOf(person: Person, conversationId: string): Promise<string> {
  const READ = 'query ($id: ID!) { conversation(id: $id) { messages(first: 1) { edges { node { id } } } } }';
  const { conversation } = await as(person).ask<{ conversation: { messages: { edges: [{ node: { id: string } }] } } }>(READ, {
    id: conversationId,
  });
  return conversation.messages.edges[0].node.id;
}

async function report(person: Person, input: object): Promise<string> {
  const { report: payload } = await as(person).ask<{ report: { caseNumber: string } }>(REPORT, { input: { reason: 'SCAM', ...input } });
  return payload.caseNumber;
}

async function cases(moderator: Person, more: object = {}): Promise<Case[]> {
  const { reports } = await as(moderator).ask<{ reports: { edges: Case[] } }>(REPORTS, { first: 50, ...more });
  return reports.edges;
}

async function caseOf(moderator: Person, caseNumber: string): Promise<Case['node'] | undefined> {
  return (await cases(moderator)).find(({ node }) => node.caseNumber === caseNumber)?.node;
}

async function audited(kind: string, actor: Person): Promise<{ subject_id: string | null; details: Record<string, unknown> }[]> {
  return theHouse().app.db.query('SELECT subject_id, details FROM audit_log WHERE kind = $1 AND actor_id = $2 ORDER BY id', [
    kind,
    actor.id,
  ]);
}

describe('reporting', () => {
  it('gives a case number, and a mail that says the same in the reporter’s language', async () => {
    const [lea, hugo] = [await aSubscribedWoman({ account: { locale: 'EN' } }), await aMan()];
    const caseNumber = await report(lea, { userId: hugo.id });
    expect(caseNumber).toMatch(/^PP-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    await drain();
    expect(theHouse().mailbox.messages(lea.email)[0]).toMatchObject({ subject: `We have received your report ${caseNumber}` });
    expect(theHouse().mailbox.messages(hugo.email)).toEqual([]);
  });

  it('names who and whom to the moderator, with the words as they were written', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan({ username: 'Le vrai Hugo' }), await aModerator()];
    const words = 'Il veut <b>de l’argent</b> 💶\nEncore et encore. שלום';
    const caseNumber = await report(lea, { userId: hugo.id, words });
    expect(await caseOf(moderator, caseNumber)).toMatchObject({
      reason: 'SCAM',
      words,
      status: 'OPEN',
      quoted: null,
      reporter: { id: lea.id, role: 'WOMAN' },
      reported: { id: hugo.id, role: 'MAN', username: 'Le vrai Hugo' },
    });
  });

  it('keeps the ad as it read, whatever becomes of it', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const postId = await aPost(hugo, 'Envoyez-moi 200 euros');
    const caseNumber = await report(lea, { postId });
    await as(hugo).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id: postId });
    expect(await caseOf(moderator, caseNumber)).toMatchObject({ quoted: 'Envoyez-moi 200 euros', reported: { id: hugo.id } });
  });

  it('keeps the message as it read, for either of the two, also after a block', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const conversationId = await talking(lea, hugo, 'Vous êtes un âne');
    const messageId = await openingOf(hugo, conversationId);
    await as(lea).ask(BLOCK, { id: hugo.id });
    const caseNumber = await report(hugo, { messageId, reason: 'HARASSMENT' });
    expect(await caseOf(moderator, caseNumber)).toMatchObject({ quoted: 'Vous êtes un âne', reported: { id: lea.id, role: 'WOMAN' } });
  });

  it('of a conversation is about the other person, and shows what they wrote last', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const conversationId = await talking(lea, hugo, 'Bonjour Hugo');
    expect(await caseOf(moderator, await report(hugo, { conversationId }))).toMatchObject({
      reported: { id: lea.id },
      quoted: 'Bonjour Hugo',
    });
    expect(await caseOf(moderator, await report(lea, { conversationId }))).toMatchObject({ reported: { id: hugo.id }, quoted: null });
  });

  it('of the same thing within 24 hours is the same case while it is open, ten times at once as well', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const numbers = await Promise.all(Array.from({ length: 10 }, () => report(lea, { userId: hugo.id })));
    expect(new Set(numbers).size).toBe(1);
    const moderator = await aModerator();
    await as(moderator).ask(HANDLE, { id: (await caseOf(moderator, numbers[0]!))!.id });
    expect(await report(lea, { userId: hugo.id })).not.toBe(numbers[0]);
    clock.travel(hours(25));
    expect(await report(await signedInAgain(lea), { userId: hugo.id })).not.toBe(numbers[0]);
  });

  it('of another thing, or by another person, is another case', async () => {
    const [lea, ana, hugo] = [await aSubscribedWoman(), await aSubscribedWoman(), await aMan()];
    const conversationId = await talking(lea, hugo);
    const numbers = [await report(lea, { userId: hugo.id }), await report(lea, { conversationId }), await report(ana, { userId: hugo.id })];
    expect(new Set(numbers).size).toBe(3);
  });

  it('must name exactly one thing', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const none = await as(lea).send(REPORT, { input: { reason: 'OTHER' } });
    expect(Object.keys(none.errors?.[0]?.extensions.fields ?? {})).toEqual(['userId', 'conversationId', 'postId', 'messageId', 'mediaId']);
    const two = await as(lea).send(REPORT, { input: { reason: 'OTHER', userId: hugo.id, postId: randomUUID() } });
    expect(Object.keys(two.errors?.[0]?.extensions.fields ?? {})).toEqual(['userId', 'postId']);
  });

  it('answers alike for what one may not know of and for nothing', async () => {
    const [lea, ana, hugo, paul] = [await aSubscribedWoman(), await aWoman(), await aMan(), await aMan()];
    const conversationId = await talking(lea, hugo, 'Pour Hugo seul');
    const messageId = await openingOf(hugo, conversationId);
    const postId = await aPost(hugo);
    const tries: [Person, object][] = [
      [paul, { userId: lea.id }],
      [paul, { userId: hugo.id }],
      [paul, { conversationId }],
      [paul, { messageId }],
      [paul, { postId }],
      [ana, { conversationId }],
      [ana, { messageId }],
      [ana, { userId: lea.id }],
      [hugo, { userId: hugo.id }],
      [hugo, { postId }],
      [lea, { messageId }],
    ];
    for (const [person, input] of tries) {
      const [target] = Object.keys(input);
      const [real, nothing] = [
        await as(person).send(REPORT, { input: { reason: 'OTHER', ...input } }),
        await as(person).send(REPORT, { input: { reason: 'OTHER', [target!]: randomUUID() } }),
      ];
      expect([real.status, real.data, real.errors]).toEqual([nothing.status, nothing.data, nothing.errors]);
      expect(real.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
  });

  it('is limited to twenty an hour', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    for (let n = 0; n < 20; n += 1) await report(lea, { userId: hugo.id });
    expect(await as(lea).refusal(REPORT, { input: { reason: 'SCAM', userId: hugo.id } })).toBe('RATE_LIMITED');
  });
});

describe('handling reports', () => {
  it('is for moderators and admins', async () => {
    for (const person of [await aWoman(), await aMan()]) {
      expect(await as(person).refusal(REPORTS)).toBe('FORBIDDEN');
      expect(await as(person).refusal(HANDLE, { id: randomUUID() })).toBe('FORBIDDEN');
    }
    expect((await send(REPORTS)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('moves the case, keeps the note for moderators, and tells the reporter by mail', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const caseNumber = await report(lea, { userId: hugo.id });
    const { id } = (await caseOf(moderator, caseNumber))!;
    const { handleReport } = await as(moderator).ask<{ handleReport: object }>(HANDLE, { id, note: '  Averti.  ' });
    expect(handleReport).toMatchObject({ status: 'HANDLED', note: 'Averti.', handledAt: expect.any(String) });
    expect(await caseOf(moderator, caseNumber)).toBeUndefined();
    expect((await cases(moderator, { status: 'HANDLED' }))[0]?.node.caseNumber).toBe(caseNumber);
    await drain();
    const told = theHouse()
      .mailbox.messages(lea.email)
      .find(({ subject }) => subject === `Votre signalement ${caseNumber} a été traité`);
    expect(told?.text).not.toContain('Averti');
  });

  it('happens once: the second of two moderators hears CONFLICT', async () => {
    const [lea, hugo, one, two] = [await aSubscribedWoman(), await aMan(), await aModerator(), await aModerator()];
    const { id } = (await caseOf(one, await report(lea, { userId: hugo.id })))!;
    const answers = await Promise.all([as(one).send(HANDLE, { id }), as(two).send(HANDLE, { id })]);
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'handled').sort()).toEqual(['CONFLICT', 'handled']);
    expect(await as(one).refusal(HANDLE, { id: randomUUID() })).toBe('NOT_FOUND');
  });

  it('pages the open ones oldest first, without gap or double', async () => {
    const [lea, moderator] = [await aSubscribedWoman(), await aModerator()];
    const men = [await aMan(), await aMan(), await aMan()];
    for (const man of men) await report(lea, { userId: man.id });
    const seen: Case[] = [];
    for (let after: string | undefined; ; after = seen.at(-1)?.cursor) {
      const page = await cases(moderator, { first: 2, after });
      seen.push(...page);
      if (page.length < 2) break;
    }
    const whole = await cases(moderator);
    expect(seen.map(({ node }) => node.id)).toEqual(whole.map(({ node }) => node.id));
    const mine = whole.filter(({ node }) => node.reporter.id === lea.id).map(({ node }) => node.reported.id);
    expect(mine).toEqual(men.map(({ id }) => id));
  });

  it('refuses a cursor of the other list, and pages beyond 50', async () => {
    const moderator = await aModerator();
    const [first] = await cases(moderator);
    expect(await as(moderator).refusal(REPORTS, { status: 'HANDLED', after: first?.cursor })).toBe('BAD_USER_INPUT');
    expect(await as(moderator).refusal(REPORTS, { first: 51 })).toBe('BAD_USER_INPUT');
  });

  it('is audited: what was filed, each reading, each decision', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const caseNumber = await report(lea, { userId: hugo.id, reason: 'THREAT' });
    const { id } = (await caseOf(moderator, caseNumber))!;
    await as(moderator).ask(HANDLE, { id });
    expect(await audited('report.filed', lea)).toEqual([
      { subject_id: hugo.id, details: { caseNumber, reason: 'THREAT', evidence: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    ]);
    const [reading] = await audited('report.read', moderator);
    expect(reading?.details.reportIds).toContain(id);
    expect(await audited('report.handled', moderator)).toEqual([
      { subject_id: hugo.id, details: { caseNumber, outcome: 'DISMISS', rule: null } },
    ]);
  });

  it('shows nothing to whoever is no longer a moderator', async () => {
    const moderator = await aModerator();
    await theHouse().app.db.transaction(async (tx) => {
      await tx.query(`UPDATE users SET role = 'MAN' WHERE id = $1`, [moderator.id]);
      await tx.emit('account.changed', { userId: moderator.id });
    });
    expect(await as(moderator).refusal(REPORTS)).toBe('FORBIDDEN');
  });
});
