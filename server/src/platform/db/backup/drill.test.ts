import { createApp, type App } from '../../../app.js';
import { as } from '../../../../test/client.js';
import { backUpWhile, useBackups, type Database } from '../../../../test/backups.js';
import { drain, theHouse, useHouse } from '../../../../test/harness.js';
import { aMatch, aPerson, aPost, PASSWORD, type Match, type Person } from '../../../../test/people.js';
import { say } from '../../../../test/talking.js';
import { testConfig } from '../../../../test/test-config.js';
import { Jobs } from '../../jobs.js';
import { Metrics } from '../../metrics/metrics.js';
import { testLogger } from '../../../../test/log/logger.js';
import type { Backup } from './index.js';

/** The house burns down while people talk, and is built again from its last backup. */
useHouse();
afterAll(() => rebuilt.stop());
const backups = useBackups();

const RESET = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const SIGN_IN = 'mutation ($email: String!, $password: String!) { signIn(input: { email: $email, password: $password }) { accessToken } }';
const READ = `query ($id: ID!) { conversation(id: $id) { lastMessage { text } messages(last: 50) { edges { node { text } } } } }`;

interface Conversation {
  conversation: { lastMessage: { text: string }; messages: { edges: { node: { text: string } }[] } };
}

const SAID = ['« Bonjour », dit-elle,\nsur deux lignes', 'à, "b"; \\. \\N \t NULL', '🙂 '.repeat(80).trim()];
const MEANWHILE = Array.from({ length: 20 }, (_, n) => `pendant la sauvegarde ${n}`);

let talk: Match;
let waiting: Record<'inOutbox' | 'inQueue' | 'dead', Person>;
let backup: Backup;
let database: Database;
let rebuilt: App;
let url: string;

beforeAll(async () => {
  talk = await aMatch();
  await aPost(talk.man);
  for (const text of SAID) await say(talk.woman, talk.conversationId, text);
  await drain();
  waiting = await somethingToDo();
  backup = await backUpWhile(backups.file(), async () => {
    await Promise.all(MEANWHILE.map((text, n) => say(n % 2 ? talk.man : talk.woman, talk.conversationId, text)));
  });
  database = await backups.anEmptyDatabase();
  await database.restore(backup.path);
  const { mailbox, stripe } = theHouse();
  const config = testConfig(database.url, { SMTP_URL: mailbox.smtpUrl, STRIPE_API_URL: stripe.url });
  rebuilt = await createApp(config, testLogger('error'));
  await rebuilt.migrate();
  url = await rebuilt.listen();
}, 60_000);

/** Three mails that nobody has got yet: one not handed over, one in the queue, one given up. */
async function somethingToDo(): Promise<typeof waiting> {
  const { app } = theHouse();
  const [inOutbox, inQueue, dead] = [await aPerson('WOMAN'), await aPerson('MAN'), await aPerson('WOMAN')];
  await as({}).ask(RESET, { email: dead.email });
  await giveUp('accounts.reset-code');
  await as({}).ask(RESET, { email: inQueue.email });
  await app.jobs.relay();
  await as({}).ask(RESET, { email: inOutbox.email });
  return { inOutbox, inQueue, dead };
}

/** What is due of this job fails until it lies among the dead letters. */
async function giveUp(job: string): Promise<void> {
  const { app } = theHouse();
  const hopeless = new Jobs(app.db, app.config.database.url, testLogger('silent'), new Metrics());
  hopeless.define(job, () => Promise.reject(new Error('no hope')));
  await hopeless.prepare();
  await hopeless.relay();
  await app.db.query('UPDATE pgboss.job SET retry_count = retry_limit WHERE name = $1', [job]);
  await hopeless.drain();
  await hopeless.stop();
  expect(await app.db.query(`SELECT state FROM pgboss.job WHERE name = 'dead-letters'`)).toEqual([{ state: 'created' }]);
}

const there = (person: Person): Person & { url: string } => ({ ...person, url });
const count = async (sql: string): Promise<number> => (await database.query<{ n: number }>(`SELECT count(*)::int AS n ${sql}`))[0]?.n ?? -1;

describe('the house that was built again', () => {
  it('is that of one instant: what was said while the backup read is not in it, nor any trace', async () => {
    expect(await count('FROM messages')).toBe(SAID.length);
    expect(await count('FROM conversations c WHERE last_seq <> (SELECT count(*) FROM messages m WHERE m.conversation_id = c.id)')).toBe(0);
    expect(await count('FROM inboxes b WHERE version <> (SELECT count(*) FROM inbox_events e WHERE e.user_id = b.user_id)')).toBe(0);
    expect(await count('FROM inboxes b WHERE version <> (SELECT max(number) FROM inbox_events e WHERE e.user_id = b.user_id)')).toBe(0);
    // The old house has it all, so there was something to be torn.
    const [old] = await theHouse().app.db.query<{ n: number }>('SELECT count(*)::int AS n FROM messages');
    expect(old?.n).toBe(SAID.length + MEANWHILE.length);
  });

  it('knows the passwords and the sessions', async () => {
    const { signIn } = await as({ url }).ask<{ signIn: { accessToken: string } }>(SIGN_IN, { email: talk.man.email, password: PASSWORD });
    const ME = '{ me { id } }';
    expect(await as({ url, accessToken: signIn.accessToken }).ask(ME)).toEqual({ me: { id: talk.man.id } });
    expect(await as(there(talk.woman)).ask(ME)).toEqual({ me: { id: talk.woman.id } });
  });

  it('has every word as it was said, and the talk goes on', async () => {
    const read = async (): Promise<string[]> => {
      const { conversation } = await as(there(talk.man)).ask<Conversation>(READ, { id: talk.conversationId });
      return conversation.messages.edges.map(({ node }) => node.text);
    };
    expect(await read()).toEqual(SAID);
    await say(there(talk.woman), talk.conversationId, 'où en étions-nous ?');
    expect(await read()).toEqual([...SAID, 'où en étions-nous ?']);
  });

  it('does what was still to be done: not handed over, in the queue, or given up', async () => {
    const addresses = Object.values(waiting).map(({ email }) => email);
    const mails = (): number[] => addresses.map((email) => theHouse().mailbox.messages(email).length);
    expect(mails()).toEqual([0, 0, 0]);
    await rebuilt.jobs.drain();
    expect(mails()).toEqual([1, 1, 1]);
    expect(await count('FROM outbox')).toBe(0);
  });

  it('goes on counting where the old one stood', async () => {
    const numbers = (): Promise<{ id: string }[]> => database.query('SELECT id FROM audit_log ORDER BY id');
    const before = await numbers();
    await as({ url }).ask(SIGN_IN, { email: talk.woman.email, password: PASSWORD });
    const after = await numbers();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(BigInt(after.at(-1)!.id)).toBe(BigInt(before.at(-1)!.id) + 1n);
  });

  it('guards its rows as the old one did', async () => {
    await expect(database.query('DELETE FROM audit_log')).rejects.toThrow('append-only');
    await expect(database.query('DELETE FROM cities')).rejects.toThrow('foreign key');
    await database.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = '${talk.man.id}'`);
    expect(await count(`FROM profiles_men WHERE user_id = '${talk.man.id}' AND visible`)).toBe(0);
  });

  it('has the tables, keys, indexes and triggers that the migrations make', async () => {
    const SHAPE = `
      SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text AS it FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text NOT LIKE 'pgboss.%'
      ORDER BY 1`;
    expect(await database.query(SHAPE)).toEqual(await theHouse().app.db.query(SHAPE));
  });
});
