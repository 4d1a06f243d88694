import { clock, hours, minutes, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { Stream } from '../../test/inbox.js';
import { aMan, aMatch, aModerator, aSubscribedWoman, signedInAgain, type Person } from '../../test/people.js';
import { aBrowser, devicesOf, momentsLater, pending, SETTLE } from '../../test/push/pushing.js';
import { WebReceiver } from '../../test/push/web-receiver.js';
import { BLOCK, CLOSE, READ, say, somebodyWaits, step } from '../../test/talking.js';

let receiver: WebReceiver;
const env: Record<string, string> = {};
beforeAll(async () => {
  receiver = await WebReceiver.boot();
  env['PUSH_RECEIVER'] = receiver.url;
});
afterAll(() => receiver.stop());
afterEach(() => expect(receiver.refused).toEqual([]));

useHouse(env);

async function talking(): Promise<{ woman: Person; man: Person; id: string }> {
  const { woman, man, conversationId: id } = await aMatch();
  return { woman, man, id };
}

describe('a push', () => {
  it('is encrypted for one browser, says what it is about and nothing of what was said', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    await say(woman, id, 'Un café samedi, place Bellecour ?');
    await momentsLater();
    expect(his.received.map(({ content }) => content)).toEqual([{ kind: 'NEW_CONVERSATION', conversationId: id, locale: 'FR' }]);
    const { headers, length } = his.received[0]!;
    expect(headers).toMatchObject({ ttl: '86400', urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(headers['topic']).not.toContain(id.slice(0, 8));

    const hers = await aBrowser(receiver, woman, 'EN');
    await say(man, id, 'Oui');
    await momentsLater();
    expect(hers.received).toMatchObject([{ content: { kind: 'NEW_MESSAGE', conversationId: id, locale: 'EN' }, length }]);
  });

  it('tells a man of a first step, with or without a line', async () => {
    const [lea, mia, hugo] = [await aSubscribedWoman(), await aSubscribedWoman(), await aMan()];
    const his = await aBrowser(receiver, hugo);
    const one = await step(lea, hugo);
    const other = await step(mia, hugo, { opening: 'Bonjour' });
    await momentsLater();
    expect(his.received.map(({ content }) => [content['kind'], content['conversationId']]).sort()).toEqual(
      [one, other].map(({ conversation }) => ['NEW_CONVERSATION', conversation.id]).sort(),
    );
  });

  it('is one for thirty messages, and the next follows half a minute later at the earliest', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    const asked = () => theHouse().app.db.query(`SELECT 1 FROM outbox WHERE job = 'notifications.tell'`);
    const before = (await asked()).length;
    for (let n = 0; n < 30; n += 1) await say(woman, id, `Message ${n}`);
    expect(await asked()).toHaveLength(before + 1);
    await momentsLater(seconds(5));
    expect(his.received).toHaveLength(1);
    for (let n = 0; n < 30; n += 1) await say(woman, id, `Encore ${n}`);
    await momentsLater(seconds(10));
    expect(his.received).toHaveLength(1);
    await momentsLater(seconds(30));
    expect(his.received).toHaveLength(2);
    const topics = new Set(his.received.map(({ headers }) => headers['topic']));
    expect(topics.size).toBe(1);
  });

  it('comes once though the same message is sent ten times at once', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    const clientId = newId();
    await Promise.all(Array.from({ length: 10 }, () => say(woman, id, 'Bonjour', clientId)));
    await momentsLater();
    expect(his.received).toHaveLength(1);
  });

  it('never goes to whoever spoke, nor to whoever has no device', async () => {
    const { woman, man, id } = await talking();
    const hers = await aBrowser(receiver, woman);
    await say(woman, id, 'Bonjour');
    expect(await pending()).toBe(0);
    await say(man, id, 'Bonjour');
    await momentsLater();
    expect(hers.received).toHaveLength(1);
  });

  it('reaches every device of a person', async () => {
    const { woman, man, id } = await talking();
    const [phone, laptop] = [await aBrowser(receiver, man), await aBrowser(receiver, await signedInAgain(man))];
    await say(woman, id, 'Bonjour');
    await momentsLater();
    expect([phone.received, laptop.received].map(({ length }) => length)).toEqual([1, 1]);
  });
});

describe('nothing is pushed', () => {
  it('of what was read meanwhile', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    const upTo = await say(woman, id, 'Bonjour');
    await as(man).ask(READ, { id, upTo });
    await momentsLater();
    expect([his.received.length, await pending()]).toEqual([0, 0]);
  });

  it('to somebody who has the conversation before them, though it was not read yet', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    const signals = new Stream<{ online: boolean }>(man, SIGNALS, { id });
    const hers = new Stream<{ online: boolean }>(woman, SIGNALS, { id });
    expect(await hers.next()).toMatchObject({ online: true });
    await say(woman, id, 'Bonjour');
    await momentsLater();
    expect(his.received).toEqual([]);
    await signals.close();
    expect(await hers.next()).toMatchObject({ online: false });
    await say(woman, id, 'Tu es là ?');
    await momentsLater();
    expect(his.received).toHaveLength(1);
    await hers.close();
  });

  it.each(['closing', 'block', 'his own block', 'suspension'])('after a %s that came before it left', async (how) => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    await say(woman, id, 'Bonjour');
    if (how === 'closing') await as(woman).ask(CLOSE, { id });
    else if (how === 'block') await as(woman).ask(BLOCK, { id: man.id });
    else if (how === 'his own block') await as(man).ask(BLOCK, { id: woman.id });
    else await theHouse().app.db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [woman.id]);
    await momentsLater();
    expect([his.received.length, await pending()]).toEqual([0, 0]);
  });

  it('when what was decided is over by the time it would leave', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    his.answer = { status: 503 };
    await say(woman, id, 'Bonjour');
    await momentsLater();
    his.answer = { status: 201 };
    await as(woman).ask(CLOSE, { id });
    await momentsLater();
    expect(his.received).toEqual([]);
  });
});

it('a message that is being written while its turn is taken is waited for, and told', async () => {
  const { woman, man, id } = await talking();
  const his = await aBrowser(receiver, man);
  const { db, notifications } = theHouse().app;
  await as(man).ask(READ, { id, upTo: await say(woman, id, 'Bonjour') });
  const writer = await db.pool.connect();
  try {
    await writer.query('BEGIN');
    await writer.query('SELECT send_message($1, $2, $3, $4, $5, now())', [newId(), id, woman.id, newId(), 'Et voilà']);
    clock.travel(seconds(10));
    const telling = notifications.telling.tell();
    await somebodyWaits();
    await writer.query('COMMIT');
    await telling;
  } finally {
    writer.release();
  }
  await drain();
  expect(his.received).toHaveLength(1);
});

describe('a device', () => {
  it('that its service does not know any more is forgotten', async () => {
    for (const status of [404, 410]) {
      const { woman, man, id } = await talking();
      const his = await aBrowser(receiver, man);
      his.answer = { status };
      await say(woman, id, 'Bonjour');
      await momentsLater();
      expect(await devicesOf(man)).toEqual([]);
    }
  });

  it('is tried again when its service is busy, not before it asked, and not for ever', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    his.answer = { status: 429, headers: { 'retry-after': '90' } };
    await say(woman, id, 'Bonjour');
    await momentsLater(seconds(5));
    his.answer = { status: 201 };
    await momentsLater(seconds(80));
    expect(his.received).toEqual([]);
    await momentsLater(seconds(11));
    expect(his.received).toHaveLength(1);

    his.answer = { status: 500 };
    await say(woman, id, 'Encore');
    await momentsLater(minutes(2));
    for (let hour = 0; hour < 6; hour += 1) await momentsLater(hours(1) + seconds(1));
    his.answer = { status: 201 };
    await momentsLater(hours(3));
    expect(his.received).toHaveLength(1);
    expect(await devicesOf(await signedInAgain(man))).toHaveLength(1);
  });

  it('whose service takes nothing is left alone, whatever else there is to tell', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    await momentsLater();
    his.answer = { status: 503 };
    await say(woman, id, 'Bonjour');
    for (let minute = 0; minute < 10; minute += 1) await momentsLater(minutes(1));
    const before = his.asked;
    const other = await aMatch(await aSubscribedWoman(), man);
    await say(other.woman, other.conversationId, 'Bonsoir');
    await momentsLater(seconds(30));
    expect(his.asked).toBe(before);
    his.answer = { status: 201 };
    await momentsLater(minutes(21));
    expect(his.received.map(({ content }) => content['conversationId'])).toEqual([id]);
    await say(await signedInAgain(other.woman), other.conversationId, 'Toujours là ?');
    await momentsLater();
    expect(his.received.at(-1)?.content).toMatchObject({ conversationId: other.conversationId });
  });

  it('that refuses one push keeps its place', async () => {
    const { woman, man, id } = await talking();
    const his = await aBrowser(receiver, man);
    his.answer = { status: 403 };
    await say(woman, id, 'Bonjour');
    await momentsLater();
    expect(await devicesOf(man)).toHaveLength(1);
  });
});

describe('her name', () => {
  it('is in his notifications only if she allows it, and his never in hers', async () => {
    const { woman, man, id } = await talking();
    const [his, hers] = [await aBrowser(receiver, man), await aBrowser(receiver, woman)];
    await as(woman).ask(SETTLE, { input: { showsMyName: true } });
    await say(woman, id, 'Bonjour');
    await say(man, id, 'Bonjour');
    await momentsLater();
    const { usernames } = theHouse().app.profiles.people;
    const name = (await usernames.call(theHouse().app.profiles.people, [woman.id])).get(woman.id);
    expect(his.received).toMatchObject([{ content: { name, kind: 'NEW_CONVERSATION' } }]);
    expect(hers.received[0]?.content).toEqual({ kind: 'NEW_MESSAGE', conversationId: id, locale: 'FR' });

    await as(woman).ask(SETTLE, { input: { showsMyName: false } });
    await say(woman, id, 'Encore');
    await momentsLater();
    expect(his.received[1]?.content).not.toHaveProperty('name');
    expect(his.received[0]?.length).toBe(his.received[1]?.length);
  });
});

describe('what somebody does not want to be told', () => {
  it('is not told, kind by kind', async () => {
    const [lea, mia, hugo] = [await aSubscribedWoman(), await aSubscribedWoman(), await aMan()];
    const his = await aBrowser(receiver, hugo);
    await as(hugo).ask(SETTLE, { input: { muted: ['NEW_CONVERSATION'] } });
    const { conversationId: id } = await aMatch(lea, hugo);
    await aMatch(mia, hugo);
    await momentsLater();
    expect(his.received).toEqual([]);
    await as(hugo).ask(READ, { id, upTo: await say(lea, id, 'Bonjour') });
    await say(lea, id, 'Tu es là ?');
    await momentsLater();
    expect(his.received).toMatchObject([{ content: { kind: 'NEW_MESSAGE' } }]);
  });

  it('waits for the end of the quiet hours, as one, if it is still unread', async () => {
    const { woman, man, id } = await talking();
    const { woman: mia, conversationId: second } = await aMatch(await aSubscribedWoman(), man);
    const his = await aBrowser(receiver, man);
    // From a minute ago, for two hours.
    const hour = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16);
    await as(man).ask(SETTLE, { input: { quietHours: { from: hour(-minutes(1)), to: hour(hours(2)), timeZone: 'UTC' } } });
    await say(woman, id, 'Bonsoir');
    await as(man).ask(READ, { id: second, upTo: await say(mia, second, 'Bonsoir') });
    await momentsLater();
    await say(woman, id, 'Bonne nuit');
    await momentsLater(hours(1));
    expect(his.received).toEqual([]);
    await momentsLater(hours(1) + minutes(1));
    expect(his.received.map(({ content }) => content['conversationId'])).toEqual([id]);
  });
});

describe('beside conversations', () => {
  it('who reported something hears that it was looked at', async () => {
    const { woman, man } = await talking();
    const [hers, his] = [await aBrowser(receiver, woman), await aBrowser(receiver, man)];
    const moderator = await aModerator();
    await as(woman).ask('mutation ($id: ID!) { report(input: { userId: $id, reason: OTHER }) { caseNumber } }', { id: man.id });
    const [row] = await theHouse().app.db.query<{ id: string }>('SELECT id FROM reports WHERE reporter_id = $1', [woman.id]);
    await as(moderator).ask('mutation ($id: ID!) { handleReport(id: $id) { id } }', { id: row?.id });
    await momentsLater();
    expect(hers.received).toMatchObject([{ content: { kind: 'CASE', locale: 'FR' }, headers: { urgency: 'normal' } }]);
    expect(his.received).toEqual([]);
  });

  it('whose payment failed hears of it, and who just paid does not', async () => {
    const [lea, mia] = [await aSubscribedWoman(), await aSubscribedWoman()];
    const [hers, paid] = [await aBrowser(receiver, lea), await aBrowser(receiver, mia)];
    const { app } = theHouse();
    await app.db.query(`UPDATE subscriptions SET status = 'past_due' WHERE user_id = $1`, [lea.id]);
    for (const { id } of [lea, mia]) await app.db.transaction((tx) => tx.emit('membership.changed', { userId: id }));
    await momentsLater();
    expect(hers.received.map(({ content }) => content)).toEqual([{ kind: 'MEMBERSHIP', locale: 'FR' }]);
    expect(paid.received).toEqual([]);
    await drain();
  });
});

const SIGNALS = 'subscription ($id: ID!) { signals(conversationId: $id) { __typename ... on Presence { online } } }';
