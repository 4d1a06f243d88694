import { graphql } from 'graphql';
import { createApp, type App } from '../src/app.js';
import { clock, dayOf } from '../src/platform/clock.js';
import { createContext, type RequestInfo, type Role } from '../src/platform/graphql/context.js';
import { newId } from '../src/platform/ids.js';
import { testLogger } from './log/logger.js';
import { theHouse, useHouse } from './harness.js';
import { LYON } from './people.js';

useHouse();

const TABLES = [
  'users',
  'profiles_men',
  'profiles_women',
  'male_posts',
  'post_views',
  'post_media',
  'post_likes',
  'post_likes_by_day',
  'profile_views',
  'media',
  'reports',
  'blocks',
  'conversations',
  'messages',
  'audit_log',
];
const [MEN, WOMEN, POSTS] = [20_000, 2_000, 3];
/** Of each man's ads the one in the middle, which shows a photo and is liked. */
const SECOND = `p.created_at BETWEEN $NOW - interval '60 hours' AND $NOW - interval '36 hours'`;

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const id = (n: string): string => `('00000000-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

/** Men with ads and their readers, women who talk to some of them, block and report others. */
async function fill({ db }: App): Promise<void> {
  const now = clock.now();
  const run = (sql: string) =>
    db.query(sql.replaceAll('$NOW', `'${now.toISOString()}'::timestamptz`).replaceAll('$DAY', `'${dayOf(now)}'::date`));
  await run(`INSERT INTO users (id, role, email, email_key, email_verified_at, password_hash, birth_date, terms_version, privacy_version, consented_at, created_at)
    SELECT ${id('n')}, CASE WHEN n <= ${WOMEN} THEN 'WOMAN' ELSE 'MAN' END, n || '@x', n || '@x', $NOW, 'x', '1990-01-01', '1', '1', $NOW, $NOW FROM generate_series(1, ${WOMEN + MEN}) n`);
  await run(
    `INSERT INTO profiles_women (user_id, username, city_code, birth_date) SELECT id, 'Lea', '${LYON}', birth_date FROM users WHERE role = 'WOMAN'`,
  );
  await run(
    `INSERT INTO profiles_men (user_id, username, username_key, city_code, birth_date, active_day) SELECT id, 'Hugo', id::text, '${LYON}', birth_date, $DAY FROM users WHERE role = 'MAN'`,
  );
  await run(`ALTER TABLE male_posts DISABLE TRIGGER male_posts_count`);
  await run(
    `INSERT INTO male_posts SELECT gen_random_uuid(), user_id, 'Une annonce', $NOW - n * interval '1 day', $NOW FROM profiles_men, generate_series(1, ${POSTS}) n`,
  );
  await run(`ALTER TABLE male_posts ENABLE TRIGGER male_posts_count`);
  await run(`INSERT INTO post_views SELECT id, $DAY - n, n FROM male_posts, generate_series(1, 3) n`);
  await run(`INSERT INTO profile_views SELECT user_id, $DAY - n, n FROM profiles_men, generate_series(1, 1) n`);
  await run(`INSERT INTO post_likes_by_day SELECT id, $DAY - 1, 2 FROM male_posts p WHERE ${SECOND}`);
  await run(
    `INSERT INTO post_likes SELECT p.id, ${id(`1 + abs(hashtext(p.id::text)) % ${WOMEN}`)}, $DAY - 1, true FROM male_posts p WHERE ${SECOND}`,
  );
  await run(
    `INSERT INTO media (id, owner_id, purpose, kind, status, content_type, size, place, created_at, changed_at, width, height, blurhash, color, attached)
     SELECT p.id, p.man_id, 'POST', 'PHOTO', 'READY', '', 1, 1, $NOW, $NOW, 1, 1, '', '', true FROM male_posts p WHERE ${SECOND}`,
  );
  await run(`INSERT INTO post_media SELECT id, id, 1 FROM male_posts p WHERE ${SECOND}`);
  await run(
    `INSERT INTO matches SELECT gen_random_uuid(), ${id('w')}, ${id(`${WOMEN} + 1 + (w * 37 + k * 101) % ${MEN}`)}, $NOW FROM generate_series(1, ${WOMEN}) w, generate_series(1, 10) k`,
  );
  await run(
    `INSERT INTO conversations (id, match_id, woman_id, man_id, opened_at, last_activity_at, last_seq) SELECT gen_random_uuid(), id, woman_id, man_id, $NOW, $NOW, 3 FROM matches`,
  );
  await run(
    `INSERT INTO messages SELECT c.id, s, gen_random_uuid(), c.woman_id, gen_random_uuid(), 'TEXT', 'Bonjour', NULL, NULL, $NOW FROM conversations c, generate_series(1, 3) s`,
  );
  await run(
    `INSERT INTO blocks SELECT ${id('w')}, ${id(`${WOMEN} + 1 + (w * 13 + k * 7) % ${MEN}`)}, $NOW FROM generate_series(1, ${WOMEN}) w, generate_series(20, 29) k ON CONFLICT DO NOTHING`,
  );
  await run(`INSERT INTO reports (id, case_number, reporter_id, reported_id, reason, status, created_at)
    SELECT gen_random_uuid(), 'N' || blocker_id || blocked_id, blocker_id, blocked_id, 'SCAM', 'HANDLED', $NOW - interval '2 days' FROM blocks`);
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

/** Who asks, and what; `NOT_FOUND` where nobody is named. */
const CALLS: [Role, string, 'NOT_FOUND'?][] = [
  ['MAN', '{ myPosts { edges { node { views viewsByDay { count } } } } }'],
  ['MAN', '{ myPosts(archived: true) { edges { node { likes media { id } } } } }'],
  ['MAN', '{ myStatistics { total { profileViews postViews likes firstSteps } days { likes } } }'],
  ['MAN', 'mutation { createPost(input: { text: "Encore" }) { post { id media { id } } } }'],
  ['MAN', 'mutation { updatePost(id: "$POST2", input: { text: "Autre", mediaIds: ["$POST2"] }) { post { id } } }'],
  ['MAN', 'mutation { pinPost(id: "$POST2") { post { id } } }'],
  ['MAN', 'mutation { archivePost(id: "$POST2") { post { id } } }'],
  ['MAN', 'mutation { restorePost(id: "$POST2") { post { id } } }'],
  ['MAN', 'mutation { deletePost(id: "$POST") { deletedId } }'],
  ['MAN', 'mutation { report(input: { messageId: "$MESSAGE", reason: OTHER }) { caseNumber } }'],
  ['MAN', 'mutation { block(userId: "$NOBODY") }', 'NOT_FOUND'],
  ['MAN', '{ woman(id: "$NOBODY") { id } }', 'NOT_FOUND'],
  ['WOMAN', '{ man(id: "$MAN") { username posts { edges { node { text } } } conversation { id } } }'],
  ['WOMAN', '{ men(filter: {}) { edges { node { username posts(first: 2) { edges { node { text } } } } } } }'],
  [
    'WOMAN',
    'mutation { createMatch(input: { manId: "$MAN", clientId: "$NEW", opening: "Bonjour", quotedPostId: "$POST2" }) { openingSent conversation { id } } }',
  ],
  ['WOMAN', '{ man(id: "$MAN") { posts { edges { node { likedByMe media { url } } } } } }'],
  ['WOMAN', 'mutation { likePost(id: "$POST2") { post { likedByMe } } }'],
  ['WOMAN', 'mutation { unlikePost(id: "$POST2") { post { likedByMe } } }'],
  ['WOMAN', 'mutation { report(input: { userId: "$MAN", reason: OTHER }) { caseNumber } }'],
  ['WOMAN', 'mutation { report(input: { postId: "$POST2", reason: OTHER }) { caseNumber } }'],
  ['WOMAN', 'mutation { block(userId: "$MAN") }'],
  ['MODERATOR', '{ reports { edges { node { id } } } }'],
  ['MODERATOR', '{ reports(status: HANDLED) { pageInfo { endCursor } edges { node { reporter { username } } } } }'],
];

test('however many people, ads and reports there are, ads, first steps, blocks and reports are read by key', async () => {
  const { config } = theHouse().app;
  const app = await createApp(
    { ...config, database: { ...config.database, pool: 1 }, http: { ...config.http, port: 0 } },
    testLogger('error'),
  );
  try {
    await fill(app);
    const her = idOf(7);
    const [{ him } = { him: '' }] = await app.db.query<{ him: string }>(
      'SELECT man_id AS him FROM conversations WHERE man_id NOT IN (SELECT man_id FROM conversations WHERE woman_id = $1 UNION SELECT blocked_id FROM blocks WHERE blocker_id = $1) LIMIT 1',
      [her],
    );
    const posts = await app.db.query<{ id: string }>('SELECT id FROM male_posts WHERE man_id = $1 ORDER BY created_at', [him]);
    const message = await app.db.one<{ id: string }>(
      'SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.man_id = $1',
      [him],
    );
    const before = await readInWhole(app);
    for (const [role, call, refused] of CALLS) {
      const viewer = {
        id: role === 'MAN' ? him : role === 'WOMAN' ? her : idOf(1),
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
      const source = call
        .replaceAll('$POST2', posts[1]?.id ?? '')
        .replace('$POST', posts[0]?.id ?? '')
        .replace('$MESSAGE', message?.id ?? '')
        .replace('$MAN', him)
        .replace('$NEW', newId())
        .replace('$NOBODY', newId());
      const { errors } = await graphql({ schema: app.schema, source, contextValue });
      expect([call, errors?.[0]?.extensions.code]).toEqual([call, refused]);
      expect([call, await readInWhole(app)]).toEqual([call, before]);
    }
  } finally {
    await app.stop();
  }
});
