import { getNamedType, type GraphQLInterfaceType } from 'graphql';
import { as, ask, send, socket, type Caller } from '../client.js';
import { theHouse } from '../harness.js';
import type { Person } from '../people.js';
import { pageOf, selectionOf } from './everything.js';
import { ROWS } from './guards.table.js';

/** What a caller gets, whole: what is left out is who asked and when. */
export async function answer(query: string, caller: Caller): Promise<unknown> {
  const { headers, ...body } = await send(query, {}, caller);
  const kept = [...headers].filter(([name]) => !['date', 'content-length', 'set-cookie'].includes(name));
  return withoutIds({ ...body, headers: kept });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** Ids and instants as placeholders: two answers are alike when nothing else differs. */
export const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(UUID, 'ID').replace(INSTANT, 'INSTANT')) as unknown;

export async function overSocket(query: string, caller: Caller): Promise<unknown> {
  const client = socket(caller);
  try {
    return withoutIds((await client.iterate({ query }).next()).value);
  } catch (problem) {
    return withoutIds(problem);
  } finally {
    await client.dispose();
  }
}

/** Every query a man may make without an id, with every field below it, as text. */
export async function allHeReads(man: Person): Promise<string> {
  const { schema } = theHouse().app;
  const open = ROWS.filter(({ field, call, expected }) => field.startsWith('Query.') && expected.man === 'ok' && !call.includes('$'));
  const answers: unknown[] = [];
  for (const { field, call } of open) {
    const asked = schema.getQueryType()?.getFields()[field.replace('Query.', '')];
    const bare = call.replace(/ \{.*$/s, '');
    // Places are the same for everybody.
    if (!asked || /^(regions|cities|city|interests|plans)/.test(bare)) continue;
    answers.push(await ask(`{ ${bare}${bare.includes('(') ? '' : pageOf(asked)} ${selectionOf(schema, asked.type)} }`, {}, man));
  }
  expect(answers.length).toBeGreaterThanOrEqual(6);
  // Cursors are encrypted anew each time.
  return JSON.stringify(answers).replace(/"(lastUsedAt|cursor|startCursor|endCursor)":"[^"]*"/g, '"$1":""');
}

export interface InboxEvent {
  number: number;
  __typename: string;
}

/** The whole inbox from the first number, with everything each event shows: asked kind by kind, for one query may not ask for so much. */
export async function replay(person: Person): Promise<InboxEvent[]> {
  const { me } = await as(person).ask<{ me: { inboxVersion: number } }>('{ me { inboxVersion } }');
  const { schema } = theHouse().app;
  const kinds = schema.getPossibleTypes(getNamedType(schema.getSubscriptionType()!.getFields().inbox!.type) as GraphQLInterfaceType);
  const tellings = await Promise.all(
    kinds.map((kind) =>
      followed(person, `{ number __typename ... on ${kind.name} ${selectionOf(schema, kind, [], kinds)} }`, me.inboxVersion),
    ),
  );
  return Array.from({ length: me.inboxVersion }, (_, n) => Object.assign({}, ...tellings.map((events) => events[n])) as InboxEvent);
}

async function followed(person: Person, below: string, until: number): Promise<InboxEvent[]> {
  const client = socket(person);
  const events: InboxEvent[] = [];
  try {
    for await (const { data, errors } of client.iterate<{ inbox: InboxEvent }>({ query: `subscription { inbox(after: 0) ${below} }` })) {
      if (errors || !data) throw new Error(JSON.stringify(errors));
      events.push(data.inbox);
      if (data.inbox.number === until) break;
    }
  } finally {
    await client.dispose();
  }
  return events;
}
