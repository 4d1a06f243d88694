import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { BLOCK, step } from '../../test/talking.js';
import { clock, dayOf, days } from '../platform/clock.js';

useHouse();

const WOMAN = 'query ($id: ID!) { woman(id: $id) { id } }';
const LIST = '{ conversations { edges { node { id status openedOn with { ... on Man { id } } } } } }';
const CLOSE_ALL = 'mutation { closeAllConversations }';
const BLOCKED = '{ blockedPeople { edges { node { id username since } } } }';
const UNBLOCK = 'mutation ($id: ID!) { unblock(userId: $id) }';

interface List {
  conversations: { edges: { node: { id: string; status: string; openedOn: string | null; with: { id: string } | null } }[] };
}

const openedOn = async (woman: Person, man: Person): Promise<string | null | undefined> =>
  (await as(woman).ask<List>(LIST)).conversations.edges.find(({ node }) => node.with?.id === man.id)?.node.openedOn;

describe('she sees who sees her', () => {
  it('with the day each last opened her profile, and he never with hers', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman(), await aMan(), await aMan()];
    for (const man of [hugo, paul]) await step(lea, man);
    const { sightings } = theHouse().app.chat;
    await as(hugo).ask(WOMAN, { id: lea.id });
    await as(lea).ask('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id });
    await sightings.flush();
    expect([await openedOn(lea, hugo), await openedOn(lea, paul)]).toEqual([dayOf(clock.now()), null]);
    expect(JSON.stringify(await as(hugo).ask(LIST))).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    clock.travel(days(3));
    const [her, him] = [await signedInAgain(lea), await signedInAgain(hugo)];
    await as(him).ask(WOMAN, { id: lea.id });
    await sightings.flush();
    expect(await openedOn(her, hugo)).toBe(dayOf(clock.now()));
  });

  it('and nobody else is counted: a man without a conversation opens nothing', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    expect(await as(hugo).refusal(WOMAN, { id: lea.id })).toBe('NOT_FOUND');
    await theHouse().app.chat.sightings.flush();
    expect(await theHouse().app.db.query('SELECT 1 FROM profile_openings WHERE man_id = $1', [hugo.id])).toEqual([]);
  });

  it('and closes all of them in one tap; each can be reopened', async () => {
    const [lea, ...men] = [await aSubscribedWoman(), await aMan(), await aMan(), await aMan()];
    for (const man of men) await step(lea, man);
    expect(await as(lea).ask(CLOSE_ALL)).toEqual({ closeAllConversations: 3 });
    expect(await as(lea).ask(CLOSE_ALL)).toEqual({ closeAllConversations: 0 });
    for (const man of men) expect(await as(man).refusal(WOMAN, { id: lea.id })).toBe('NOT_FOUND');
    const { conversations } = await as(lea).ask<List>(LIST);
    expect(conversations.edges.map(({ node }) => node.status)).toEqual(Array(3).fill('CLOSED_BY_ME'));
  });
});

describe('people one blocked', () => {
  it('are listed by name to a woman, and to a man without: outside a conversation he is told nothing of her', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman({ username: 'Apolline' }), await aMan({ username: 'Hugo le bloqué' }), await aMan()];
    await step(lea, paul);
    await as(lea).ask(BLOCK, { id: hugo.id });
    await as(paul).ask(BLOCK, { id: lea.id });
    const since = dayOf(clock.now());
    expect(await as(lea).ask(BLOCKED)).toEqual({
      blockedPeople: { edges: [{ node: { id: hugo.id, username: 'Hugo le bloqué', since } }] },
    });
    expect(await as(paul).ask(BLOCKED)).toEqual({ blockedPeople: { edges: [{ node: { id: lea.id, username: null, since } }] } });
    expect(await as(hugo).ask(BLOCKED)).toEqual({ blockedPeople: { edges: [] } });
  });

  it('can be unblocked: she sees him again, and what they shared stays closed', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const { id } = (await step(lea, hugo)).conversation;
    await as(lea).ask(BLOCK, { id: hugo.id });
    expect(await as(lea).ask(UNBLOCK, { id: hugo.id })).toEqual({ unblock: true });
    expect(await as(lea).ask('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id })).toEqual({ man: { id: hugo.id } });
    for (const person of [lea, hugo]) {
      expect(await as(person).refusal('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toBe('NOT_FOUND');
    }
    expect(await as(hugo).refusal(WOMAN, { id: lea.id })).toBe('NOT_FOUND');
    expect(await as(lea).refusal(UNBLOCK, { id: hugo.id })).toBe('NOT_FOUND');
  });

  it('do not undo the block of the other: of two blocks, the other still holds', async () => {
    const [ana, hugo] = [await aSubscribedWoman(), await aMan()];
    await step(ana, hugo);
    await as(ana).ask(BLOCK, { id: hugo.id });
    await as(hugo).ask(BLOCK, { id: ana.id });
    await as(hugo).ask(UNBLOCK, { id: ana.id });
    expect(await as(await aWoman()).refusal(UNBLOCK, { id: hugo.id })).toBe('NOT_FOUND');
    expect(await as(ana).refusal('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id })).toBe('NOT_FOUND');
  });
});
