import { newId } from '../src/platform/ids.js';
import { sendTrusted } from './client.js';
import { useHouse } from './harness.js';
import { aMan, aMatch, aPost, aSubscribedWoman, LYON, type Person } from './people.js';
import { hashOf, statementsOf } from './statements.js';
import { say } from './talking.js';

useHouse();

let lea: Person;
let hugo: Person;
let conversationId: string;
let messageId: string;

beforeAll(async () => {
  lea = await aSubscribedWoman();
  for (let n = 0; n < 12; n += 1) {
    hugo = await aMan({ interests: [], bio: `Numéro ${n}` });
    await aPost(hugo);
    conversationId = (await aMatch(lea, hugo)).conversationId;
    messageId = await say(hugo, conversationId, 'Bonjour');
  }
});

test.each<[string, number, () => { caller: Person; variables: object }]>([
  ['Conversations', 1, () => ({ caller: lea, variables: { first: 30 } })],
  ['Men', 1, () => ({ caller: lea, variables: { first: 24, filter: { cityCode: LYON } } })],
  ['Man', 4, () => ({ caller: lea, variables: { id: hugo.id } })],
  ['MyPosts', 1, () => ({ caller: hugo, variables: { archived: false, first: 20 } })],
  ['MyStatistics', 1, () => ({ caller: hugo, variables: {} })],
  ['SendMessage', 1, () => ({ caller: hugo, variables: { input: { conversationId, clientId: newId(), text: 'Encore' } } })],
  ['MarkRead', 2, () => ({ caller: lea, variables: { conversationId, upTo: messageId } })],
  ['UnreadConversations', 2, () => ({ caller: lea, variables: {} })],
])('%s of our site makes at most %d statements, however many rows it shows', async (operation, most, ask) => {
  const hash = hashOf(operation);
  const call = async (): Promise<void> => {
    const { caller, variables } = ask();
    const { errors } = await sendTrusted(hash, variables, caller);
    expect(errors).toBeUndefined();
  };
  // What is remembered for good (places) is asked once.
  await call();
  const statements = await statementsOf(
    call,
    /FROM sessions s JOIN users|FROM subscriptions|UPDATE profiles_men|INSERT INTO (post|profile)_views/,
  );
  expect(statements).toEqual(statements.slice(0, most));
});
