import Stripe from 'stripe';
import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { APPEAL, CASE_FILE, DECIDE, decide, DECIDE_APPEAL, idOf, report, sanctionsOf } from '../../test/judging.js';
import { aPicture } from '../../test/media-files.js';
import { aMan, aModerator, anAdmin, aPost, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { keepStripesTime, stripeIsHeard, timePasses } from '../../test/stripe.js';
import { say, step } from '../../test/talking.js';
import { REMOVE, sent } from '../../test/uploading.js';
import { makeAdmin } from '../admin.js';
import { clock, days } from '../platform/clock.js';

useHouse();

const WORDS = 'Ces mots étaient d’un ami qui avait pris mon téléphone.';

/** Somebody sanctioned, by this moderator; the id of the decision. */
async function judged(outcome: string, by?: Person, input?: object) {
  const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), by ?? (await aModerator())];
  await decide(moderator, await report(lea, input ?? { userId: hugo.id }), outcome);
  const [sanction] = await sanctionsOf(hugo);
  return { lea, hugo, moderator, decisionId: sanction?.id ?? '' };
}

const answering = (granted: boolean, decisionId: string) => ({ input: { decisionId, granted, answer: 'Nous avons tout relu.' } });

describe('an appeal', () => {
  it('is answered by another moderator, whose answer is told by mail and in the account', async () => {
    const { hugo, decisionId } = await judged('SUSPEND_30_DAYS');
    await as(hugo).ask(APPEAL, { input: { decisionId, words: WORDS } });
    await as(await aModerator()).ask(DECIDE_APPEAL, answering(false, decisionId));
    expect(await sanctionsOf(hugo)).toMatchObject([{ state: 'IN_FORCE', appeal: { granted: false, answer: 'Nous avons tout relu.' } }]);
    await drain();
    const mail = theHouse()
      .mailbox.messages(hugo.email)
      .find(({ subject }) => subject === 'Votre contestation n’est pas acceptée');
    expect(mail?.text).toContain('Nous avons tout relu.');
  });

  it('is never answered with the name of who reported', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman({ username: 'Philomène' }), await aMan(), await aModerator()];
    await decide(moderator, await report(lea, { userId: hugo.id }), 'WARN');
    const [sanction] = await sanctionsOf(hugo);
    await as(hugo).ask(APPEAL, { input: { decisionId: sanction!.id, words: WORDS } });
    const input = { decisionId: sanction!.id, granted: false, answer: 'PHILOMENE a raison.' };
    const { errors } = await as(await aModerator()).send(DECIDE_APPEAL, { input });
    expect(errors?.[0]?.extensions.fields).toEqual({ answer: 'It must not tell who reported.' });
  });

  it('is neither read nor answered by the person it is about, nor by who reported, whatever they have become', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const decided = await report(lea, { userId: hugo.id });
    const reportId = await decide(moderator, decided, 'WARN');
    const [sanction] = await sanctionsOf(hugo);
    await as(hugo).ask(APPEAL, { input: { decisionId: sanction!.id, words: WORDS } });
    const waiting = await report(lea, { conversationId: (await step(lea, hugo)).conversation.id });
    const waitingId = await idOf(moderator, waiting);
    for (const person of [lea, hugo]) {
      await makeAdmin(theHouse().app.config, person.email);
      const admin = await signedInAgain(person);
      await expect(idOf(admin, waiting)).rejects.toThrow('no case');
      await expect(idOf(admin, decided)).rejects.toThrow('no case');
      for (const id of [reportId, waitingId]) expect(await as(admin).refusal(CASE_FILE, { id })).toBe('NOT_FOUND');
      expect(await as(admin).refusal(DECIDE, { input: { reportId: waitingId, outcome: 'DISMISS', facts: 'Rien.' } })).toBe('NOT_FOUND');
      expect(await as(admin).refusal(DECIDE_APPEAL, answering(true, sanction!.id))).toBe('NOT_FOUND');
      const { appeals } = await as(admin).ask<{ appeals: { edges: { node: { decision: { id: string } } }[] } }>(
        '{ appeals(first: 50) { edges { node { decision { id } } } } }',
      );
      expect(appeals.edges.map(({ node }) => node.decision.id)).not.toContain(sanction!.id);
    }
    await as(await aModerator()).ask(DECIDE_APPEAL, answering(false, sanction!.id));
  });

  it('is never answered by whoever decided, an admin neither', async () => {
    for (const decider of [await aModerator(), await anAdmin()]) {
      const { hugo, decisionId } = await judged('WARN', decider);
      await as(hugo).ask(APPEAL, { input: { decisionId, words: WORDS } });
      expect(await as(decider).refusal(DECIDE_APPEAL, answering(true, decisionId))).toBe('FORBIDDEN');
      const { appeals } = await as(decider).ask<{ appeals: { edges: { node: { decision: { id: string; mine: boolean } } }[] } }>(
        '{ appeals(first: 50) { edges { node { decision { id mine } } } } }',
      );
      expect(appeals.edges.find(({ node }) => node.decision.id === decisionId)?.node.decision.mine).toBe(true);
    }
  });

  it('is filed once, ten times at once as well, and answered once', async () => {
    const { hugo, decisionId } = await judged('WARN');
    const codes = (answers: { errors?: { extensions: { code: string } }[] }[]) =>
      answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok');
    const filed = await Promise.all(Array.from({ length: 10 }, () => as(hugo).send(APPEAL, { input: { decisionId, words: WORDS } })));
    expect(codes(filed).sort()).toEqual([...Array<string>(9).fill('CONFLICT'), 'ok']);
    const two = [await aModerator(), await aModerator()];
    const answered = await Promise.all(two.map((each, n) => as(each).send(DECIDE_APPEAL, answering(n === 0, decisionId))));
    expect(codes(answered).sort()).toEqual(['CONFLICT', 'ok']);
  });

  it('is possible for six months, and for one’s own decisions alone', async () => {
    const { hugo, decisionId } = await judged('WARN');
    expect(await as(await aMan()).refusal(APPEAL, { input: { decisionId, words: WORDS } })).toBe('NOT_FOUND');
    clock.travel(days(184));
    expect(await as(await signedInAgain(hugo)).refusal(APPEAL, { input: { decisionId, words: WORDS } })).toBe('CONFLICT');
  });

  it('that is granted gives everything back: access, messages, ads and photos', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id: conversationId } = (await step(lea, hugo)).conversation;
    const messageId = await say(hugo, conversationId, 'Un mot mal compris');
    const [postId, { id: mediaId }] = [await aPost(hugo, 'Une annonce mal comprise'), await sent(hugo, await aPicture())];
    for (const target of [{ messageId }, { postId }, { mediaId }]) await decide(moderator, await report(lea, target), 'REMOVE_CONTENT');
    await decide(moderator, await report(lea, { userId: hugo.id }), 'BAN');
    const other = await aModerator();
    for (const { id: decisionId } of await sanctionsOf(hugo)) {
      await as(hugo).ask(APPEAL, { input: { decisionId, words: WORDS } });
      await as(other).ask(DECIDE_APPEAL, answering(true, decisionId));
    }
    expect(new Set((await sanctionsOf(hugo)).map(({ state }) => state))).toEqual(new Set(['OVERTURNED']));
    expect(
      await as(lea).ask(
        'query ($id: ID!, $talk: ID!) { man(id: $id) { photos { id } posts { edges { node { id text } } } } conversation(id: $talk) { messages { edges { node { text removed } } } } }',
        { id: hugo.id, talk: conversationId },
      ),
    ).toEqual({
      man: { photos: [{ id: mediaId }], posts: { edges: [{ node: { id: postId, text: 'Une annonce mal comprise' } }] } },
      conversation: { messages: { edges: [{ node: { text: 'Un mot mal compris', removed: false } }] } },
    });
    expect(await as(hugo).ask('{ me { id } }')).toEqual({ me: { id: hugo.id } });
  });

  it('never brings back what its owner had removed before the decision', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const [postId, { id: mediaId }] = [await aPost(hugo, 'Déjà effacée'), await sent(hugo, await aPicture())];
    const cases = [await report(lea, { postId }), await report(lea, { mediaId })];
    await as(hugo).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id: postId });
    await as(hugo).ask(REMOVE, { id: mediaId });
    for (const caseNumber of cases) await decide(moderator, caseNumber, 'REMOVE_CONTENT');
    const other = await aModerator();
    for (const { id: decisionId } of await sanctionsOf(hugo)) {
      await as(hugo).ask(APPEAL, { input: { decisionId, words: WORDS } });
      await as(other).ask(DECIDE_APPEAL, answering(true, decisionId));
    }
    expect(
      await as(lea).ask('query ($id: ID!) { man(id: $id) { photos { id } posts { edges { node { id } } } } }', { id: hugo.id }),
    ).toEqual({
      man: { photos: [], posts: { edges: [] } },
    });
  });

  it('leaves what other decisions still say: a ban that falls uncovers a suspension', async () => {
    const [hugo, moderator] = [await aMan(), await aModerator()];
    const cases = [
      await report(await aSubscribedWoman(), { userId: hugo.id }),
      await report(await aSubscribedWoman(), { userId: hugo.id }),
    ];
    await decide(moderator, cases[0]!, 'BAN');
    await decide(moderator, cases[1]!, 'SUSPEND_7_DAYS');
    const decisionId = (await sanctionsOf(hugo)).find(({ outcome }) => outcome === 'BAN')!.id;
    await as(hugo).ask(APPEAL, { input: { decisionId, words: WORDS } });
    await as(await aModerator()).ask(DECIDE_APPEAL, answering(true, decisionId));
    expect(await as(hugo).refusal('{ me { id } }')).toBe('ACCOUNT_SUSPENDED');
    expect(await theHouse().app.db.query('SELECT status FROM users WHERE id = $1', [hugo.id])).toEqual([{ status: 'SUSPENDED' }]);
  });

  it('against a ban, which stops the renewal, gives the days back at Stripe, once, and her next invoice is that much smaller', async () => {
    keepStripesTime();
    const [lea, hugo, moderator, other] = [await aSubscribedWoman(), await aMan(), await aModerator(), await aModerator()];
    await step(lea, hugo);
    await decide(moderator, await report(hugo, { userId: lea.id }), 'BAN');
    const [sanction] = await sanctionsOf(lea);
    await timePasses({ days: 6 });
    const her = await signedInAgain(lea);
    await as(her).ask(APPEAL, { input: { decisionId: sanction!.id, words: WORDS } });
    await as(await signedInAgain(other)).ask(DECIDE_APPEAL, answering(true, sanction!.id));
    await stripeIsHeard();
    const { app, stripe } = theHouse();
    const credits = await app.db.query<{ details: { amount: number } }>(
      `SELECT details FROM audit_log WHERE kind = 'membership.credited' AND subject_id = $1`,
      [lea.id],
    );
    const [{ amount, period } = { amount: 0, period: 1 }] = await app.db.query<{ amount: number; period: number }>(
      `SELECT amount, extract(epoch FROM current_period_end - current_period_start)::float8 / 86400 AS period FROM subscriptions WHERE user_id = $1`,
      [lea.id],
    );
    expect(credits).toHaveLength(1);
    expect(Math.abs(credits[0]!.details.amount - (amount * 6) / period)).toBeLessThanOrEqual(1);
    await app.db.transaction((tx) => tx.emit('sanction.overturned', { decisionId: sanction!.id }));
    await drain();
    const sdk = new Stripe('sk_test_x', stripe.sdk);
    const renewal = async () => (await app.billing.memberships.of(lea.id)).renews;
    expect(await renewal()).toBe(false);
    const [{ id: subscription } = { id: '' }] = await app.db.query<{ id: string }>('SELECT id FROM subscriptions WHERE user_id = $1', [
      lea.id,
    ]);
    await sdk.subscriptions.update(subscription, { cancel_at_period_end: false });
    await timePasses({ days: 31 });
    await stripeIsHeard();
    expect(await renewal()).toBe(true);
    const { data: invoices } = await sdk.invoices.list({ limit: 100 });
    expect(invoices.find(({ customer_email: email }) => email === lea.email)).toMatchObject({
      total: amount,
      amount_paid: amount - credits[0]!.details.amount,
      status: 'paid',
    });
  });
});
