import { createECDH } from 'node:crypto';
import { newId } from '../../src/platform/ids.js';
import { anAd, ARCHIVE, aPhotoForAnAd } from '../advertising.js';
import { as } from '../client.js';
import { drain, theHouse, useHouse } from '../harness.js';
import { DECIDE, idOf, MY_SANCTIONS, report } from '../judging.js';
import { aPicture } from '../media-files.js';
import { aMan, aModerator, aSubscribedWoman, aWoman, type Person } from '../people.js';
import { ROWS } from '../proof/guards.table.js';
import { answer, overSocket } from '../proof/whole-answers.js';
import { REGISTER } from '../push/pushing.js';
import { stored } from '../stored.js';
import { say, step } from '../talking.js';
import { createUpload, fetchAs, sent } from '../uploading.js';

/**
 * What belongs to somebody is, for whoever may not see it, exactly what does not exist, and stays as it is. Of a man who wants to
 * know something of a woman, `proof/leaks` asks; here it is everybody else's things in everybody else's hands.
 */
useHouse();

const CALLS = [
  // `resendCode` says yes to any id, and is nobody's.
  ...ROWS.filter(({ call, field }) => call.includes('$ID') && !/^Subscription|resendCode/.test(field)).map(
    ({ field, call }) => `${field.split('.')[0]?.toLowerCase()} { ${call} }`,
  ),
  'mutation { report(input: { conversationId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { messageId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { postId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { report(input: { mediaId: "$ID", reason: OTHER }) { caseNumber } }',
  'mutation { createPost(input: { text: "Le mien", mediaIds: ["$ID"] }) { post { id } } }',
  'mutation { sendMessage(input: { conversationId: "$TALK", clientId: "$ID", mediaIds: ["$ID"] }) { message { id } } }',
];

type Things = Record<string, string>;
let hugo: Person;
let lea: Person;
let attackers: Record<'another man' | 'another woman' | 'a woman who does not pay' | 'a moderator', Person>;
let his: Things;
let hers: Things;
let talk: string;

async function thingsOf(person: Person): Promise<Things> {
  const key = createECDH('prime256v1').generateKeys('base64url');
  const input = { kind: 'WEB', address: `https://push.example/${person.id}`, p256dh: key, auth: 'A'.repeat(22) };
  const device = await as(person).ask<{ registerDevice: { id: string } }>(REGISTER, { input });
  const { sessions } = await as(person).ask<{ sessions: [{ id: string }] }>('{ sessions { id } }');
  await as(person).ask('mutation { requestDataExport { status } }');
  await drain();
  const [copy] = await theHouse().app.db.query<{ id: string }>('SELECT id FROM data_exports WHERE user_id = $1', [person.id]);
  const upload = await createUpload(person, { size: 1_000 });
  return {
    themselves: person.id,
    'a browser': device.registerDevice.id,
    'a session': sessions[0].id,
    'a copy of everything': copy?.id ?? 'none',
    'an upload under way': upload.media.id,
  };
}

beforeAll(async () => {
  [hugo, lea] = [await aMan(), await aSubscribedWoman()];
  const [moderator, spy, ines, eve] = [await aModerator(), await aMan(), await aSubscribedWoman(), await aWoman()];
  attackers = { 'another man': spy, 'another woman': ines, 'a woman who does not pay': eve, 'a moderator': moderator };
  talk = (await step(await aSubscribedWoman(), spy)).conversation.id;

  const { id: conversation } = (await step(lea, hugo)).conversation;
  const shown = await anAd(hugo, { mediaIds: [(await aPhotoForAnAd(hugo)).id] });
  const archived = await anAd(hugo, { text: 'Une ancienne annonce' });
  await as(hugo).ask(ARCHIVE, { id: archived.id });
  const judged = await idOf(moderator, await report(lea, { postId: shown.id }));
  const reasons = { rule: 'HATE', facts: 'Vu et relu', text: 'Ces mots blessent', abusive: false };
  await as(moderator).ask(DECIDE, { input: { reportId: judged, outcome: 'WARN', ...reasons } });
  const { mySanctions } = await as(hugo).ask<{ mySanctions: [{ id: string }] }>(MY_SANCTIONS);
  his = {
    ...(await thingsOf(hugo)),
    'an ad': shown.id,
    'an archived ad': archived.id,
    'a photo of an ad': shown.media[0]?.id ?? 'none',
    'a photo': (await sent(hugo, await aPicture())).id,
    'a decision': mySanctions[0].id,
    'a message': await say(hugo, conversation, 'Bonjour Léa'),
  };
  hers = {
    ...(await thingsOf(lea)),
    'a photo': (await sent(lea, await aPicture())).id,
    'a conversation': conversation,
    'a message': await say(lea, conversation, 'Bonjour Hugo'),
    'a report': await idOf(moderator, await report(lea, { userId: hugo.id })),
  };
}, 60_000);

/** What each call answers for this id. */
async function answers(person: Person, id: string, calls = CALLS): Promise<Record<string, unknown>> {
  // Many calls of one person are the point here.
  await theHouse().app.db.query('DELETE FROM rate_limits');
  const filled = (call: string): string =>
    call.replaceAll('$ID', id).replaceAll('$MAN', id).replaceAll('$TALK', talk).replaceAll('$EMAIL', 'personne@test.premierpas.example');
  const got: Record<string, unknown> = Object.fromEntries(
    await Promise.all(calls.map(async (call) => [call, await answer(filled(call), person)] as const)),
  );
  got.signals = await overSocket(filled('subscription { signals(conversationId: "$ID") { __typename } }'), person);
  for (const path of [`/media/${id}/small`, `/media/${id}/film`, `/media/exports/${id}`]) {
    const file = await fetchAs(person, path);
    got[path.replace(id, 'ID')] = [file.status, await file.text()];
  }
  return got;
}

const SEEN_BY_HER = ['themselves', 'an ad', 'an archived ad', 'a photo of an ad', 'a photo'];
const without = (things: Things, names: string[]): [string, string][] => Object.entries(things).filter(([name]) => !names.includes(name));

describe.each<[keyof typeof attackers, string, () => [string, string][]]>([
  ['another man', 'his', () => Object.entries(his)],
  ['another woman', 'his', () => without(his, SEEN_BY_HER)],
  ['another woman', 'hers', () => Object.entries(hers)],
  ['a woman who does not pay', 'his', () => without(his, SEEN_BY_HER)],
  // Reports are their work, and what these show is evidence.
  [
    'a moderator',
    'anybody’s',
    () => [...without(his, ['a photo', 'a photo of an ad']), ...without(hers, [...Object.keys(his), 'a report'])],
  ],
])('%s, with an id of what is %s', (who, _whose, things) => {
  it('gets what an id of nothing gets, whatever is asked, and changes nothing', async () => {
    const person = attackers[who];
    const nothing = await answers(person, newId());
    const before = await stored();
    for (const [name, id] of things()) expect([name, await answers(person, id)]).toEqual([name, nothing]);
    expect(await stored()).toEqual(before);
  }, 60_000);
});

it('a woman who does not pay reads nothing of him; blocked and reported he may be, for she may have seen him when she paid', async () => {
  const eve = attackers['a woman who does not pay'];
  const reading = CALLS.filter((call) => !/^mutation \{ (block|report)\(/.test(call));
  const nothing = await answers(eve, newId(), reading);
  const before = await stored();
  for (const name of SEEN_BY_HER) expect([name, await answers(eve, his[name] ?? '', reading)]).toEqual([name, nothing]);
  expect(await stored()).toEqual(before);
}, 60_000);
