import { buffer } from 'node:stream/consumers';
import Stripe from 'stripe';
import { as, ask, refusal, send } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aPhotoFromAPhone } from '../../test/media-files.js';
import { aMan, aMatch, aModerator, aPost, aSubscribedWoman, PASSWORD, signedInAgain, type Match, type Person } from '../../test/people.js';
import { CASE_FILE, decide, idOf, report, type CaseFile } from '../../test/judging.js';
import { everythingStored, rowsOf } from '../../test/stored.js';
import { keepStripesTime, stripeIsHeard, timePasses } from '../../test/stripe.js';
import { BLOCK, say, SEND } from '../../test/talking.js';
import { sent } from '../../test/uploading.js';
import { clock, days, minutes } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();
beforeEach(keepStripesTime);

const LEAVE = 'mutation ($password: String!) { deleteAccount(password: $password) { eraseAt } }';
const KEEP = 'mutation ($input: SignInInput!) { keepAccount(input: $input) { accessToken } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const MEN = '{ men(filter: { interestsMatch: ANY }) { edges { node { id } } } }';
const WITH = 'query ($id: ID!) { conversation(id: $id) { with { __typename } canSend messages { edges { node { text from } } } } }';

const leave = (person: Person) => as(person).ask<{ deleteAccount: { eraseAt: string } }>(LEAVE, { password: PASSWORD });
const whoSees = async (woman: Person) =>
  (await as(woman).ask<{ men: { edges: { node: { id: string } }[] } }>(MEN)).men.edges.map(({ node }) => node.id);

async function timeComes(): Promise<void> {
  clock.travel(days(14) + minutes(1));
  await theHouse().app.privacy.erasures.eraseDue();
  await drain();
}

describe('deleting an account', () => {
  it('asks for the password again', async () => {
    const hugo = await aMan();
    const { errors } = await send(LEAVE, { password: 'pas le bon' }, hugo);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { password: expect.any(String) as string } });
    expect(await ask('{ me { id } }', {}, hugo)).toBeTruthy();
  });

  it('is felt by everybody at once, and is said by mail', async () => {
    const { woman, man, conversationId }: Match = await aMatch();
    expect(await whoSees(woman)).toContain(man.id);
    const { deleteAccount } = await leave(man);
    expect(new Date(deleteAccount.eraseAt).getTime() - clock.now().getTime()).toBeGreaterThan(days(13));
    expect(await whoSees(woman)).not.toContain(man.id);
    expect(await refusal('{ me { id } }', {}, man)).toBe('UNAUTHENTICATED');
    const { conversation } = await as(woman).ask<{ conversation: { with: object | null; canSend: string } }>(WITH, { id: conversationId });
    expect(conversation).toMatchObject({ with: null, canSend: 'CLOSED' });
    await drain();
    expect(
      theHouse()
        .mailbox.messages(man.email)
        .map(({ subject }) => subject),
    ).toContain('Votre compte sera effacé');
  });

  it('can be taken back for fourteen days, by the password only', async () => {
    const { woman, man } = await aMatch();
    await leave(man);
    const { errors } = await send(SIGN_IN, { input: { email: man.email, password: PASSWORD } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'ACCOUNT_LEAVING', eraseAt: expect.any(String) as string });
    expect(await refusal(SIGN_IN, { input: { email: man.email, password: 'pas le bon' } })).toBe('UNAUTHENTICATED');
    expect(await refusal(KEEP, { input: { email: man.email, password: 'pas le bon' } })).toBe('UNAUTHENTICATED');
    const { keepAccount } = await ask<{ keepAccount: { accessToken: string } }>(KEEP, { input: { email: man.email, password: PASSWORD } });
    expect(await ask('{ me { id } }', {}, keepAccount)).toBeTruthy();
    expect(await whoSees(woman)).toContain(man.id);
    await timeComes();
    expect(await ask(SIGN_IN, { input: { email: man.email, password: PASSWORD } })).toBeTruthy();
  });

  it('stops the renewal of a membership in the same act, and keeps what is paid', async () => {
    const lea = await aSubscribedWoman();
    await leave(lea);
    await stripeIsHeard();
    const row = await theHouse().app.db.one('SELECT status, cancel_at_period_end AS ends FROM subscriptions WHERE user_id = $1', [lea.id]);
    expect(row).toEqual({ status: 'active', ends: true });
  });
});

describe('leaving after a sanction', () => {
  it('is open to whoever is banned, and lifts nothing for whoever comes back', async () => {
    const { woman, man } = await aMatch();
    const moderator = await aModerator();
    await decide(moderator, await report(woman, { userId: man.id }), 'BAN');
    await leave(await signedInAgain(man));
    const back = await ask<{ keepAccount: { accessToken: string } }>(KEEP, { input: { email: man.email, password: PASSWORD } });
    expect(await refusal('{ me { id } }', {}, back.keepAccount)).toBe('ACCOUNT_SUSPENDED');
  });

  it('leaves what moderators need of it, and only as long as they do', async () => {
    const { woman, man, conversationId } = await aMatch();
    const { app, mailbox } = theHouse();
    const moderator = await aModerator();
    await say(woman, conversationId, 'Des mots de preuve');
    const { id: mediaId } = await sent(woman, await aPhotoFromAPhone(), { purpose: 'MESSAGE' });
    await as(woman).ask(SEND, { input: { conversationId, clientId: newId(), mediaIds: [mediaId] } });
    await sent(woman, await aPhotoFromAPhone());
    const caseNumber = await report(man, { conversationId });
    const id = await idOf(moderator, caseNumber);
    await leave(woman);
    await timeComes();
    const receipt = mailbox.messages(woman.email).find(({ subject }) => subject === 'Votre compte est effacé');
    // Both of her photos are evidence: none was erased.
    expect(receipt?.text).not.toContain('photos et films');
    expect(receipt?.text).toContain('les signalements qui vous concernent, avec les mots et images qui y sont joints');
    const file = () => signedInAgain(moderator).then((again) => as(again).ask<{ caseFile: CaseFile }>(CASE_FILE, { id }));
    const { evidence } = (await file()).caseFile;
    expect(evidence.messages.map(({ text }) => text)).toContain('Des mots de preuve');
    expect(evidence).toMatchObject({ intact: true });
    expect(evidence.media.map((media) => media.id)).toContain(mediaId);
    await decide(await signedInAgain(moderator), caseNumber, 'DISMISS');
    clock.travel(days(14 + 185));
    await app.moderation.purge();
    await app.media.sweep.forgetUnfinished();
    await drain();
    expect((await file()).caseFile.evidence).toMatchObject({ purged: true, messages: [], media: [] });
    expect(await app.db.query('SELECT 1 FROM media WHERE owner_id = $1', [woman.id])).toEqual([]);
    const left = [];
    for await (const { key } of app.storage.list('media/')) if (key.includes(mediaId)) left.push(key);
    expect(left).toEqual([]);
  });
});

describe('a sanction of somebody who is leaving', () => {
  it('keeps the evidence and delays nothing', async () => {
    const { woman, man, conversationId } = await aMatch();
    const moderator = await aModerator();
    await say(man, conversationId, 'Des mots avant de partir');
    const caseNumber = await report(woman, { userId: man.id });
    await leave(man);
    const id = await decide(moderator, caseNumber, 'BAN');
    await timeComes();
    const { db } = theHouse().app;
    expect(await db.query('SELECT erased_at IS NOT NULL AS erased FROM account_deletions WHERE user_id = $1', [man.id])).toEqual([
      { erased: true },
    ]);
    expect((await everythingStored()).includes(man.email)).toBe(false);
    const { caseFile } = await as(await signedInAgain(moderator)).ask<{ caseFile: CaseFile }>(CASE_FILE, { id });
    expect(caseFile.evidence.messages.map(({ text }) => text)).toContain('Des mots avant de partir');
  });
});

describe('erasing', () => {
  it('leaves nothing of her in the database, the queue, the store or at Stripe but what the receipt names', async () => {
    const { app, mailbox, stripe } = theHouse();
    const { woman, man, conversationId } = await aMatch(await aSubscribedWoman({ username: 'Zéphirine', bio: 'Bio-introuvable-après' }));
    // Before she sends anything: photos that are evidence stay, as the receipt says.
    await report(woman, { conversationId });
    const photo = await sent(woman, await aPhotoFromAPhone());
    await say(man, conversationId, 'Bonjour Mots-de-lui');
    await say(woman, conversationId, 'Mots-gardés-chez-lui');
    const handed = await sent(woman, await aPhotoFromAPhone(), { purpose: 'MESSAGE' });
    await as(woman).ask(SEND, { input: { conversationId, clientId: newId(), mediaIds: [handed.id] } });
    await as(woman).ask('mutation ($id: ID!) { likePost(id: $id) { post { id } } }', { id: await aPost(man) });
    await as(woman).ask(BLOCK, { id: (await aMatch(woman)).man.id });
    await as(woman).ask('mutation { requestDataExport { status } }');
    await theHouse().app.jobs.relay();
    expect(await rowsOf('pgboss')).toContain(woman.id);
    await app.db.query(
      `INSERT INTO push_devices (id, user_id, session_id, kind, address, address_hash, locale, added_at)
       SELECT id, user_id, id, 'ANDROID', 'jeton-de-son-telephone', id::text, 'FR', created_at FROM sessions WHERE user_id = $1 LIMIT 1`,
      [woman.id],
    );
    await drain();
    const before = await everythingStored();
    await leave(woman);
    const traces = [woman.email, 'Zéphirine', 'Bio-introuvable-après', 'jeton-de-son-telephone'];
    expect(traces.filter((trace) => !before.includes(trace))).toEqual([]);
    // The queue knows people by their id alone, mails that wait included.
    const queued = await rowsOf('pgboss');
    expect(traces.filter((trace) => queued.includes(trace))).toEqual([]);

    await timePasses({ days: 15 });
    await app.privacy.erasures.eraseDue();
    await drain();
    await stripeIsHeard();
    await drain();

    const after = await everythingStored();
    expect(traces.filter((trace) => after.includes(trace))).toEqual([]);
    expect(await app.db.query('SELECT 1 FROM media WHERE owner_id = $1', [woman.id])).toEqual([]);
    expect(after.includes('Mots-gardés-chez-lui')).toBe(true);
    const atStripe = await new Stripe('sk_test_simulator', {
      host: new URL(stripe.url).hostname,
      port: new URL(stripe.url).port,
      protocol: 'http',
    }).customers.list({ email: woman.email });
    expect(atStripe.data).toEqual([]);
    const left = [];
    for await (const { key } of app.storage.list('')) {
      const bytes = await buffer(await app.storage.read(key));
      if ([photo.id, handed.id].some((id) => key.includes(id)) || traces.some((trace) => bytes.includes(trace))) left.push(key);
    }
    expect(left).toEqual([]);
    const receipt = mailbox.messages(woman.email).find(({ subject }) => subject === 'Votre compte est effacé');

    for (const place of ['base de données', 'stockage', 'Stripe', 'files d’attente', 'factures', 'vos messages'])
      expect(receipt?.text).toContain(place);
    const { conversation } = await as(await signedInAgain(man)).ask<{ conversation: { with: object | null } }>(WITH, {
      id: conversationId,
    });
    expect(conversation.with).toBeNull();
  });
});

describe('erasing, interrupted', () => {
  it('goes on from where it was killed, and is done once', async () => {
    const { app, mailbox } = theHouse();
    const hugo = await aMan();
    await aPost(hugo, 'Une annonce qui disparaît');
    await sent(hugo, await aPhotoFromAPhone());
    await leave(hugo);
    clock.travel(days(15));
    // What goes last fails, as if the process had died before it.
    await app.db.query('CREATE TRIGGER dies BEFORE UPDATE OF email ON users FOR EACH ROW EXECUTE FUNCTION refuse_change()');
    await expect(app.privacy.erasures.erase({ userId: hugo.id })).rejects.toThrow('append-only');
    expect(await refusal(KEEP, { input: { email: hugo.email, password: PASSWORD } })).toBe('UNAUTHENTICATED');
    await app.db.query('DROP TRIGGER dies ON users');
    await app.privacy.erasures.erase({ userId: hugo.id });
    // Every run that came as far as the mail told the same: what there was before the first.
    const receipts = mailbox.messages(hugo.email).filter(({ subject }) => subject === 'Votre compte est effacé');
    expect(receipts.map(({ text }) => text.includes('1 photos et films'))).toEqual(receipts.map(() => true));
    expect(await app.db.query('SELECT tally FROM account_deletions WHERE user_id = $1', [hugo.id])).toEqual([{ tally: null }]);
    const mails = mailbox.messages(hugo.email).length;
    await app.privacy.erasures.erase({ userId: hugo.id });
    expect(mailbox.messages(hugo.email)).toHaveLength(mails);
    const after = await everythingStored();
    expect(['Une annonce qui disparaît', hugo.email].filter((trace) => after.includes(trace))).toEqual([]);
  });

  it('ends conversations of which nobody is left', async () => {
    const { woman, man, conversationId } = await aMatch();
    await say(man, conversationId, 'Plus personne pour le lire');
    await leave(woman);
    await leave(man);
    await timeComes();
    expect((await everythingStored()).includes('Plus personne pour le lire')).toBe(false);
  });
});
