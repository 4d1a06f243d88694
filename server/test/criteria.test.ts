import { ask, as, socket } from './client.js';
import { theHouse, useHouse } from './harness.js';
import { aMan, aMatch, aPost, aSubscribedWoman, aWoman, type Person } from './people.js';
import { lapse, stripeIsHeard } from './stripe.js';
import { newId } from '../src/platform/ids.js';

/** What the product exists for, each criterion in one test, over HTTP, sockets and the payment simulator. */
useHouse();

const BORDEAUX = '33063';
const NOUVELLE_AQUITAINE = '75';
const MEN = `query ($filter: MenFilter!) { men(filter: $filter) { edges { node { id username city { name } } } scope { kind widened } } }`;
const STEP = `mutation ($input: CreateMatchInput!) {
  createMatch(input: $input) { openingSent conversation { id with { ... on Man { id } } lastMessage { text quotedPost { text } } } }
}`;
const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id text from } } }`;
const INBOX = `subscription ($after: Int!) {
  inbox(after: $after) { __typename number ... on MessageSent { message { text from } } ... on ConversationOpened { conversation { id with { ... on Woman { id bio } } } } }
}`;

interface Men {
  men: { edges: { node: { id: string; username: string } }[]; scope: { kind: string; widened: boolean } };
}
interface Step {
  createMatch: {
    openingSent: boolean;
    conversation: { id: string; lastMessage: { text: string; quotedPost: { text: string } | null } | null };
  };
}
interface InboxItem {
  inbox: { __typename: string; number: number; message?: { text: string; from: string } };
}

const found = ({ men }: Men): string[] => men.edges.map(({ node }) => node.id);

/** The inbox of a person from the beginning, until `count` events are in. */
async function inboxOf(person: Person, count: number): Promise<InboxItem['inbox'][]> {
  const client = socket(person);
  const events: InboxItem['inbox'][] = [];
  for await (const { data, errors } of client.iterate<InboxItem>({ query: INBOX, variables: { after: 0 } })) {
    if (errors || !data) throw new Error(JSON.stringify(errors));
    events.push(data.inbox);
    if (events.length === count) break;
  }
  await client.dispose();
  return events;
}

describe('Premier Pas', () => {
  it('a subscribed woman finds men of her region and starts a match', async () => {
    const [lea, hugo, noe] = [await aSubscribedWoman({ cityCode: BORDEAUX }), await aMan({ cityCode: BORDEAUX }), await aMan()];
    const post = await aPost(hugo, 'Cherche co-équipière pour un marché de nuit.');
    const here = found(await as(lea).ask<Men>(MEN, { filter: { regionCode: NOUVELLE_AQUITAINE } }));
    expect(here).toContain(hugo.id);
    expect(here).not.toContain(noe.id);
    const { createMatch } = await as(lea).ask<Step>(STEP, {
      input: { manId: hugo.id, clientId: newId(), opening: 'Meringuée ou pas ?', quotedPostId: post },
    });
    expect(createMatch).toMatchObject({
      openingSent: true,
      conversation: {
        with: { id: hugo.id },
        lastMessage: { text: 'Meringuée ou pas ?', quotedPost: { text: 'Cherche co-équipière pour un marché de nuit.' } },
      },
    });
  });

  it('the chat opens at once and both exchange', async () => {
    const { woman, man, conversationId } = await aMatch();
    const say = (who: Person, text: string) => as(who).ask(SEND, { input: { conversationId, clientId: newId(), text } });
    await say(woman, 'Bonsoir, vous.');
    await say(man, 'Bonsoir. Le marché de nuit, jeudi ?');
    const [hers, his] = await Promise.all([inboxOf(woman, 4), inboxOf(man, 3)]);
    expect(hers.map(({ number, __typename, message }) => [number, __typename, message?.from, message?.text])).toEqual([
      [1, 'MembershipChanged', undefined, undefined],
      [2, 'ConversationOpened', undefined, undefined],
      [3, 'MessageSent', 'ME', 'Bonsoir, vous.'],
      [4, 'MessageSent', 'THEM', 'Bonsoir. Le marché de nuit, jeudi ?'],
    ]);
    expect(his[0]).toMatchObject({ __typename: 'ConversationOpened', conversation: { id: conversationId, with: { id: woman.id } } });
    expect(his[1]?.message).toEqual({ from: 'THEM', text: 'Bonsoir, vous.' });
  });

  it("a man's posts show on his profile", async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await aPost(hugo, 'J’ai deux places pour vendredi, et une seule veste.');
    const { man } = await as(lea).ask<{ man: object }>(
      'query ($id: ID!) { man(id: $id) { postCount posts { edges { node { text } } } } }',
      { id: hugo.id },
    );
    expect(man).toEqual({ postCount: 1, posts: { edges: [{ node: { text: 'J’ai deux places pour vendredi, et une seule veste.' } }] } });
  });

  it('Stripe locks and unlocks access', async () => {
    const [ines, hugo] = [await aWoman(), await aMan()];
    expect(await as(ines).refusal(MEN, { filter: {} })).toBe('SUBSCRIPTION_REQUIRED');
    const { createCheckoutSession } = await as(ines).ask<{ createCheckoutSession: { url: string } }>(
      'mutation { createCheckoutSession(planId: "MONTH") { url } }',
    );
    const { stripe } = theHouse();
    await stripe.completeCheckout(createCheckoutSession.url.split('/').at(-1) ?? '', {});
    await stripeIsHeard();
    expect(found(await as(ines).ask<Men>(MEN, { filter: {} }))).toContain(hugo.id);
    await lapse(ines);
    expect(await as(ines).refusal(MEN, { filter: {} })).toBe('SUBSCRIPTION_REQUIRED');
  });

  it('website and API agree', async () => {
    const { woman, man, conversationId } = await aMatch();
    const READ = 'query ($id: ID!) { conversation(id: $id) { status canSend with { ... on Man { id } } } }';
    const overHttp = await as(woman).ask(READ, { id: conversationId });
    const client = socket(woman);
    for await (const { data } of client.iterate({ query: READ, variables: { id: conversationId } })) expect(data).toEqual(overHttp);
    await client.dispose();
    expect(overHttp).toEqual({ conversation: { status: 'OPEN', canSend: 'ALLOWED', with: { id: man.id } } });
    expect(await ask('{ plans { id } }')).toEqual({ plans: [{ id: 'MONTH' }, { id: 'QUARTER' }, { id: 'YEAR' }] });
  });
});
