import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMatch, type Person } from '../../test/people.js';
import { BLOCK, say } from '../../test/talking.js';
import { as, socket } from '../../test/client.js';
import { statementsOf } from '../../test/statements.js';
import { PROJECT_ROOT } from '../platform/project-root.js';
import { MessageSent, type InboxEvent } from './inbox.types.js';

useHouse();

const manifest = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'web/documents', readdirSync(join(PROJECT_ROOT, 'web/documents')).sort().at(-1)!), 'utf8'),
);
const INBOX = Object.entries(manifest as Record<string, string>).find(([, text]) => text.includes('subscription Inbox('))!;

/** The inbox as our site follows it: by hash and compiled, or by text and interpreted. */
function siteInbox(person: Person, after: number, { compiled }: { compiled: boolean }) {
  const client = socket(person);
  const [sha256Hash, query] = INBOX;
  const how = compiled ? { query: '', extensions: { persistedQuery: { version: 1, sha256Hash } } } : { query };
  const answers = client.iterate({ ...how, variables: { after } });
  return { next: async () => (await answers.next()).value as { data: { inbox: { number: number } } }, close: () => client.dispose() };
}

const fake = (number: number): MessageSent => Object.assign(new MessageSent(), { number, at: new Date(), message: { from: 'ME' } });
const follow = async (person: Person, after: number): Promise<AsyncIterableIterator<InboxEvent>> =>
  theHouse().app.chat.inboxes.follow(person, after);
const numberOf = ({ value }: IteratorResult<InboxEvent>): number => (value as InboxEvent).number;

test.each([{ compiled: true }, { compiled: false }])('what is handed to a reader is what it would have read: %j', async (how) => {
  const { woman, man, conversationId: id } = await aMatch();
  for (const [reader, writer] of [
    [woman, man],
    [man, woman],
    [man, man],
  ] as const) {
    const version = await theHouse().app.chat.inboxes.version(reader.id);
    const live = siteInbox(reader, version - 1, how);
    await live.next();
    await say(writer, id, 'Bonjour');
    const handed = await live.next();
    const replay = siteInbox(reader, version, how);
    expect(handed).toEqual(await replay.next());
    expect(handed.data.inbox).toMatchObject({
      __typename: 'MessageSent',
      number: version + 1,
      conversation: { with: { username: expect.any(String) } },
    });
    await Promise.all([live.close(), replay.close()]);
  }
});

test('a message to two people who both read here is one statement, but for the first words', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  await say(man, id, 'Bonsoir');
  const inboxes = await Promise.all([woman, man].map(async (person) => follow(person, 0)));
  for (const inbox of inboxes) for (const _ of ['opened', 'said']) await inbox.next();
  const waiting = inboxes.map((inbox) => inbox.next());
  const statements = await statementsOf(async () => {
    await say(man, id, 'Bonjour');
    await Promise.all(waiting);
  }, /FROM sessions s JOIN users|FROM subscriptions/);
  expect(statements).toEqual([expect.stringContaining('send_message')]);
  for (const inbox of inboxes) await inbox.return?.();
});

test('whoever is not right before it looks for itself', async () => {
  const { man, woman, conversationId: id } = await aMatch();
  const { inboxes } = theHouse().app.chat;
  const inbox = await follow(man, 0);
  await inbox.next();
  const next = inbox.next();
  for (const number of [1, 3, 7]) inboxes.hand(man.id, number, Infinity, () => fake(number));
  await say(woman, id, 'Bonjour');
  expect(numberOf(await next)).toBe(2);
  await inbox.return?.();
});

test('what was written before rights changed is not handed after it', async () => {
  const { man, woman, conversationId: id } = await aMatch();
  const { inboxes } = theHouse().app.chat;
  const inbox = await follow(man, 1);
  const asOf = performance.now();
  await say(woman, id, 'Bonjour');
  await as(woman).ask(BLOCK, { id: man.id });
  // As it would come from a process that was slow to hear that its message is stored.
  inboxes.hand(man.id, 2, asOf, () => fake(2));
  const events = [await inbox.next(), await inbox.next()].map(({ value }) => (value as InboxEvent).constructor.name);
  expect(events).toEqual(['Tombstone', 'ConversationClosed']);
  await inbox.return?.();
});
