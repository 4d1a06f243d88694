import { clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { inboxOf } from '../../test/inbox.js';
import { aMan, aMatch, type Person } from '../../test/people.js';
import { BLOCK, CLOSE, REOPEN, say, SEND, somebodyWaits } from '../../test/talking.js';

useHouse();

interface Sent {
  sendMessage: { message: { id: string; text: string } };
}

const query = <Row>(sql: string, params: unknown[]): Promise<Row[]> => theHouse().app.db.query<Row>(sql, params);

/** The numbers of somebody's inbox, in order. */
const numbersOf = async (person: Person): Promise<number[]> =>
  (await query<{ number: number }>('SELECT number FROM inbox_events WHERE user_id = $1 ORDER BY number', [person.id])).map(
    ({ number }) => number,
  );

const dense = (numbers: number[]): number[] => numbers.map((_, n) => n + 1);

test('the same message sent ten times at once is one message, acknowledged ten times and told once', async () => {
  const { woman, man, conversationId } = await aMatch();
  const input = { conversationId, clientId: newId(), text: 'Une seule fois' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => as(man).ask<Sent>(SEND, { input })));
  expect(new Set(answers.map(({ sendMessage }) => sendMessage.message.id)).size).toBe(1);
  expect(await query('SELECT seq, text FROM messages WHERE conversation_id = $1', [conversationId])).toEqual([
    { seq: 1, text: 'Une seule fois' },
  ]);
  for (const person of [woman, man]) {
    expect(
      await query('SELECT count(*)::integer AS told FROM inbox_events WHERE user_id = $1 AND kind = $2', [person.id, 'MESSAGE']),
    ).toEqual([{ told: 1 }]);
  }
});

test('two people may use the same client id', async () => {
  const { woman, man, conversationId } = await aMatch();
  const clientId = newId();
  const ids = [await say(woman, conversationId, 'Elle', clientId), await say(man, conversationId, 'Lui', clientId)];
  expect(new Set(ids).size).toBe(2);
});

test('two who write at once never wait for each other in a circle, and every number is there', async () => {
  const [hugo, paul] = [await aMan(), await aMan()];
  const first = await aMatch(undefined, hugo);
  const second = await aMatch(first.woman, paul);
  const sends = Array.from({ length: 200 }, (_, n) => {
    const { conversationId, man, woman } = n % 2 ? first : second;
    return as(n % 4 < 2 ? man : woman).send(SEND, { input: { conversationId, clientId: newId(), text: `Message ${n}` } });
  });
  expect((await Promise.all(sends)).flatMap(({ errors }) => errors ?? [])).toEqual([]);
  for (const { conversationId } of [first, second]) {
    const rows = await query<{ seq: number }>('SELECT seq FROM messages WHERE conversation_id = $1 ORDER BY seq', [conversationId]);
    expect(rows.map(({ seq }) => seq)).toEqual(dense(Array.from({ length: 100 }, () => 0)));
  }
  for (const person of [hugo, paul, first.woman]) {
    const numbers = await numbersOf(person);
    expect(numbers).toEqual(dense(numbers));
    expect(numbers.length).toBeGreaterThanOrEqual(person === first.woman ? 202 : 101);
  }
});

test.each(['block', 'closing'])('a send that waits while a %s commits is refused, and nothing lands after it', async (how) => {
  const { woman, man, conversationId } = await aMatch();
  const { app } = theHouse();
  const send = { input: { conversationId, clientId: newId(), text: 'Trop tard' } };
  let waiting: Promise<string> | undefined;
  await app.db.transaction(async (tx) => {
    if (how === 'block') {
      await tx.query('INSERT INTO blocks (blocker_id, blocked_id, created_at) VALUES ($1, $2, $3)', [woman.id, man.id, clock.now()]);
      await tx.emit('person.blocked', { blockerId: woman.id, blockedId: man.id });
    } else {
      await tx.query("UPDATE conversations SET status = 'CLOSED', closed_by = $2, closed_at = $3 WHERE id = $1", [
        conversationId,
        woman.id,
        clock.now(),
      ]);
    }
    waiting = as(man).refusal(SEND, send);
    await somebodyWaits();
  });
  expect(await waiting).toBe('CONFLICT');
  expect(await query('SELECT 1 FROM messages WHERE conversation_id = $1', [conversationId])).toEqual([]);
});

test('messages, blocks and closings at once: what was acknowledged is before the block, and nothing is after it', async () => {
  const { woman, man, conversationId } = await aMatch();
  const acts = [
    ...Array.from({ length: 20 }, (_, n) =>
      as(n % 2 ? woman : man).send(SEND, { input: { conversationId, clientId: newId(), text: `Message ${n}` } }),
    ),
    as(man).send(CLOSE, { id: conversationId }),
    as(man).send(REOPEN, { id: conversationId }),
    as(woman).send(BLOCK, { id: man.id }),
    ...Array.from({ length: 20 }, (_, n) =>
      as(n % 2 ? woman : man).send(SEND, { input: { conversationId, clientId: newId(), text: `Encore ${n}` } }),
    ),
  ];
  const codes = (await Promise.all(acts)).map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK');
  expect(codes.filter((code) => !['OK', 'CONFLICT', 'NOT_FOUND'].includes(code))).toEqual([]);
  const [row] = await query<{ messages: number }>('SELECT count(*)::integer AS messages FROM messages WHERE conversation_id = $1', [
    conversationId,
  ]);
  const acknowledged = [...codes.slice(0, 20), ...codes.slice(23)].filter((code) => code === 'OK').length;
  expect(row?.messages).toBe(acknowledged);
  const [last] = await query<{ kind: string }>('SELECT kind FROM inbox_events WHERE user_id = $1 ORDER BY number DESC LIMIT 1', [man.id]);
  expect(last?.kind).toBe('CLOSED');
  expect(await query('SELECT status FROM conversations WHERE id = $1', [conversationId])).toEqual([{ status: 'CLOSED' }]);
  for (const person of [woman, man]) expect(['CONFLICT', 'NOT_FOUND']).toContain(await as(person).refusal(REOPEN, { id: conversationId }));
});

test('nobody sees number n + 1 before n: a late commit holds back what comes after it', async () => {
  const hugo = await aMan();
  const [first, second] = [await aMatch(undefined, hugo), await aMatch(undefined, hugo)];
  const reader = inboxOf(hugo);
  await reader.take(2);
  const { app } = theHouse();
  const order: string[] = [];
  let late: Promise<unknown> | undefined;
  await app.db.transaction(async (tx) => {
    await tx.query('SELECT send_message($1, $2, $3, $4, $5, $6)', [
      newId(),
      first.conversationId,
      first.woman.id,
      newId(),
      'La première',
      clock.now(),
    ]);
    // In another conversation: only his counter stands between the two.
    late = say(second.woman, second.conversationId, 'La seconde').then(() => order.push('second acknowledged'));
    await somebodyWaits();
    await app.chat.heartbeat.beat();
    expect(await numbersOf(hugo)).toEqual([1, 2]);
    order.push('first commits');
  });
  await late;
  expect(order).toEqual(['first commits', 'second acknowledged']);
  expect((await reader.take(2)).map(({ number, message }) => [number, message?.text])).toEqual([
    [3, 'La première'],
    [4, 'La seconde'],
  ]);
  await reader.close();
});

test('a number given to a transaction that fails is given again', async () => {
  const { woman, man, conversationId } = await aMatch();
  const { app } = theHouse();
  const failing = app.db.transaction(async (tx) => {
    await tx.query('SELECT send_message($1, $2, $3, $4, $5, $6)', [newId(), conversationId, woman.id, newId(), 'Jamais dite', clock.now()]);
    throw new Error('the power went off');
  });
  await expect(failing).rejects.toThrow('the power went off');
  await say(woman, conversationId, 'Dite');
  expect(await numbersOf(man)).toEqual([1, 2]);
  expect(await query('SELECT seq, text FROM messages WHERE conversation_id = $1', [conversationId])).toEqual([{ seq: 1, text: 'Dite' }]);
});
