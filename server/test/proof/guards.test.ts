import { send, socket, type Caller } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { newId } from '../../src/platform/ids.js';
import { aMan, aModerator, anAdmin, aSubscribedWoman, aWoman, signedInAgain, type Person } from '../people.js';
import { ROWS, VIEWERS, type Row, type ViewerKind } from './guards.table.js';

useHouse();

let people: Record<Exclude<ViewerKind, 'visitor'>, Person>;
let shownMan: Person;
let addresses = 0;

beforeAll(async () => {
  shownMan = await aMan();
  const [man, woman, subscriber, moderator, admin] = [
    await aMan(),
    await aWoman(),
    await aSubscribedWoman(),
    await aModerator(),
    await anAdmin(),
  ];
  const [unverified, suspended, outdated] = [await aWoman(), await aSubscribedWoman(), await aSubscribedWoman()];
  people = { man, woman, subscriber, moderator, admin, unverified, suspended, outdated };
  const { db } = theHouse().app;
  await db.query('UPDATE users SET email_verified_at = NULL WHERE id = $1', [unverified.id]);
  await db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [suspended.id]);
  await db.query(`UPDATE users SET terms_version = '2020-01-01' WHERE id = $1`, [outdated.id]);
  // Something lies in every inbox, so that following it answers at once.
  for (const { id } of [man, woman, subscriber]) await db.transaction((tx) => tx.emit('membership.changed', { userId: id }));
});

/** Signed in anew for each call: signing out is one of them. Leaving is another: whoever left is put back. */
async function callerOf(viewer: ViewerKind): Promise<Caller> {
  if (viewer === 'visitor') return {};
  const { db } = theHouse().app;
  const left = await db.query('DELETE FROM account_deletions WHERE user_id = $1 RETURNING 1', [people[viewer].id]);
  const status = viewer === 'suspended' ? 'SUSPENDED' : 'ACTIVE';
  if (left.length > 0) await db.query('UPDATE users SET status = $2 WHERE id = $1', [people[viewer].id, status]);
  return signedInAgain(people[viewer]);
}

function documentOf({ field, call }: Row): string {
  addresses += 1;
  const filled = call
    .replaceAll('$MAN', shownMan.id)
    .replaceAll('$ID', newId())
    .replaceAll('$EMAIL', `jamais${addresses}@test.premierpas.example`);
  return `${field.split('.')[0]?.toLowerCase()} { ${filled} }`;
}

interface Outcome {
  data?: unknown;
  errors?: readonly { extensions?: Record<string, unknown> }[];
}

const codeOf = ({ errors, data }: Outcome): unknown => (errors?.[0] ? errors[0].extensions?.code : data ? 'ok' : 'nothing');

const overHttp = async (row: Row, caller: Caller): Promise<unknown> => codeOf(await send(documentOf(row), {}, caller));

async function overSocket(row: Row, caller: Caller): Promise<unknown> {
  const client = socket(caller);
  const answers = client.iterate({ query: documentOf(row) });
  try {
    const { value } = (await answers.next()) as { value: Outcome };
    return codeOf(value);
  } catch (problem) {
    // What fails before the first event comes as an array of errors; a socket that closes, as an event.
    return Array.isArray(problem) ? codeOf({ errors: problem as Outcome['errors'] }) : `closed ${(problem as { code: number }).code}`;
  } finally {
    await client.dispose();
  }
}

async function everyone(row: Row, ask: (row: Row, caller: Caller) => Promise<unknown>): Promise<Record<string, unknown>> {
  const codes: Record<string, unknown> = {};
  for (const viewer of VIEWERS) codes[viewer] = await ask(row, await callerOf(viewer));
  return codes;
}

const mapValues = (codes: Record<string, string>, change: (code: string) => string) =>
  Object.fromEntries(Object.entries(codes).map(([viewer, code]) => [viewer, change(code)]));

it('has a row for every root field, and no row for a field that is gone', () => {
  const { schema } = theHouse().app;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`));
  expect(ROWS.map(({ field }) => field).sort()).toEqual(fields.sort());
});

describe('over HTTP', () => {
  const rows = ROWS.filter(({ field }) => !field.startsWith('Subscription.'));
  it.each(rows)('$field answers each caller as the table says', async (row) => {
    expect(await everyone(row, overHttp)).toEqual(row.expected);
  });

  it.each(ROWS.filter(({ field }) => field.startsWith('Subscription.')))('$field is refused: it needs a socket', async (row) => {
    expect(new Set(Object.values(await everyone(row, overHttp)))).toEqual(new Set(['BAD_USER_INPUT']));
  });
});

describe('over a socket', () => {
  it.each(ROWS)('$field answers each caller as the table says', async (row) => {
    // Who signs out, or leaves, loses the socket: its closing is the answer.
    const ends = ['Mutation.signOut', 'Mutation.withdrawConsent'].includes(row.field);
    const signedOut = ends ? mapValues(row.expected, (code) => (code === 'ok' ? 'closed 4403' : code)) : row.expected;
    expect(await everyone(row, overSocket)).toEqual({ ...signedOut, visitor: row.expected.visitor });
  });
});
