import { as, send, type Answer } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aPost, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { say, SEND, STEP, step } from '../../test/talking.js';
import { clock, days, hours } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { A_DAY, A_MINUTE, REPEATS, UNANSWERED } from './table.js';

useHouse();

const LINE = 'Bonjour, j’ai beaucoup aimé votre profil : on prend un café un de ces jours, au bord de la Saône ?';
const AD = 'Cherche quelqu’un pour visiter les musées de la ville le dimanche, et manger une glace ensuite.';
const CREATE = 'mutation ($text: String!) { createPost(input: { text: $text }) { post { id } } }';
const UPDATE = 'mutation ($id: ID!, $text: String!) { updatePost(id: $id, input: { text: $text }) { post { id } } }';

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
/** One after the other, as people are named. */
async function several<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) made.push(await make());
  return made;
}
const codeOf = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'OK';
const newcomer = () => ({ account: { createdAt: clock.now() } });
const tries = (count: number, of: string) => times(count, () => of);

/** Uses up what a day allows, but for so much. */
const spend = (deed: keyof typeof A_DAY, { id }: Person, count: number) =>
  theHouse().app.db.query(`INSERT INTO rate_limits VALUES ($1, $2, (extract(epoch FROM now()) * 1000)::bigint + 86400000)`, [
    `${A_DAY[deed].field}/1d:${deed}:${id}`,
    count,
  ]);

const refusedStep = (woman: Person, man: Person, opening?: string) =>
  as(woman).send(STEP, { input: { manId: man.id, clientId: newId(), opening } });
const write = (person: Person, conversationId: string, text: string) =>
  as(person).send(SEND, { input: { conversationId, clientId: newId(), text } });

describe('in their first days', () => {
  it('women take fewer first steps, and hear why and when they may go on', async () => {
    const lea = await aSubscribedWoman(newcomer());
    const [first, second] = [await aMan(), await aMan()];
    await spend('STEP', lea, A_DAY.STEP.NEW - 1);
    await step(lea, first);
    const { errors } = await refusedStep(lea, second);
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', reason: 'NEW_ACCOUNT', retryAfter: expect.any(Number) as number });
    expect(errors?.[0]?.extensions.retryAfter).toBeGreaterThan(80_000);
    expect(await theHouse().app.db.query('SELECT 1 FROM matches WHERE man_id = $1', [second.id])).toEqual([]);
    // One she has met is no new one.
    expect((await step(lea, first)).conversation.status).toBe('OPEN');
  });

  it('the day allows so many, however many are taken at the same instant', async () => {
    const lea = await aSubscribedWoman(newcomer());
    const men = await several(12, () => aMan());
    await spend('STEP', lea, A_DAY.STEP.NEW - 5);
    const codes = (await Promise.all(men.map((man) => refusedStep(lea, man)))).map(codeOf).sort();
    expect(codes).toEqual([...tries(5, 'OK'), ...tries(7, 'RATE_LIMITED')]);
  });

  it('men publish fewer ads, and a deletion gives none back', async () => {
    const hugo = await aMan(newcomer());
    await spend('AD', hugo, A_DAY.AD.NEW - 1);
    const id = await aPost(hugo, 'Marché ?');
    await as(hugo).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id });
    expect((await as(hugo).send(CREATE, { text: 'Cinéma ?' })).errors?.[0]?.extensions).toMatchObject({ reason: 'NEW_ACCOUNT' });
  });

  it('men answer fewer women for the first time, and go on with those they answered', async () => {
    const hugo = await aMan(newcomer());
    const [one, other] = [await aMatch(undefined, hugo), await aMatch(undefined, hugo)];
    await spend('ANSWER', hugo, A_DAY.ANSWER.NEW - 1);
    await say(hugo, one.conversationId, 'Bonjour');
    expect((await write(hugo, other.conversationId, 'Bonjour')).errors?.[0]?.extensions).toMatchObject({ reason: 'NEW_ACCOUNT' });
    await say(hugo, one.conversationId, 'Ça va ?');
    // She is not held back by what holds him.
    await say(other.woman, other.conversationId, 'Vous êtes là ?');
  });

  it('a proven number counts as having been here for long', async () => {
    const lea = await aSubscribedWoman(newcomer());
    await spend('STEP', lea, A_DAY.STEP.NEW);
    expect((await refusedStep(lea, await aMan())).errors?.[0]?.extensions).toMatchObject({ reason: 'NEW_ACCOUNT' });
    await theHouse().app.db.query(`INSERT INTO phones (user_id, ends_with, verified_at) VALUES ($1, '42', now())`, [lea.id]);
    await step(await signedInAgain(lea), await aMan());
  });

  it('after three days more is allowed, and still not everything', async () => {
    const lea = await aSubscribedWoman({ account: { createdAt: new Date(clock.now().getTime() - days(3)) } });
    await spend('STEP', lea, A_DAY.STEP.NEW);
    await step(lea, await aMan());
    await theHouse().app.db.query('UPDATE rate_limits SET points = $2 WHERE key LIKE $1', [`%STEP:${lea.id}`, A_DAY.STEP.KNOWN]);
    expect((await refusedStep(lea, await aMan())).errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', reason: 'DAILY' });
  });
});

describe('first steps that wait for an answer', () => {
  const ALLOWANCE = '{ firstStepAllowance { unanswered most } }';

  it('are so many at most: an answer, a closed door or two weeks make room for the next', async () => {
    const lea = await aSubscribedWoman(newcomer());
    const men = await several(UNANSWERED.NEW, () => aMan());
    for (const man of men) {
      // What a day allows is another matter.
      await theHouse().app.db.query('DELETE FROM rate_limits');
      await step(lea, man);
    }
    await theHouse().app.db.query('DELETE FROM rate_limits');
    expect(await as(lea).ask(ALLOWANCE)).toEqual({ firstStepAllowance: { unanswered: UNANSWERED.NEW, most: UNANSWERED.NEW } });
    const next = await aMan();
    const { errors } = await refusedStep(lea, next);
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', reason: 'UNANSWERED', retryAfter: expect.any(Number) as number });
    expect(errors?.[0]?.extensions.retryAfter).toBeGreaterThan(13 * 86_400);
    // Who was met before is met again.
    const { conversation } = await step(lea, men[0]!);
    await say(men[0]!, conversation.id, 'Bonjour');
    await step(lea, next);
    expect(codeOf(await refusedStep(lea, await aMan()))).toBe('RATE_LIMITED');
    const second = await step(lea, men[1]!);
    await as(lea).ask('mutation ($id: ID!) { closeConversation(id: $id) { id } }', { id: second.conversation.id });
    await step(lea, await aMan());
    expect(codeOf(await refusedStep(lea, await aMan()))).toBe('RATE_LIMITED');
    await theHouse().app.db.query('UPDATE conversations SET opened_at = $2 WHERE man_id = $1', [
      men[2]!.id,
      new Date(clock.now().getTime() - UNANSWERED.within),
    ]);
    await step(lea, await aMan());
  });

  it('are counted one after the other, however many are taken at once', async () => {
    const lea = await aSubscribedWoman(newcomer());
    for (const man of await several(UNANSWERED.NEW - 2, () => aMan())) {
      await theHouse().app.db.query('DELETE FROM rate_limits');
      await step(lea, man);
    }
    await theHouse().app.db.query('DELETE FROM rate_limits');
    const men = await several(5, () => aMan());
    const codes = (await Promise.all(men.map((man) => refusedStep(lea, man)))).map(codeOf).sort();
    expect(codes).toEqual([...tries(2, 'OK'), ...tries(3, 'RATE_LIMITED')]);
  });
});

describe('nearly the same text', () => {
  it('goes out as first words a few times a day; other words do as before', async () => {
    const lea = await aSubscribedWoman();
    const men = await several(REPEATS.HER_WORDS.mine + 2, () => aMan());
    const codes = [];
    for (const [n, man] of men.entries())
      codes.push(codeOf(await refusedStep(lea, man, `${LINE} ${'Hugo Paul Karim Igor Ali Jean Marc'.split(' ')[n]}`)));
    expect(codes).toEqual([...tries(REPEATS.HER_WORDS.mine, 'OK'), ...tries(2, 'RATE_LIMITED')]);
    const { errors } = await refusedStep(lea, men.at(-1)!, LINE);
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'REPEATED', retryAfter: expect.any(Number) as number });
    expect(codeOf(await refusedStep(lea, men.at(-1)!, 'Votre annonce sur les cerfs-volants m’a fait rire : vous en avez un ici ?'))).toBe(
      'OK',
    );
    // Without a line, the first words are a message.
    const { conversation } = await step(lea, men.at(-2)!);
    expect(codeOf(await write(lea, conversation.id, LINE))).toBe('RATE_LIMITED');
    clock.travel(hours(25));
    expect(codeOf(await refusedStep(await signedInAgain(lea), await aMan(), LINE))).toBe('OK');
  });

  it('is counted at the same instant too, and greetings are free', async () => {
    const lea = await aSubscribedWoman();
    const men = await several(8, () => aMan());
    const codes = (await Promise.all(men.map((man) => refusedStep(lea, man, LINE)))).map(codeOf);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(REPEATS.HER_WORDS.mine);
    const anne = await aSubscribedWoman();
    for (const man of men) expect(codeOf(await refusedStep(anne, man, 'Bonjour, ça va ?'))).toBe('OK');
  });

  it('is an answer to a few women, and then no more; what was refused was not sent', async () => {
    const hugo = await aMan();
    const talks = await several(REPEATS.HIS_WORDS.mine + 1, () => aMatch(undefined, hugo));
    const codes = [];
    for (const { conversationId } of talks) codes.push(codeOf(await write(hugo, conversationId, LINE)));
    expect(codes).toEqual([...tries(REPEATS.HIS_WORDS.mine, 'OK'), 'RATE_LIMITED']);
    const { conversationId } = talks.at(-1)!;
    expect(await theHouse().app.db.query('SELECT 1 FROM messages WHERE conversation_id = $1', [conversationId])).toEqual([]);
    await say(hugo, conversationId, 'Bonsoir');
    // Whom he talks with may read it.
    await say(hugo, conversationId, LINE);
  });

  it('is counted over the accounts of one network, but hers and his apart', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.77' };
    const most = REPEATS.HIS_WORDS.ofNetwork;
    const men = await several(Math.ceil(most / 4) + 1, () => aMan());
    const codes: string[] = [];
    const answer = async (man: Person) => {
      const { conversationId } = await aMatch(undefined, man);
      codes.push(codeOf(await send(SEND, { input: { conversationId, clientId: newId(), text: LINE } }, { ...man, headers })));
    };
    for (let n = 0; n < most + 1; n += 1) await answer(men[Math.floor(n / 4)]!);
    expect(codes).toEqual([...tries(most, 'OK'), 'RATE_LIMITED']);
    const lea = await aSubscribedWoman();
    const input = { manId: (await aMan()).id, clientId: newId(), opening: LINE };
    expect(codeOf(await send(STEP, { input }, { ...lea, headers }))).toBe('OK');
    expect(await theHouse().app.db.query(`SELECT 1 FROM text_marks WHERE network LIKE '%203.0%'`)).toEqual([]);
  });

  it('is an ad twice a week: neither deleting nor editing makes it a new one', async () => {
    const hugo = await aMan();
    const remove = (id: string) => as(hugo).ask('mutation ($id: ID!) { deletePost(id: $id) { deletedId } }', { id });
    await remove(await aPost(hugo, AD));
    const second = await aPost(hugo, AD.replace('Cherche', 'Je cherche'));
    expect((await as(hugo).send(CREATE, { text: `${AD} !` })).errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      reason: 'REPEATED',
    });
    const other = await aPost(hugo, 'Tout autre chose : un tandem cherche sa deuxième selle pour les bords de Loire.');
    expect(await as(hugo).refusal(UPDATE, { id: other, text: AD })).toBe('RATE_LIMITED');
    // His own words, a little better, remain his own.
    await as(hugo).ask(UPDATE, { id: second, text: `${AD} Le dimanche.` });
    await theHouse().app.db.query('UPDATE text_marks SET at = $2 WHERE user_id = $1', [hugo.id, new Date(clock.now().getTime() - days(8))]);
    await aPost(hugo, AD);
  });

  it('is forgotten after a week, and with the account', async () => {
    const { db, jobs, privacy } = theHouse().app;
    const [hugo, paul] = [await aMan(), await aMan()];
    await aPost(hugo, AD);
    await aPost(paul, AD);
    const marks = (man: Person) => db.query('SELECT 1 FROM text_marks WHERE user_id = $1', [man.id]);
    await db.transaction((tx) => privacy.personalData.limits!.erase(tx, paul.id));
    expect([await marks(hugo), await marks(paul)].map((rows) => rows.length)).toEqual([1, 0]);
    clock.travel(days(8));
    await db.transaction((tx) => tx.enqueue('limits.forget', {}));
    await jobs.drain();
    expect(await marks(hugo)).toEqual([]);
  });
});

describe('who writes on and on', () => {
  it('without an answer waits a minute; who is answered never does', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    await say(man, id, 'Bonjour');
    const codes = (await Promise.all(times(150, () => write(man, id, 'Vite')))).map(codeOf);
    const through = codes.filter((code) => code === 'OK').length;
    // What this process lets pass, what all of them count together, and no more.
    expect(through).toBeLessThanOrEqual(2 * A_MINUTE.unanswered);
    expect(through).toBeGreaterThanOrEqual(A_MINUTE.unanswered);
    const { errors } = await write(man, id, 'Encore');
    expect(errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) as number });
    expect(errors?.[0]?.extensions.retryAfter).toBeLessThanOrEqual(60);
    await say(woman, id, 'Doucement');
    await say(man, id, 'Pardon');
  });

  it('in turns is not stopped, however fast', async () => {
    const { woman, man, conversationId: id } = await aMatch();
    for (let n = 0; n < 80; n += 1) await say(n % 2 ? woman : man, id, 'Vite');
  });

  it('in very many conversations at once waits as well', async () => {
    const hugo = await aMan();
    const talks: string[] = [];
    for (let n = 0; n < A_MINUTE.conversations + 2; n += 1) talks.push((await aMatch(undefined, hugo)).conversationId);
    await theHouse().app.db.query(`INSERT INTO rate_limits VALUES ($1, $2, (extract(epoch FROM now()) * 1000)::bigint + 60000)`, [
      `${A_MINUTE.field}/1m:ALL:${hugo.id}`,
      A_MINUTE.conversations - 1,
    ]);
    const codes = [];
    for (const id of talks) codes.push(codeOf(await write(hugo, id, 'Coucou')));
    expect(codes).toEqual([...tries(A_MINUTE.conversations + 1, 'OK'), 'RATE_LIMITED']);
  });

  it('and who may not write at all hears the same as ever', async () => {
    const [{ conversationId }, stranger] = [await aMatch(), await aMan()];
    expect(codeOf(await write(stranger, conversationId, LINE))).toBe('NOT_FOUND');
    expect(await theHouse().app.db.query('SELECT 1 FROM text_marks WHERE user_id = $1', [stranger.id])).toEqual([]);
  });
});
