import { createApp } from '../src/app.js';
import { clock, minutes } from '../src/platform/clock.js';
import { testLogger } from './log/logger.js';
import { as } from './client.js';
import { theHouse, useHouse } from './harness.js';
import { aMan, aMatch, aSubscribedWoman, aWoman, signedInAgain, type Match, type Person } from './people.js';
import { Program } from './program.js';
import { Relay } from './relay.js';
import { CLOSE, say } from './talking.js';

useHouse();

const running: Program[] = [];
afterEach(() => {
  for (const program of running.splice(0)) program.kill();
});

function start(person: Person, example: string, ...args: string[]): Program {
  return startAt(theHouse().url, person, example, ...args);
}

function startAt(api: string, person: Person, example: string, ...args: string[]): Program {
  const program = new Program(api, person, example, ...args);
  running.push(program);
  return program;
}

const sessionsOf = async ({ id }: Person): Promise<number> => {
  const [row] = await theHouse().app.db.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM sessions WHERE user_id = $1 AND revoked_at IS NULL',
    [id],
  );
  return row?.count ?? 0;
};

describe('the examples of the documentation', () => {
  it('sign in, renew what they got and leave nothing behind', async () => {
    const lea = await aWoman();
    expect(await start(lea, 'sign-in.mjs').rest()).toEqual([
      `Signed in as ${lea.email} (WOMAN) for 15 minutes`,
      'Renewed for 15 minutes',
      'Signed in on API (here)',
      'Signed in on Firefox, Linux',
      'Signed out',
    ]);
    expect(await sessionsOf(lea)).toBe(1);
  });

  it('discover everybody once, page after page', async () => {
    const roanne = { cityCode: '42187' };
    const men: Person[] = [];
    while (men.length < 23) men.push(await aMan(roanne));
    const [head, ...lines] = await start(await aSubscribedWoman(), 'discover.mjs', 'roanne').rest();
    expect(head).toBe('Men of Roanne:');
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(men.map(({ id }) => id).sort());
    expect(lines[0]).toMatch(/^\S+ Hugo \d+, \d\d, Roanne, TODAY$/);
  });

  it('tell the whole story: she finds him, takes the first step, and they talk', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan({ cityCode: '42218' })];
    const [, found = ''] = await start(lea, 'discover.mjs', 'saint-etienne').rest();
    expect(found).toContain(hugo.id);
    const [opened = ''] = await start(lea, 'first-step.mjs', found.split(' ')[0] ?? '', 'Un café ?').rest();
    expect(opened).toMatch(/^Conversation \S+ with Hugo \d+ is open, your line is said$/);

    const id = opened.split(' ')[1] ?? '';
    const [hers, his] = [start(lea, 'chat.mjs', id), start(hugo, 'chat.mjs', id)];
    expect([await hers.line(), await his.line()]).toEqual(['me: Un café ?', 'them: Un café ?']);
    his.type('Volontiers');
    expect(await his.take(2)).toEqual(['me: Volontiers', '(read)']);
    expect(await hers.line()).toBe('them: Volontiers');
    hers.type('Samedi ?');
    expect(await hers.take(2)).toEqual(['me: Samedi ?', '(read)']);
    expect(await his.line()).toBe('them: Samedi ?');
    expect([await hers.rest(), await his.rest()]).toEqual([[], []]);
    expect([await sessionsOf(lea), await sessionsOf(hugo)]).toEqual([1, 1]);
  });

  it('meet every kind of refusal', async () => {
    expect(await start(await aSubscribedWoman(), 'errors.mjs').rest()).toEqual([
      'Nobody signed in: UNAUTHENTICATED',
      'A man who does not exist: NOT_FOUND',
      'An age that makes no sense: BAD_USER_INPUT {"ageMin":"Between 18 and 99."}',
      'Once too often in a minute: RATE_LIMITED with seconds to wait',
    ]);
  });
});

describe('the chat of the documentation', () => {
  let relay: Relay;
  let match: Match;
  let chat: Program;

  beforeEach(async () => {
    relay = await Relay.to(theHouse().url);
    match = await aMatch();
    chat = startAt(relay.url, match.man, 'chat.mjs', match.conversationId);
    await say(match.woman, match.conversationId, 'Bonjour');
    expect(await chat.line()).toBe('them: Bonjour');
  });
  afterEach(() => relay.close());

  it('shows what was said while the network was gone, once and in order, and sends what was typed then', async () => {
    relay.cut();
    chat.type('Tu es là ?');
    for (const text of ['un', 'deux', 'trois']) await say(match.woman, match.conversationId, text);
    relay.mend();
    const lines = await chat.take(4);
    expect(lines.filter((line) => line.startsWith('them'))).toEqual(['them: un', 'them: deux', 'them: trois']);
    expect(lines).toContain('me: Tu es là ?');
    const SAID = "SELECT count(*)::int AS count FROM messages WHERE text = 'Tu es là ?'";
    expect(await theHouse().app.db.query(SAID)).toEqual([{ count: 1 }]);
  });

  it('learns of words it may no longer see only that they were there', async () => {
    relay.cut();
    await say(match.woman, match.conversationId, 'Oublie-moi');
    await as(match.woman).ask(CLOSE, { id: match.conversationId });
    relay.mend();
    expect(await chat.line()).toBe('(closed)');
    chat.type('Pourquoi ?');
    expect(await chat.line()).toBe('(not sent: CONFLICT)');
  });

  it('loads everything anew when what it missed is no longer kept', async () => {
    relay.cut();
    await say(match.woman, match.conversationId, 'Il y a longtemps');
    await theHouse().app.db.query('DELETE FROM inbox_events WHERE user_id = $1', [match.man.id]);
    relay.mend();
    expect(await chat.line()).toBe('them: Il y a longtemps');
  });

  it('goes on with a fresh token when the old one has ended', async () => {
    clock.travel(minutes(16));
    await say(await signedInAgain(match.woman), match.conversationId, 'Encore là ?');
    expect(await chat.line()).toBe('them: Encore là ?');
  });

  it('moves to another process when its own one stops', async () => {
    const { app, url } = theHouse();
    const other = await createApp({ ...app.config, http: { ...app.config.http, port: 0 } }, testLogger('error'));
    relay.cut();
    relay.lead(await other.listen());
    await say(match.woman, match.conversationId, 'Par l’autre porte');
    relay.mend();
    expect(await chat.line()).toBe('them: Par l’autre porte');
    relay.lead(url);
    await other.stop();
    await say(match.woman, match.conversationId, 'Et de retour');
    expect(await chat.line()).toBe('them: Et de retour');
  });

  it('ends when its session was ended elsewhere', async () => {
    await as(match.man).ask('mutation { signOut(everywhere: true) }');
    expect(await chat.failure()).toBe('The inbox ended: UNAUTHENTICATED\n');
  });
});
