import { as } from '../client.js';
import { useHouse } from '../harness.js';
import { aMan, aModerator, aPost, aSubscribedWoman, type Person } from '../people.js';
import { say, step } from '../talking.js';

useHouse();

let people: Record<'subscriber' | 'moderator', Person>;

beforeAll(async () => {
  people = { subscriber: await aSubscribedWoman(), moderator: await aModerator() };
});

describe('a text of a person is kept as it was written', () => {
  const WORDS = [
    '<script>alert("Bonjour")</script>',
    '💘 👩‍❤️‍👨 🇫🇷',
    'שלום، مرحبا',
    "'; DROP TABLE users; --",
    '\\u0000 %s {{7*7}} ${7*7}',
    'Première ligne\nSeconde ligne',
    'e\u0301 et é',
  ];

  it.each(WORDS)('%j in a bio', async (words) => {
    const { updateMyProfile } = await as(await aMan()).ask<{ updateMyProfile: object }>(
      'mutation ($bio: String!) { updateMyProfile(input: { bio: $bio }) { profile { bio } } }',
      { bio: words },
    );
    expect(updateMyProfile).toEqual({ profile: { bio: words } });
  });

  it.each(WORDS)('%j in an ad', async (words) => {
    const [man, lea] = [await aMan(), people.subscriber];
    await aPost(man, words);
    const { man: seen } = await as(lea).ask<{ man: object }>('query ($id: ID!) { man(id: $id) { posts { edges { node { text } } } } }', {
      id: man.id,
    });
    expect(seen).toEqual({ posts: { edges: [{ node: { text: words } }] } });
  });

  it.each(WORDS)('%j in a first step and in a message', async (words) => {
    const [lea, man] = [people.subscriber, await aMan()];
    const { conversation } = await step(lea, man, { opening: words });
    await say(man, conversation.id, words);
    const READ = 'query ($id: ID!) { conversation(id: $id) { messages(last: 2) { edges { node { text } } } } }';
    expect(await as(man).ask(READ, { id: conversation.id })).toEqual({
      conversation: { messages: { edges: [{ node: { text: words } }, { node: { text: words } }] } },
    });
  });

  it.each(WORDS)('%j in a report and in its note', async (words) => {
    const [man, { moderator, subscriber }] = [await aMan(), people];
    await as(subscriber).ask(
      'mutation ($id: ID!, $words: String) { report(input: { userId: $id, reason: OTHER, words: $words }) { caseNumber } }',
      { id: man.id, words },
    );
    const { reports } = await as(moderator).ask<{
      reports: { edges: { node: { id: string; words: string; reported: { id: string } } }[] };
    }>('{ reports(first: 50) { edges { node { id words reported { id } } } } }');
    const mine = reports.edges.find(({ node }) => node.reported.id === man.id)?.node;
    expect(mine?.words).toBe(words);
    const { handleReport } = await as(moderator).ask<{ handleReport: object }>(
      'mutation ($id: ID!, $note: String) { handleReport(id: $id, note: $note) { note } }',
      { id: mine?.id, note: words },
    );
    expect(handleReport).toEqual({ note: words });
  });
});
