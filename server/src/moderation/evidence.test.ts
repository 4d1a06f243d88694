import { as, refusal } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { CASE_FILE, decide, fileOf, idOf, report } from '../../test/judging.js';
import { aPicture } from '../../test/media-files.js';
import { aMan, aModerator, anAdmin, aPost, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { ALLOW, BLOCK, CLOSE, say, SEND, step } from '../../test/talking.js';
import { fetchAs, REMOVE, sent } from '../../test/uploading.js';
import { clock, days } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();

/** A photo in a message of its own. */
async function handed(person: Person, conversationId: string, picture: Buffer): Promise<{ mediaId: string; messageId: string }> {
  const { id: mediaId } = await sent(person, picture, { purpose: 'MESSAGE' });
  const { sendMessage } = await as(person).ask<{ sendMessage: { message: { id: string } } }>(SEND, {
    input: { conversationId, clientId: newId(), mediaIds: [mediaId] },
  });
  return { mediaId, messageId: sendMessage.message.id };
}
const byMedia = (one: { mediaId: string }, other: { mediaId: string }): number => (one.mediaId < other.mediaId ? -1 : 1);

describe('evidence', () => {
  it('is what there was when the report was filed: profile, ads, conversation and photos', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan({ bio: 'Je répare des vélos' }), await aModerator()];
    const postId = await aPost(hugo, 'Un café samedi ?');
    const { id: mediaId } = await sent(hugo, await aPicture());
    const { id: conversationId } = (await step(lea, hugo, { opening: 'Bonjour' })).conversation;
    const messageId = await say(hugo, conversationId, 'Vous êtes une ânesse');
    const { evidence, report: filed } = await fileOf(moderator, await report(lea, { conversationId, messageIds: [messageId] }));
    expect(filed.target).toBe('CONVERSATION');
    expect(evidence).toMatchObject({ intact: true, purged: false, profile: { bio: 'Je répare des vélos' } });
    expect(evidence.posts).toEqual([{ id: postId, text: 'Un café samedi ?', pointed: false }]);
    expect(evidence.media.map(({ id }) => id)).toEqual([mediaId]);
    expect(evidence.messages.map(({ from, text, pointed }) => [from, text, pointed])).toEqual([
      ['REPORTER', 'Bonjour', false],
      ['REPORTED', 'Vous êtes une ânesse', true],
    ]);
  });

  it('holds what both sent in the conversation, whoever takes it back, and nothing that was sent to others', async () => {
    const [lea, hugo, moderator, picture] = [await aSubscribedWoman(), await aMan(), await aModerator(), await aPicture()];
    const { id: conversationId } = (await step(lea, hugo)).conversation;
    await as(lea).ask(ALLOW, { id: conversationId, allowed: true });
    const [hers, his] = [await handed(lea, conversationId, picture), await handed(hugo, conversationId, picture)];
    const elsewhere = await handed(lea, (await step(lea, await aMan())).conversation.id, picture);
    const caseNumber = await report(hugo, { conversationId });
    for (const [person, { mediaId }] of [[lea, hers] as const, [hugo, his] as const]) await as(person).ask(REMOVE, { id: mediaId });
    await drain();
    clock.travel(days(1));
    await theHouse().app.media.sweep.forgetUnfinished();
    await drain();
    clock.reset();
    const { evidence } = await fileOf(moderator, caseNumber);
    expect(evidence.media.map(({ id, messageId }) => ({ mediaId: id, messageId }))).toEqual([hers, his].sort(byMedia));
    const seen = (url: string) => fetchAs(moderator, url).then(({ status }) => status);
    expect(await Promise.all(evidence.media.map(({ url }) => seen(url)))).toEqual([200, 200]);
    expect(await seen(evidence.media[0]!.url.replace(evidence.media[0]!.id, elsewhere.mediaId))).toBe(404);
  });

  it('holds a photo that was sent long before the last hundred messages, when it is what is reported', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id } = (await step(lea, hugo)).conversation;
    await as(lea).ask(ALLOW, { id, allowed: true });
    const old = await handed(hugo, id, await aPicture());
    const said = await say(hugo, id, 'Un mot ancien');
    for (let n = 1; n <= 101; n += 1) await say(n % 2 ? lea : hugo, id, `Message ${n}`);
    const photo = (await fileOf(moderator, await report(lea, { mediaId: old.mediaId }))).evidence;
    expect(photo.media).toMatchObject([{ id: old.mediaId, pointed: true }]);
    for (const input of [{ messageId: old.messageId }, { conversationId: id, messageIds: [said, old.messageId] }]) {
      const { messages, media } = (await fileOf(moderator, await report(lea, input))).evidence;
      expect(messages.map(({ text }) => text).slice(-100)).toEqual(Array.from({ length: 100 }, (_, n) => `Message ${n + 2}`));
      expect(messages.slice(0, -100)).toMatchObject(
        'messageId' in input ? [{ id: old.messageId, pointed: true }] : [{ id: old.messageId }, { id: said, text: 'Un mot ancien' }],
      );
      expect(media).toMatchObject([old].map(({ mediaId, messageId }) => ({ id: mediaId, messageId })));
    }
  });

  it('keeps a hundred messages, the last ones', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id } = (await step(lea, hugo)).conversation;
    // In turn: who goes on alone is slowed down.
    for (let n = 1; n <= 102; n += 1) await say(n % 2 ? hugo : lea, id, `Message ${n}`);
    const { evidence } = await fileOf(moderator, await report(lea, { conversationId: id }));
    expect(evidence.messages.map(({ text }) => text)).toEqual(Array.from({ length: 100 }, (_, n) => `Message ${n + 3}`));
  });

  it('stays as it was, whatever the person changes and deletes afterwards', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan({ bio: 'Avant' }), await aModerator()];
    const postId = await aPost(hugo, 'À effacer');
    const { id: mediaId } = await sent(hugo, await aPicture());
    const caseNumber = await report(lea, { mediaId });
    await as(hugo).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id: postId });
    await as(hugo).ask('mutation { updateMyProfile(input: { bio: "Après" }) { id } }');
    await as(hugo).ask(REMOVE, { id: mediaId });
    await drain();
    clock.travel(days(1));
    await theHouse().app.media.sweep.forgetUnfinished();
    await drain();
    clock.reset();
    const { evidence } = await fileOf(moderator, caseNumber);
    expect(evidence).toMatchObject({ profile: { bio: 'Avant' }, posts: [{ text: 'À effacer' }], media: [{ id: mediaId, pointed: true }] });
    const photo = await fetch(theHouse().url + evidence.media[0]!.url, { headers: { authorization: `Bearer ${moderator.accessToken}` } });
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  it('is whole or not at all when the photo is removed in the instant of the report', async () => {
    const [lea, moderator, picture] = [await aSubscribedWoman(), await aModerator(), await aPicture()];
    for (let round = 0; round < 6; round += 1) {
      const hugo = await aMan();
      const { id: mediaId } = await sent(hugo, picture);
      const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
      const [{ data, errors }] = await Promise.all([
        as(lea).send<{ report: { caseNumber: string } }>(REPORT, { input: { reason: 'HATE', mediaId } }),
        as(hugo).ask(REMOVE, { id: mediaId }),
      ]);
      await drain();
      if (errors) {
        expect(errors[0]?.extensions.code).toBe('NOT_FOUND');
        continue;
      }
      const { evidence } = await fileOf(moderator, data!.report.caseNumber);
      for (const { url } of evidence.media) {
        const headers = { authorization: `Bearer ${moderator.accessToken}` };
        expect((await fetch(theHouse().url + url, { headers })).status).toBe(200);
      }
    }
  });

  it('is seen by moderators and by nobody else: neither of the two, nor by another address of the photo', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id: mediaId } = await sent(hugo, await aPicture());
    const { id: other } = await sent(hugo, await aPicture());
    const caseNumber = await report(lea, { userId: hugo.id });
    const id = await idOf(moderator, caseNumber);
    for (const person of [lea, hugo]) expect(await as(person).refusal(CASE_FILE, { id })).toBe('FORBIDDEN');
    expect(await refusal(CASE_FILE, { id })).toBe('UNAUTHENTICATED');
    const { evidence } = await fileOf(moderator, caseNumber);
    expect(evidence.media.map((media) => media.id).sort()).toEqual([mediaId, other].sort());
    const unreported = await sent(await aMan(), await aPicture());
    const address = evidence.media[0]!.url.replace(evidence.media[0]!.id, unreported.id);
    const headers = { authorization: `Bearer ${moderator.accessToken}` };
    expect((await fetch(theHouse().url + address, { headers })).status).toBe(404);
  });

  it('is audited each time it is read, by whom and which', async () => {
    const [lea, hugo, admin] = [await aSubscribedWoman(), await aMan(), await anAdmin()];
    const caseNumber = await report(lea, { userId: hugo.id });
    await fileOf(admin, caseNumber);
    await fileOf(admin, caseNumber);
    const read = await theHouse().app.db.query(`SELECT subject_id, details FROM audit_log WHERE kind = 'evidence.read' AND actor_id = $1`, [
      admin.id,
    ]);
    expect(read).toEqual(Array(2).fill({ subject_id: hugo.id, details: { caseNumber } }));
  });

  it('cannot be changed, and shows it when somebody did so by force', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id: conversationId } = (await step(lea, hugo)).conversation;
    await say(hugo, conversationId, 'Le vrai mot');
    const caseNumber = await report(lea, { conversationId });
    const { db } = theHouse().app;
    const id = await idOf(moderator, caseNumber);
    const change = `UPDATE evidence SET content = replace(content, 'Le vrai mot', 'Un faux mot') WHERE report_id = '${id}'`;
    await expect(db.query(change)).rejects.toThrow('evidence is purged or left as it is');
    await db.query('ALTER TABLE evidence DISABLE TRIGGER evidence_frozen');
    await db.query(change);
    await db.query('ALTER TABLE evidence ENABLE TRIGGER evidence_frozen');
    expect((await fileOf(moderator, caseNumber)).evidence).toMatchObject({ intact: false, messages: [{ text: 'Un faux mot' }] });
  });

  it('is the same report and the same evidence when a block is filed at the same instant', async () => {
    const moderator = await aModerator();
    for (let round = 0; round < 6; round += 1) {
      const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
      const { id: conversationId } = (await step(lea, hugo)).conversation;
      await say(lea, conversationId, 'Un mot de trop');
      const [caseNumber] = await Promise.all([report(hugo, { conversationId }), as(lea).ask(BLOCK, { id: hugo.id })]);
      expect((await fileOf(moderator, caseNumber)).evidence.messages).toMatchObject([{ from: 'REPORTED', text: 'Un mot de trop' }]);
    }
  });

  it('can still be filed 90 days after the other closed or blocked, and then no more', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman(), await aMan(), await aMan()];
    const talks = [await step(lea, hugo), await step(lea, paul)];
    await as(lea).ask(CLOSE, { id: talks[0]!.conversation.id });
    await as(lea).ask(BLOCK, { id: paul.id });
    clock.travel(days(89));
    expect(await report(await signedInAgain(hugo), { conversationId: talks[0]!.conversation.id })).toMatch(/^PP-/);
    expect(await report(await signedInAgain(paul), { userId: lea.id })).toMatch(/^PP-/);
    clock.travel(days(2));
    const late = { input: { reason: 'OTHER', conversationId: talks[0]!.conversation.id } };
    expect(
      await as(await signedInAgain(hugo)).refusal('mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }', late),
    ).toBe('NOT_FOUND');
  });

  it('goes six months after the decision, with the files that were kept for it', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const { id: mediaId } = await sent(hugo, await aPicture());
    const caseNumber = await report(lea, { mediaId });
    await as(hugo).ask(REMOVE, { id: mediaId });
    await decide(moderator, caseNumber, 'DISMISS');
    const { app } = theHouse();
    const purged = async (): Promise<boolean> => {
      await app.moderation.purge();
      return (await fileOf(await signedInAgain(moderator), caseNumber)).evidence.purged;
    };
    clock.travel(days(182));
    expect(await purged()).toBe(false);
    clock.travel(days(2));
    expect(await purged()).toBe(true);
    expect((await fileOf(await signedInAgain(moderator), caseNumber)).evidence).toMatchObject({
      intact: true,
      profile: null,
      messages: [],
      media: [],
    });
    await app.media.sweep.forgetUnfinished();
    await drain();
    expect(await app.db.query('SELECT 1 FROM media WHERE id = $1', [mediaId])).toEqual([]);
  });

  it('of messages somebody did not write there is nothing to file', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const { id: conversationId } = (await step(lea, hugo)).conversation;
    const mine = await say(hugo, conversationId, 'De moi');
    const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
    expect(await as(hugo).refusal(REPORT, { input: { reason: 'HATE', conversationId, messageIds: [mine] } })).toBe('NOT_FOUND');
    expect(await as(hugo).refusal(REPORT, { input: { reason: 'HATE', userId: lea.id, messageIds: [mine] } })).toBe('BAD_USER_INPUT');
  });
});
