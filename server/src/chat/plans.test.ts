import { graphql } from 'graphql';
import { createApp, type App } from '../app.js';
import { clock } from '../platform/clock.js';
import { createContext, type RequestInfo, type Role } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import { testLogger } from '../../test/log/logger.js';
import { theHouse, useHouse } from '../../test/harness.js';

useHouse();

const EVERYTHING = `query ($id: ID!) { me { inboxVersion unreadConversations }
  conversations(first: 30) { edges { node { id unread canSend with { __typename } lastMessage { text } } } }
  conversation(id: $id) { messages(last: 30) { edges { node { text } } } } }`;
const SEND = `mutation ($id: ID!, $clientId: ID!) { sendMessage(input: { conversationId: $id, clientId: $clientId, text: "Bonjour" }) { message { id } } }`;

const TABLES = ['users', 'conversations', 'messages', 'inboxes', 'inbox_events', 'profiles_women', 'profiles_men'];
const WOMEN = 1_000;
const PEOPLE = 15_000;
const POPULAR = WOMEN + 1;

const id = (n: number | string): string => `('00000000-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** One man whom every woman chose, and some thirty conversations for everybody else. */
async function fill({ db }: App): Promise<void> {
  const now = [clock.now()];
  await db.query(
    `INSERT INTO users (id, role, email, email_key, email_verified_at, password_hash, birth_date, terms_version, privacy_version, consented_at, created_at)
     SELECT ${id('n')}, CASE WHEN n <= ${WOMEN} THEN 'WOMAN' ELSE 'MAN' END, n || '@x', n || '@x', $1, 'x', '1990-01-01', '1', '1', $1, $1 FROM generate_series(1, ${PEOPLE}) n`,
    now,
  );
  await db.query(
    `INSERT INTO matches SELECT gen_random_uuid(), ${id('w')}, ${id('m')}, $1
     FROM (SELECT w, ${POPULAR} AS m FROM generate_series(1, ${WOMEN}) w
           UNION SELECT w, ${POPULAR} + 1 + (w * 37 + k * 101) % ${PEOPLE - POPULAR - 1} FROM generate_series(1, ${WOMEN}) w, generate_series(1, 20) k) pair`,
    now,
  );
  await db.query(
    `INSERT INTO conversations (id, match_id, woman_id, man_id, opened_at, last_activity_at, last_seq, man_unread)
     SELECT gen_random_uuid(), id, woman_id, man_id, $1, $1::timestamptz - random() * interval '30 days', 5, 1 FROM matches`,
    now,
  );
  await db.query(
    `INSERT INTO messages SELECT c.id, s, gen_random_uuid(), c.woman_id, gen_random_uuid(), 'TEXT', 'Bonjour', NULL, NULL, $1 FROM conversations c, generate_series(1, 5) s`,
    now,
  );
  await db.query('INSERT INTO inboxes SELECT man_id, count(*) * 5 FROM conversations GROUP BY man_id');
  await db.query(
    `INSERT INTO inbox_events SELECT man_id, row_number() OVER (PARTITION BY man_id), $1, 'MESSAGE', c.id, s, woman_id FROM conversations c, generate_series(1, 5) s`,
    now,
  );
  for (const table of TABLES) await db.query(`ANALYZE ${table}`);
}

/** Rows read by going through a whole table, so far. On one connection, so that its own counts are in. */
async function readInWhole({ db }: App): Promise<Record<string, number>> {
  await db.query('SELECT pg_stat_force_next_flush()');
  const rows = await db.query<{ relname: string; read: number }>(
    'SELECT relname, seq_tup_read::integer AS read FROM pg_stat_user_tables WHERE relname = ANY ($1)',
    [TABLES],
  );
  return Object.fromEntries(rows.map(({ relname, read }) => [relname, read]));
}

test('however many people there are, conversations, history and inbox are read by key', async () => {
  const { config } = theHouse().app;
  const house = { ...config, database: { ...config.database, pool: 1 }, http: { ...config.http, port: 0 } };
  const app = await createApp(house, testLogger('error'));
  try {
    await fill(app);
    const talks = new Map(
      (
        await app.db.query<{ userId: string; id: string }>(
          'SELECT man_id AS "userId", id FROM conversations UNION SELECT woman_id, id FROM conversations',
        )
      ).map((talk) => [talk.userId, talk.id]),
    );
    const before = await readInWhole(app);
    for (const [n, role] of [
      [POPULAR, 'MAN'],
      [POPULAR + 50, 'MAN'],
      [7, 'WOMAN'],
    ] as [number, Role][]) {
      const viewer = {
        id: idOf(n),
        sessionId: newId(),
        role,
        status: 'ACTIVE',
        verified: true,
        termsAccepted: true,
        subscribed: role === 'WOMAN',
        locale: 'FR',
        joinedAt: new Date(0),
        numberProven: false,
      } as const;
      const contextValue = createContext(viewer, null, () => Promise.resolve(viewer), { id: 'test' } as RequestInfo);
      for (const source of [EVERYTHING, SEND]) {
        const { errors } = await graphql({
          schema: app.schema,
          source,
          contextValue,
          variableValues: { id: talks.get(viewer.id), clientId: newId() },
        });
        expect(errors).toBeUndefined();
      }
      if (role === 'MAN') {
        const inbox = await app.chat.inboxes.follow(viewer, Math.max(0, (await app.chat.inboxes.version(viewer.id)) - 20));
        expect((await inbox.next()).value).toBeDefined();
        await inbox.return?.();
      }
    }
    expect(await readInWhole(app)).toEqual(before);
  } finally {
    await app.stop();
  }
});
