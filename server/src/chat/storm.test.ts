import { newId } from '../platform/ids.js';
import { as, type Answer } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aSubscribedWoman, type Person } from '../../test/people.js';
import { BLOCK, CLOSE, READ, REOPEN, say, SEND, STEP } from '../../test/talking.js';

useHouse();

const REPORT = 'mutation ($id: ID!) { report(input: { userId: $id, reason: OTHER }) { caseNumber } }';
const ALLOWED = ['OK', 'CONFLICT', 'NOT_FOUND'];

const query = <Row>(sql: string, params: unknown[]): Promise<Row[]> => theHouse().app.db.query<Row>(sql, params);
const codeOf = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'OK';

/** Everything the two of a conversation can do to each other. */
function actsOf(
  { woman, man, conversationId: id }: { woman: Person; man: Person; conversationId: string },
  upTo: string,
): (() => Promise<Answer<object>>)[] {
  const input = () => ({ conversationId: id, clientId: newId(), text: 'Dans la tempête' });
  return [
    () => as(woman).send(SEND, { input: input() }),
    () => as(man).send(SEND, { input: input() }),
    () => as(woman).send(STEP, { input: { manId: man.id.toUpperCase(), clientId: newId(), opening: 'Encore' } }),
    () => as(man).send(CLOSE, { id }),
    () => as(man).send(REOPEN, { id }),
    () => as(woman).send(CLOSE, { id: id.toUpperCase() }),
    () => as(woman).send(REOPEN, { id }),
    () => as(woman).send(READ, { id, upTo }),
    () => as(man).send(READ, { id, upTo }),
    () => as(woman).send(REPORT, { id: man.id }),
    () => as(man).send(REPORT, { id: woman.id }),
  ];
}

test('whatever three people do to each other at the same instants, nothing is a fault, no number is missing and every count is right', async () => {
  const [lea, anne] = [await aSubscribedWoman(), await aSubscribedWoman()];
  const [hugo, paul] = [await aMan(), await aMan()];
  const talks = [await aMatch(lea, hugo), await aMatch(lea, paul), await aMatch(anne, hugo), await aMatch(anne, paul)];
  const marks = await Promise.all(talks.map(({ man, conversationId }) => say(man, conversationId, 'Bonjour')));
  const acts = talks.flatMap((talk, n) => actsOf(talk, marks[n] ?? ''));
  // Another order each round, the same each time: no test of ours depends on luck.
  const rounds = Array.from({ length: 4 }, (_, round) => acts.map((act, n) => ({ act, at: (n * 7 + round * 13) % acts.length })));
  for (const round of rounds) {
    const codes = await Promise.all(round.sort((one, other) => one.at - other.at).map(({ act }) => act()));
    expect(codes.map(codeOf).filter((code) => !ALLOWED.includes(code))).toEqual([]);
  }
  const blocks = [as(lea).send(BLOCK, { id: hugo.id }), as(hugo).send(BLOCK, { id: lea.id.toUpperCase() })];
  const last = await Promise.all([...blocks, ...acts.map((act) => act())]);
  expect(last.map(codeOf).filter((code) => !ALLOWED.includes(code))).toEqual([]);

  for (const person of [lea, anne, hugo, paul]) {
    const [inbox] = await query<{ events: number; last: number; version: number }>(
      `SELECT count(*)::int AS events, max(number) AS last, (SELECT version FROM inboxes WHERE user_id = $1) AS version FROM inbox_events WHERE user_id = $1`,
      [person.id],
    );
    expect(inbox).toEqual({ events: inbox?.version, last: inbox?.version, version: inbox?.version });
  }
  const wrong = await query(
    `SELECT c.id FROM conversations c JOIN (
       SELECT c.id, count(m.seq)::int AS said, coalesce(max(m.seq), 0) AS last,
              count(*) FILTER (WHERE m.sender_id = c.man_id AND m.seq > c.woman_read_seq)::int AS hers,
              count(*) FILTER (WHERE m.sender_id = c.woman_id AND m.seq > c.man_read_seq)::int AS his
       FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id GROUP BY c.id) truth USING (id)
     WHERE (c.last_seq, c.last_seq, c.woman_unread, c.man_unread) <> (truth.said, truth.last, truth.hers, truth.his)`,
    [],
  );
  expect(wrong).toEqual([]);
  const between = await query('SELECT status FROM conversations WHERE woman_id = $1 AND man_id = $2', [lea.id, hugo.id]);
  expect(between).toEqual([{ status: 'CLOSED' }]);
});
