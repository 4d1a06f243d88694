import { newId } from '../../src/platform/ids.js';
import { as } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aMan, aPost, aSubscribedWoman, type Person } from '../people.js';
import { BLOCK, CLOSE, READ, say, step } from '../talking.js';
import { allHeReads, answer, overSocket, replay, withoutIds } from './whole-answers.js';

useHouse();

/** She takes the first step, both write, both read. */
async function aLongTalk(): Promise<{ woman: Person; man: Person; id: string; words: RegExp }> {
  const [woman, man] = [
    await aSubscribedWoman({ username: 'Apolline', bio: 'Je peins des volets' }),
    await aMan({ username: `Barnabé ${newId().slice(-6)}`, bio: 'Je répare des vélos' }),
  ];
  const { id } = (await step(woman, man, { opening: 'Ouverture secrète', quotedPostId: await aPost(man, 'Annonce citée') })).conversation;
  const last = { [woman.id]: await say(woman, id, 'Parole secrète'), [man.id]: await say(man, id, 'Réponse secrète') };
  await as(woman).ask(READ, { id, upTo: last[man.id] });
  await as(man).ask(READ, { id, upTo: last[woman.id] });
  return { woman, man, id, words: /Apolline|Barnabé|secrète|volets|vélos|citée/ };
}

describe('after a block', () => {
  it.each(['woman', 'man'] as const)('by the %s, replay shows tombstones only, to both, under the same dense numbers', async (blocker) => {
    const talk = await aLongTalk();
    const [one, other] = blocker === 'woman' ? [talk.woman, talk.man] : [talk.man, talk.woman];
    const before = await Promise.all([one, other].map(replay));
    expect(before[0]?.map(({ __typename }) => __typename)).toContain('MessageSent');
    await as(one).ask(BLOCK, { id: other.id });
    for (const person of [one, other]) {
      const events = await replay(person);
      const kinds = events.map(({ __typename }) => __typename).filter((kind) => kind !== 'MembershipChanged');
      expect(new Set(kinds)).toEqual(new Set(['Tombstone', 'ConversationClosed']));
      expect(events.map(({ number }) => number)).toEqual(events.map((_event, index) => index + 1));
      expect(JSON.stringify(events)).not.toMatch(talk.words);
      expect(JSON.stringify(events)).not.toContain(person === one ? other.id : one.id);
    }
  });

  it('no snapshot and no field shows the other, to either', async () => {
    const { woman, man, id } = await aLongTalk();
    await as(woman).ask(BLOCK, { id: man.id });
    for (const person of [woman, man]) {
      expect(await as(person).ask('{ conversations { edges { node { id } } } me { unreadConversations } }')).toEqual({
        conversations: { edges: [] },
        me: { unreadConversations: 0 },
      });
      expect(await answer(`{ conversation(id: "${id}") { id } }`, person)).toEqual(
        await answer(`{ conversation(id: "${newId()}") { id } }`, person),
      );
    }
    expect(await answer(`{ woman(id: "${woman.id}") { id } }`, man)).toEqual(await answer(`{ woman(id: "${newId()}") { id } }`, man));
    expect(await answer(`{ man(id: "${man.id}") { id } }`, woman)).toEqual(await answer(`{ man(id: "${newId()}") { id } }`, woman));
    expect(await allHeReads(man)).not.toMatch(/Apolline|volets|Ouverture|Parole/);
    const { men } = await as(woman).ask<{ men: object }>('{ men(filter: {}, first: 50) { edges { node { id username } } } }');
    expect(JSON.stringify(men)).not.toContain(man.id);
  });

  it('the other cannot tell it from a closed conversation', async () => {
    const [blocked, closed] = [await aLongTalk(), await aLongTalk()];
    await as(blocked.woman).ask(BLOCK, { id: blocked.man.id });
    await as(closed.woman).ask(CLOSE, { id: closed.id });
    const sees = async ({ man, woman, id }: typeof blocked) => ({
      replay: withoutIds(await replay(man)),
      everything: withoutIds(JSON.parse((await allHeReads(man)).replaceAll(/Barnabé \w+|man\d+@|(?<=illustration":")\w+/g, 'HIS'))),
      conversation: await answer(`{ conversation(id: "${id}") { id } }`, man),
      woman: await answer(`{ woman(id: "${woman.id}") { id } }`, man),
      send: await answer(
        `mutation { sendMessage(input: { conversationId: "${id}", clientId: "${newId()}", text: "Encore moi" }) { message { id } } }`,
        man,
      ),
      reopen: await answer(`mutation { reopenConversation(id: "${id}") { id } }`, man),
      close: await answer(`mutation { closeConversation(id: "${id}") { id } }`, man),
      typing: await answer(`mutation { setTyping(conversationId: "${id}") }`, man),
      signals: await overSocket(`subscription { signals(conversationId: "${id}") { __typename } }`, man),
    });
    expect(await sees(blocked)).toEqual(await sees(closed));
  });
});

it('a woman who is suspended is no longer shown to the man she talks with', async () => {
  const { woman, man, id } = await aLongTalk();
  await theHouse().app.db.transaction(async (tx) => {
    await tx.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [woman.id]);
    await tx.emit('account.changed', { userId: woman.id });
  });
  expect(await as(man).refusal('query ($id: ID!) { woman(id: $id) { id } }', { id: woman.id })).toBe('NOT_FOUND');
  expect(JSON.stringify(await replay(man))).not.toMatch(/Apolline|volets/);
  expect(await allHeReads(man)).not.toMatch(/Apolline|volets/);
  expect(
    await as(man).refusal(
      `mutation ($id: ID!, $me: ID!) { sendMessage(input: { conversationId: $id, clientId: $me, text: "?" }) { message { id } } }`,
      { id, me: newId() },
    ),
  ).toMatch(/CONFLICT|NOT_FOUND/);
});
