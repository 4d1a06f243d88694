import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { decide, report } from '../../test/judging.js';
import { aMan, aModerator, aPerson, anAdmin, aSubscribedWoman, aWoman, signedInAgain } from '../../test/people.js';
import { BLOCK } from '../../test/talking.js';
import { verifyAudit } from '../admin.js';
import { clock, hours } from '../platform/clock.js';

useHouse();

const MINE = '{ myAudit(first: 50) { edges { node { kind detail } } } }';
const NAME = 'mutation ($input: NameModeratorInput!) { nameModerator(input: $input) { email role } }';

interface Mine {
  myAudit: { edges: { node: { kind: string; detail: string | null } }[] };
}

/** By somebody who may do anything in the database, triggers included. */
async function byForce(sql: string, params: unknown[] = []): Promise<void> {
  const { db } = theHouse().app;
  for (const table of ['audit_log', 'audit_seals']) await db.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await db.query(sql, params);
  for (const table of ['audit_log', 'audit_seals']) await db.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

describe('the audit log', () => {
  it('is only ever added to', async () => {
    await aWoman();
    const { db, audit } = theHouse().app;
    await audit.chain.seal();
    for (const change of [
      `UPDATE audit_log SET kind = 'nothing'`,
      `UPDATE audit_log SET details = '{}'`,
      'DELETE FROM audit_log',
      `UPDATE audit_seals SET digest = ''`,
      'DELETE FROM audit_seals',
    ])
      await expect(db.query(change)).rejects.toThrow('append-only');
  });

  it('is sealed entry by entry, once, by two jobs at once as well', async () => {
    await Promise.all([aWoman(), aMan()]);
    const { db, audit } = theHouse().app;
    await Promise.all([audit.chain.seal(), audit.chain.seal(), audit.chain.seal()]);
    const [counts] = await db.query('SELECT (SELECT count(*) FROM audit_log) = (SELECT count(*) FROM audit_seals) AS all');
    expect(counts).toEqual({ all: true });
    expect(await audit.chain.verify()).toMatchObject({ problems: [] });
  });

  it('shows which entry somebody changed, took out or kept out, and nothing else', async () => {
    const { db, audit } = theHouse().app;
    const hugo = await aMan();
    await aMan();
    await audit.chain.seal();
    const [{ id } = { id: '' }] = await db.query<{ id: string }>('SELECT id FROM audit_log WHERE actor_id = $1 ORDER BY id LIMIT 1', [
      hugo.id,
    ]);
    const problems = async (): Promise<string[]> => (await audit.chain.verify()).problems;

    await byForce(`UPDATE audit_log SET actor_id = gen_random_uuid() WHERE id = $1`, [id]);
    expect(await problems()).toEqual([`entry ${id} was changed after it was sealed`]);
    expect(await verifyAudit(theHouse().app.config)).toMatchObject({
      done: false,
      message: expect.stringContaining(`entry ${id} was changed`),
    });
    await byForce(`UPDATE audit_log SET actor_id = $2 WHERE id = $1`, [id, hugo.id]);
    expect(await verifyAudit(theHouse().app.config)).toMatchObject({ done: true, message: expect.stringContaining('holds') });

    await byForce('CREATE TABLE kept AS SELECT * FROM audit_log WHERE id = ' + id);
    await byForce('DELETE FROM audit_log WHERE id = $1', [id]);
    expect(await problems()).toEqual([`entry ${id} is missing`]);
    await byForce('INSERT INTO audit_log OVERRIDING SYSTEM VALUE SELECT * FROM kept');

    await byForce('CREATE TABLE link AS SELECT * FROM audit_seals WHERE entry_id = ' + id);
    await byForce('DELETE FROM audit_seals WHERE entry_id = $1', [id]);
    expect((await problems()).length).toBeGreaterThan(0);
    await byForce('INSERT INTO audit_seals SELECT * FROM link');
    expect(await problems()).toEqual([]);

    clock.travel(hours(-2));
    await aMan();
    clock.reset();
    expect((await problems())[0]).toMatch(/was never sealed$/);
    await audit.chain.seal();
    expect(await problems()).toEqual([]);
  });

  it('shows when entries changed places, and when one was emptied although nobody was erased', async () => {
    const { db, audit } = theHouse().app;
    await Promise.all([aMan(), aWoman()]);
    await audit.chain.seal();
    const [later, earlier] = await db.query<{ number: string; id: string }>(
      'SELECT number, entry_id AS id FROM audit_seals ORDER BY number DESC LIMIT 2',
    );
    const problems = async (): Promise<string[]> => (await audit.chain.verify()).problems;
    const swap = async (): Promise<void> => {
      for (const [from, to] of [
        [later!.number, '-1'],
        [earlier!.number, later!.number],
        ['-1', earlier!.number],
      ])
        await byForce('UPDATE audit_seals SET number = $2 WHERE number = $1', [from, to]);
    };
    await swap();
    expect(await problems()).toEqual([later, earlier].map((link) => `entry ${link!.id}: its link does not follow from the one before`));
    await swap();
    expect(await problems()).toEqual([]);

    await byForce(
      'CREATE TABLE said AS SELECT l.*, s.salt FROM audit_log l JOIN audit_seals s ON s.entry_id = l.id WHERE l.id = ' + later!.id,
    );
    await byForce(`UPDATE audit_log SET details = '{}', actor_id = NULL, subject_id = NULL, erased_at = now() WHERE id = $1`, [later!.id]);
    await byForce('UPDATE audit_seals SET salt = NULL WHERE entry_id = $1', [later!.id]);
    expect(await problems()).toEqual(['1 entries were emptied beyond what erasures say']);
    await byForce(
      'UPDATE audit_log l SET details = said.details, actor_id = said.actor_id, subject_id = said.subject_id, erased_at = NULL FROM said WHERE l.id = said.id',
    );
    await byForce('UPDATE audit_seals s SET salt = said.salt FROM said WHERE s.entry_id = said.id');
    expect(await problems()).toEqual([]);
  });

  it('shows that its end was cut off, or written anew, to whoever noted a link of it', async () => {
    const { audit, config } = theHouse().app;
    await aMan();
    await audit.chain.seal();
    const noted = (await audit.chain.head())!;
    await byForce('DELETE FROM audit_log WHERE id = (SELECT entry_id FROM audit_seals WHERE number = $1)', [noted.number]);
    await byForce('DELETE FROM audit_seals WHERE number = $1', [noted.number]);
    // The chain itself cannot know what came after its last link.
    expect(await verifyAudit(config)).toMatchObject({ done: true });
    const verdict = { done: false, message: expect.stringContaining(`link ${noted.number} is not the one that was noted`) as string };
    expect(await verifyAudit(config, { noted })).toEqual(verdict);
    await aWoman();
    await audit.chain.seal();
    expect(await verifyAudit(config, { noted })).toEqual(verdict);
    const now = (await audit.chain.head())!;
    expect(await verifyAudit(config, { noted: now })).toMatchObject({ done: true });
  });

  it('lets go what it says of a person, and still holds', async () => {
    const { db, audit } = theHouse().app;
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await as(lea).ask(BLOCK, { id: hugo.id });
    await db.transaction((tx) => audit.chain.erase(tx, lea.id));
    await audit.chain.seal();
    expect(
      await db.query('SELECT 1 FROM audit_log WHERE $1 IN (actor_id, subject_id) OR details::text LIKE $2', [lea.id, `%${lea.id}%`]),
    ).toEqual([]);
    const verdict = await audit.chain.verify();
    expect(verdict).toMatchObject({ problems: [] });
    expect(verdict.erased).toBeGreaterThanOrEqual(3);
  });
});

describe('what a person reads of it', () => {
  it('is what they did and what was done to their account', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const caseNumber = await report(lea, { userId: hugo.id });
    await as(lea).ask(BLOCK, { id: hugo.id });
    const { myAudit } = await as(lea).ask<Mine>(MINE);
    expect(myAudit.edges.map(({ node }) => [node.kind, node.detail])).toEqual([
      ['PERSON_BLOCKED', null],
      ['REPORT_FILED', caseNumber],
      ['MEMBERSHIP_CHANGED', 'active'],
      ['SESSION_OPENED', 'Firefox, Linux'],
    ]);
  });

  it('never shows that others reported, blocked, read or judged them', async () => {
    const [lea, hugo, moderator] = [await aSubscribedWoman(), await aMan(), await aModerator()];
    const before = await as(hugo).ask(MINE);
    const caseNumber = await report(lea, { userId: hugo.id });
    await decide(moderator, caseNumber, 'DISMISS');
    await as(lea).ask(BLOCK, { id: hugo.id });
    expect(await as(hugo).ask(MINE)).toEqual(before);
  });
});

describe('naming moderators', () => {
  it('is for admins, of accounts nobody has seen, and is undone the same way', async () => {
    const [admin, newcomer] = [await anAdmin(), await aPerson('WOMAN')];
    const name = (moderator: boolean) => as(admin).send(NAME, { input: { email: newcomer.email.toUpperCase(), moderator } });
    expect((await name(true)).data).toMatchObject({
      nameModerator: expect.arrayContaining([{ email: newcomer.email, role: 'MODERATOR' }]),
    });
    expect(await as(await signedInAgain(newcomer)).ask('{ reports { edges { cursor } } me { role } }')).toMatchObject({
      me: { role: 'MODERATOR' },
    });
    await name(false);
    expect(await as(newcomer).ask('{ me { role profile { username } } }')).toEqual({ me: { role: 'WOMAN', profile: { username: null } } });
    expect(await as(newcomer).refusal('{ reports { edges { cursor } } }')).toBe('FORBIDDEN');
    const named = await theHouse().app.db.query(
      `SELECT details FROM audit_log WHERE kind = 'role.granted' AND subject_id = $1 ORDER BY id`,
      [newcomer.id],
    );
    expect(named).toEqual([{ details: { role: 'MODERATOR' } }, { details: { role: 'WOMAN' } }]);
  });

  it('is refused for whoever has a profile that others see, and for admins', async () => {
    const [admin, other] = [await anAdmin(), await anAdmin()];
    for (const { email } of [await aMan(), await aWoman(), other]) {
      expect(await as(admin).refusal(NAME, { input: { email, moderator: true } })).toBe('CONFLICT');
    }
    const born = await aModerator();
    await as(admin).ask(NAME, { input: { email: born.email, moderator: false } });
    expect(await as(born).ask('{ me { role profile { username } } }')).toEqual({ me: { role: 'MAN', profile: { username: null } } });
  });
});
