import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { followInbox } from './inbox.mjs';
import { persist } from './retry.mjs';
import { signInFromEnvironment } from './session.mjs';

const VERSION = '{ conversations(first: 1) { inboxVersion } }';
const HISTORY = `query ($id: ID!) {
  conversation(id: $id) { messages(last: 20) { edges { node { id from text quotedPost { text } } } } }
}`;
const SEND = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }';
const READ = 'mutation ($id: ID!, $upTo: ID!) { markRead(conversationId: $id, upTo: $upTo) { unread } }';

const [id] = process.argv.slice(2);
const session = await signInFromEnvironment();
const shown = new Set();

function show(message) {
  if (shown.has(message.id)) return;
  shown.add(message.id);
  console.log(`${message.from === 'ME' ? 'me' : 'them'}: ${message.text ?? `« ${message.quotedPost.text} »`}`);
}

/** The number first, the history after it: what is said in between comes again as an event, and is shown once. */
async function snapshot() {
  const { conversations } = await session.ask(VERSION);
  const { conversation } = await session.ask(HISTORY, { id });
  for (const { node } of conversation.messages.edges) show(node);
  return conversations.inboxVersion;
}

async function apply(event) {
  if ((event.conversation?.id ?? event.conversationId) !== id) return;
  if (event.__typename === 'MessageSent') {
    show(event.message);
    // A mark that is lost is made good by the next one.
    if (event.message.from === 'THEM') session.ask(READ, { id, upTo: event.message.id }).catch(() => undefined);
  }
  if (event.__typename === 'MessagesRead' && event.by === 'THEM') console.log('(read)');
  if (event.__typename === 'ConversationClosed') console.log('(closed)');
  // A Tombstone has nothing to show: it only keeps the numbers dense.
}

followInbox(session, { snapshot, apply }).catch((problem) => {
  console.error(`The inbox ended: ${problem.code ?? problem.message}`);
  process.exit(1);
});

for await (const text of createInterface({ input: process.stdin })) {
  // Written once, sent until it is acknowledged: the same `clientId` is the same message.
  const input = { conversationId: id, clientId: randomUUID(), text };
  await persist(session, SEND, { input }).catch(({ code }) => console.log(`(not sent: ${code})`));
}
await session.signOut();
process.exit(0);
