import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aPerson, aSubscribedWoman, aWoman, type Person } from '../../test/people.js';
import { BLOCK, step } from '../../test/talking.js';
import type { BlockedContact } from './blocked-contact.types.js';

useHouse();

const BLOCK_CONTACT = 'mutation ($input: BlockContactInput!) { blockContact(input: $input) { id kind note since } }';
const UNBLOCK_CONTACT = 'mutation ($id: ID!) { unblockContact(id: $id) { id } }';
const MAN = 'query ($id: ID!) { man(id: $id) { id } }';

const avoid = async (woman: Person, contact: string, note?: string): Promise<BlockedContact[]> =>
  (await as(woman).ask<{ blockContact: BlockedContact[] }>(BLOCK_CONTACT, { input: { contact, note } })).blockContact;
const forget = (woman: Person, id: string) => as(woman).ask(UNBLOCK_CONTACT, { id });
/** What the clock does at the turn of the day. */
const atNight = (): Promise<void> => theHouse().app.moderation.applyContacts();

const sees = async (woman: Person, man: Person): Promise<boolean> => {
  const { errors } = await as(woman).send(MAN, { id: man.id });
  const { men } = await as(woman).ask<{ men: { edges: { node: { id: string } }[] } }>(
    '{ men(filter: {}, first: 50) { edges { node { id } } } }',
  );
  const listed = men.edges.some(({ node }) => node.id === man.id);
  expect(listed).toBe(errors === undefined);
  return listed;
};

const verifies = (man: Person, number: string): Promise<void> =>
  theHouse().app.db.transaction((tx) => theHouse().app.accounts.contacts.remember(tx, man.id, 'PHONE', number));

const movesTo = (man: Person, email: string): Promise<void> =>
  theHouse().app.db.transaction((tx) => theHouse().app.accounts.contacts.remember(tx, man.id, 'EMAIL', email));
const lines = async (woman: Person): Promise<{ id: string }[]> =>
  (await as(woman).ask<{ blockedContacts: { id: string }[] }>('{ blockedContacts { id } }')).blockedContacts;

describe('somebody she never wants to meet', () => {
  it('is seen until the night, and from then on neither sees the other', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman(), await aMan(), await aMan()];
    await avoid(lea, hugo.email.toUpperCase().replace('@', '+tag@'), 'mon ancien chef');
    expect(await sees(lea, hugo)).toBe(true);
    await atNight();
    expect(await sees(lea, hugo)).toBe(false);
    expect(
      await as(lea).refusal('mutation ($id: ID!) { createMatch(input: { manId: $id, clientId: $id }) { openingSent } }', { id: hugo.id }),
    ).toBe('NOT_FOUND');
    expect(await sees(lea, paul)).toBe(true);
  });

  it('is recognised by a verified number, however she types it', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await verifies(hugo, '+33612345678');
    await avoid(lea, '06 12 34 56 78');
    await atNight();
    expect(await sees(lea, hugo)).toBe(false);
  });

  it('loses the conversation they have, as by a block', async () => {
    const { woman: lea, man: hugo, conversationId } = await aMatch();
    await avoid(lea, hugo.email);
    await atNight();
    for (const person of [lea, hugo])
      expect(await as(person).refusal('query ($id: ID!) { conversation(id: $id) { id } }', { id: conversationId })).toBe('NOT_FOUND');
  });

  it('is hidden at once when he joins later, and never appears', async () => {
    const lea = await aSubscribedWoman();
    await avoid(lea, 'demain@test.premierpas.example');
    const hugo = await aMan({ account: { email: 'demain@test.premierpas.example', emailKey: 'demain@test.premierpas.example' } });
    expect(await sees(lea, hugo)).toBe(false);
  });

  it('is found by an account that is older than the hashes', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await theHouse().app.db.query('DELETE FROM contact_hashes WHERE user_id = $1', [hugo.id]);
    await avoid(lea, hugo.email);
    await atNight();
    expect(await sees(lea, hugo)).toBe(false);
  });

  it('comes back in the night after she took it off, unless another line or a block of hers stands for him', async () => {
    const [lea, hugo, paul, marc] = [await aSubscribedWoman(), await aMan(), await aMan(), await aMan()];
    await verifies(paul, '+33612345679');
    const men = [hugo, paul, marc];
    await as(lea).ask(BLOCK, { id: marc.id });
    for (const man of men) await avoid(lea, man.email);
    const list = await avoid(lea, '+33 6 12 34 56 79', 'numéro');
    await atNight();
    expect(await Promise.all(men.map((man) => sees(lea, man)))).toEqual([false, false, false]);
    for (const { id, note } of list) if (!note) await forget(lea, id);
    expect(await sees(lea, hugo)).toBe(false);
    await atNight();
    expect(await Promise.all(men.map((man) => sees(lea, man)))).toEqual([true, false, false]);
  });

  it('stays hidden under another number or address, and comes back only when she takes the line off', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman(), await aMan(), await aMan()];
    await verifies(hugo, '+33612345670');
    await avoid(lea, '+33612345670', 'numéro');
    await avoid(lea, paul.email, 'adresse');
    await atNight();
    await verifies(hugo, '+33612345671');
    await movesTo(paul, 'paul-ailleurs@test.premierpas.example');
    await atNight();
    expect([await sees(lea, hugo), await sees(lea, paul)]).toEqual([false, false]);
    await theHouse().app.db.transaction((tx) => theHouse().app.accounts.contacts.forget(tx, hugo.id, 'PHONE'));
    await atNight();
    expect(await sees(lea, hugo)).toBe(false);
    for (const { id } of await lines(lea)) await forget(lea, id);
    await atNight();
    expect([await sees(lea, hugo), await sees(lea, paul)]).toEqual([true, true]);
  });

  it('is somebody else beside him, once another man has the number he had', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman(), await aMan(), await aMan()];
    await verifies(hugo, '+33612345672');
    await avoid(lea, '+33612345672');
    await atNight();
    await verifies(hugo, '+33612345673');
    await verifies(paul, '+33612345672');
    await atNight();
    expect([await sees(lea, hugo), await sees(lea, paul)]).toEqual([false, false]);
  });

  it('was hidden when he joined, and stays so when he changes his address the same day', async () => {
    const lea = await aSubscribedWoman();
    await avoid(lea, 'le-jour-meme@test.premierpas.example');
    const hugo = await aMan({
      account: { email: 'le-jour-meme@test.premierpas.example', emailKey: 'le-jour-meme@test.premierpas.example' },
    });
    await movesTo(hugo, 'autre-part@test.premierpas.example');
    await atNight();
    expect(await sees(lea, hugo)).toBe(false);
  });

  it('is no longer meant by a line that is taken off while the night goes over the lists', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const [line] = await avoid(lea, hugo.email);
    await Promise.all([forget(lea, line?.id ?? ''), atNight()]);
    await atNight();
    expect(await sees(lea, hugo)).toBe(true);
  });

  it('changes nothing the second night, and nothing twice when two run at once', async () => {
    const { woman: lea, man: hugo } = await aMatch();
    await avoid(lea, hugo.email);
    await Promise.all([atNight(), atNight()]);
    await atNight();
    await drain();
    const rows = await theHouse().app.db.query('SELECT by_contact FROM blocks WHERE blocker_id = $1', [lea.id]);
    expect(rows).toEqual([{ by_contact: true }]);
  });
});

describe('whether anybody has that address', () => {
  it('is told by nothing: not by the answer, the list of blocks, unblocking, the journal nor the copy of her data', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await step(lea, hugo);
    const without = ({ id: _id, ...line }: BlockedContact) => line;
    const [known, unknown] = [await avoid(lea, hugo.email), await avoid(lea, 'personne@nulle-part.example')];
    expect(without(unknown[0] as BlockedContact)).toEqual(without(known[0] as BlockedContact));
    await atNight();
    expect(await as(lea).ask('{ blockedPeople { edges { node { id } } } }')).toEqual({ blockedPeople: { edges: [] } });
    expect(await as(lea).refusal('mutation ($id: ID!) { unblock(userId: $id) }', { id: hugo.id })).toBe('NOT_FOUND');
    const journal = await theHouse().app.db.query('SELECT subject_id FROM audit_log WHERE actor_id = $1 AND kind ~ $2', [
      lea.id,
      'blocked',
    ]);
    expect(journal).toEqual([{ subject_id: lea.id }, { subject_id: lea.id }]);
    const copy = await theHouse().app.moderation.personalData.gather(lea.id);
    expect(copy).toMatchObject({ blocks: [], blockedContacts: [{ kind: 'EMAIL' }, { kind: 'EMAIL' }] });
  });

  it('is written nowhere as it was typed', async () => {
    const lea = await aWoman();
    await avoid(lea, 'secrete@nulle-part.example', 'un voisin');
    await drain();
    const { db } = theHouse().app;
    const tables = await db.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
    );
    for (const { name } of tables) expect(await db.query(`SELECT 1 FROM ${name} row WHERE row::text ILIKE '%secrete%'`)).toEqual([]);
  });

  it('is nothing a man can ask: the list is hers', async () => {
    expect(await as(await aMan()).refusal(BLOCK_CONTACT, { input: { contact: 'lea@nulle-part.example' } })).toBe('FORBIDDEN');
  });
});

describe('her list', () => {
  it('reads newest first, with her own words, and each once however it is written', async () => {
    const lea = await aWoman();
    await avoid(lea, 'Paul.Durand@gmail.com', 'Paul');
    await avoid(lea, '+33 6 00 00 00 01');
    const list = await avoid(lea, 'pauldurand+x@googlemail.com', ' Paul D. ');
    expect(list.map(({ kind, note }) => [kind, note])).toEqual([
      ['PHONE', null],
      ['EMAIL', 'Paul D.'],
    ]);
  });

  it('holds twenty, also when more come at once', async () => {
    const lea = await aWoman();
    const answers = await Promise.all(
      Array.from({ length: 25 }, (_, n) => as(lea).send(BLOCK_CONTACT, { input: { contact: `voisin${n}@nulle-part.example` } })),
    );
    const refused = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'CONFLICT'));
  });

  it.each([
    ['bonjour', undefined, 'contact'],
    ['06 12', undefined, 'contact'],
    ['paul@nulle-part.example', 'paul@nulle-part.example', 'note'],
    ['paul@nulle-part.example', '06 12 34 56 78', 'note'],
  ])('refuses "%s" with the note "%s", and says where', async (contact, note, field) => {
    const { errors } = await as(await aWoman()).send(BLOCK_CONTACT, { input: { contact, note } });
    expect(Object.keys(errors?.[0]?.extensions.fields ?? {})).toEqual([field]);
  });

  it('is hers alone to shorten', async () => {
    const [lea, ana] = [await aWoman(), await aWoman()];
    const [line] = await avoid(lea, 'paul@nulle-part.example');
    expect(await as(ana).refusal(UNBLOCK_CONTACT, { id: line?.id })).toBe('NOT_FOUND');
  });

  it('means men: a woman of that address is not concerned', async () => {
    const [lea, ana] = [await aWoman(), await aPerson('WOMAN')];
    await avoid(lea, ana.email);
    await atNight();
    expect(await theHouse().app.db.query('SELECT 1 FROM blocks WHERE blocked_id = $1', [ana.id])).toEqual([]);
  });
});
