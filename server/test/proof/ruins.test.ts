import { newId } from '../../src/platform/ids.js';
import { send, socket, type Caller } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { scan } from '../log/scan.js';
import { LogLines } from '../log-lines.js';
import { aMan, aMatch, aModerator, PASSWORD, signedInAgain, type Person } from '../people.js';
import { ROWS } from './guards.table.js';

/**
 * A database that refuses names the rows it refuses, and a driver hangs the values beside them: what the log says of every
 * operation of the API while nothing can be written, then while nothing can be read.
 */
const log = new LogLines();
useHouse({ LOG_LEVEL: 'trace' }, { log });

const WORDS = 'Mes mots les plus secrets';
const ADDRESS = 'personne.ne.sait';
/** Who is asking must still be known, and calls be counted: behind these stands the rest. */
const STANDING = ['users', 'sessions', 'subscriptions', 'rate_limits', 'migrations'];

let people: (Person | null)[];
let shown: Person;
let conversationId: string;
let addresses = 0;

beforeAll(async () => {
  shown = await aMan();
  const match = await aMatch();
  conversationId = match.conversationId;
  people = [null, match.man, match.woman, await aModerator()];
  // Something lies in every inbox, so that following it answers at once.
  for (const { id } of [match.man, match.woman]) await theHouse().app.db.transaction((tx) => tx.emit('membership.changed', { userId: id }));
});

/** The calls of the table, those that sign out last, and some that go further than an id which nobody has. */
const CALLS = [
  ...ROWS.filter(({ field }) => field !== 'Mutation.signOut').map(({ field, call }) => `${field.split('.')[0]?.toLowerCase()} { ${call} }`),
  `mutation { sendMessage(input: { conversationId: "$CONVERSATION", clientId: "$ID", text: "Bonjour" }) { message { id } } }`,
  `mutation { createMatch(input: { manId: "$MAN", clientId: "$ID", opening: "Bonjour" }) { openingSent } }`,
  `mutation { report(input: { userId: "$MAN", reason: OTHER, words: "Bonjour" }) { caseNumber } }`,
  `mutation { signIn(input: { email: "$KNOWN", password: "${PASSWORD}" }) { accessToken } }`,
  'mutation { signOut }',
];

function filled(call: string): string {
  addresses += 1;
  return call
    .replaceAll('$MAN', shown.id)
    .replaceAll('$CONVERSATION', conversationId)
    .replaceAll('$ID', newId())
    .replaceAll('$KNOWN', shown.email)
    .replaceAll('$EMAIL', `${ADDRESS}${addresses}@test.premierpas.example`)
    .replace(/"(Bonjour|assez longue|faux mot de passe|lyon)"/, JSON.stringify(WORDS));
}

/** Every operation in everybody's name, over HTTP and over a socket; how many were faults of ours. */
async function askForEverything(callers: Caller[]): Promise<number> {
  let faults = 0;
  for (const caller of callers) {
    const client = socket(caller);
    for (const call of CALLS) {
      const answers = [await send(filled(call), {}, caller), await firstAnswer(client.iterate({ query: filled(call) }))];
      faults += answers.filter(({ errors }) => errors?.[0]?.extensions?.code === 'INTERNAL').length;
    }
    await client.dispose();
  }
  return faults;
}

interface Outcome {
  errors?: readonly { extensions?: Record<string, unknown> }[];
}

async function firstAnswer(answers: AsyncIterableIterator<unknown>): Promise<Outcome> {
  try {
    const { value } = (await answers.next()) as { value: Outcome | undefined };
    await answers.return?.();
    return value ?? {};
  } catch (problem) {
    return { errors: problem as Outcome['errors'] };
  }
}

async function tables(): Promise<string[]> {
  const rows = await theHouse().app.db.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1)`,
    [STANDING],
  );
  return rows.map(({ name }) => name);
}

/** Runs `work` while every table is in this state. */
async function ruined<T>(done: (table: string) => string, undone: (table: string) => string, work: () => Promise<T>): Promise<T> {
  const { db } = theHouse().app;
  const names = await tables();
  for (const name of names) await db.query(done(name));
  try {
    return await work();
  } finally {
    for (const name of names) await db.query(undone(name));
  }
}

it.each([
  [
    'written',
    (name: string) => `ALTER TABLE ${name} ADD CONSTRAINT ruin CHECK (false) NOT VALID`,
    (name: string) => `ALTER TABLE ${name} DROP CONSTRAINT ruin`,
  ],
  ['read', (name: string) => `ALTER TABLE ${name} RENAME TO ${name}_gone`, (name: string) => `ALTER TABLE ${name}_gone RENAME TO ${name}`],
])(
  'says nothing of anybody while nothing can be %s',
  async (_what, done, undone) => {
    // The last calls of the time before signed them out.
    const callers = await Promise.all(people.map(async (person) => (person ? signedInAgain(person) : {})));
    log.take();
    const faults = await ruined(done, undone, () => askForEverything(callers));
    const lines = log.take();
    expect(faults).toBeGreaterThan(50);
    expect(lines.filter(({ msg }) => msg === 'an operation failed').length).toBeGreaterThanOrEqual(faults);
    const told: [string, string][] = [
      ['words', WORDS],
      ['address', ADDRESS],
      ['password', PASSWORD],
    ];
    expect(
      scan(
        lines.map((line) => JSON.stringify(line)),
        told,
      ).leaks,
    ).toEqual([]);
  },
  60_000,
);
